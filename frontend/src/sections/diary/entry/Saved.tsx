import type { DiarySavedFragment } from '../../../gen/graphql';
import { useLocale } from '../../../i18n/locale';
import { paths } from '../../../paths';
import { Notice } from '../../../ui/Notice';
import ui from '../../../ui/ui.module.css';
import { Reading } from '../../parts/Reading';
import { Alerts } from '../Alerts';
import { texts } from './texts';

/** What has just been written, with the words that its figures are worth. */
export function Saved({ patientId, entry }: { patientId: string; entry: DiarySavedFragment }) {
  const { say } = useLocale();
  return (
    <>
      <Notice tone="good" live>
        <p>
          {say(texts.saved, { what: entry.title ?? '' })} <Reading {...entry} />
        </p>
        <p>
          <a class={ui.touch} href={paths.diary(patientId)}>
            {say(texts.pictures)}
          </a>
        </p>
      </Notice>
      <Alerts alerts={entry.alerts} />
    </>
  );
}
