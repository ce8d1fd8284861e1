import { useEffect, useRef } from 'preact/hooks';
import type { DiarySavedFragment } from '../../../gen/graphql';
import { useLocale } from '../../../i18n/locale';
import { paths } from '../../../paths';
import { Notice } from '../../../ui/Notice';
import ui from '../../../ui/ui.module.css';
import { Reading } from '../../parts/Reading';
import { Alerts } from '../Alerts';
import { texts } from './texts';

/** What has just been written, with the words that its figures are worth: they take the focus, so that nobody misses them. */
export function Saved({ patientId, entry }: { patientId: string; entry: DiarySavedFragment }) {
  const { say } = useLocale();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} class={ui.column} tabIndex={-1} role="status">
      <Notice tone="good">
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
    </div>
  );
}
