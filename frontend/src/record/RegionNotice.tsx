import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Notice } from '../ui/Notice';
import ui from '../ui/ui.module.css';
import { movedRegion, type RegionFacts } from './movedRegion';
import { texts } from './texts';

/** Whose policy is of another region than the clinic is warned: what is written elsewhere may not show here (PAP-09). */
export function RegionNotice({ patient }: { patient: RegionFacts }) {
  const { say } = useLocale();
  if (!movedRegion(patient)) return null;
  return (
    <Notice tone="warn">
      <p>{say(texts.moved)}</p>
      <p>
        <a class={ui.touch} href={paths.regions()}>
          {say(texts.movedWhere)}
        </a>
      </p>
    </Notice>
  );
}
