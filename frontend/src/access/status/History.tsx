import { useLocale } from '../../i18n/locale';
import forms from '../../ui/forms.module.css';
import ui from '../../ui/ui.module.css';
import css from '../access.module.css';
import type { Request } from '../request';
import { texts } from './texts';

/** Everything that has happened to a request, and what became of its photo. */
export function History({ request: { timeline, photo } }: { request: Request }) {
  const { say, dateTime, dayOf } = useLocale();
  return (
    <details class={`${ui.card} ${forms.fold} ${forms.foldCard}`}>
      <summary>{say(texts.history)}</summary>
      <ul class={css.list}>
        {timeline.map(({ at, event, message }) => (
          <li key={`${at}${event}`}>
            <time dateTime={at}>{dateTime(at)}</time> — {message}
          </li>
        ))}
      </ul>
      {photo && (
        <p>
          <a class={ui.touch} href={photo.url} target="_blank" rel="noreferrer">
            {say(texts.photoShow)}
          </a>{' '}
          {photo.deleteAfter && say(texts.photoUntil, { date: dayOf(photo.deleteAfter) })}
        </p>
      )}
    </details>
  );
}
