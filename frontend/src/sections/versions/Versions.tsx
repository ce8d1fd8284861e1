import type { EntryHeaderFragment, Section } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card } from '../../ui/Basics';
import { Notice } from '../../ui/Notice';
import ui from '../../ui/ui.module.css';
import { texts } from './texts';

interface Props {
  readonly patientId: string;
  readonly section: Section;
  readonly entry: Pick<EntryHeaderFragment, 'id' | 'versions'>;
}

/** Told above an entry that was corrected since: it counts no more, and where the one is that does. */
export function Replaced({ patientId, section, entry }: Props) {
  const { say } = useLocale();
  const now = entry.versions.find(({ current }) => current);
  if (!now || now.id === entry.id) return null;
  return (
    <Notice tone="warn">
      <p>{say(texts.old)}</p>
      <p>
        <a class={ui.touch} href={paths.entry(patientId, section, now.id)}>
          {say(texts.toCurrent)}
        </a>
      </p>
    </Notice>
  );
}

/** Every version of a corrected entry, and to doctors what they told each other of it: nothing written is lost or changed in place. */
export function Versions({ patientId, section, entry }: Props) {
  const { say, dateTime } = useLocale();
  if (entry.versions.length < 2 && !entry.versions[0]?.releasedAt) return null;
  return (
    <Card title={say(texts.versions)}>
      <ul class={ui.rows}>
        {[...entry.versions].reverse().map(({ id, version, recordedAt, current, reason, ...shown }) => {
          const name = say(texts.version, { n: version });
          const detail = [dateTime(recordedAt), say(current ? texts.current : texts.replaced)];
          return (
            <li key={id}>
              {id === entry.id ? (
                <b aria-current="true">{name}</b>
              ) : (
                <a href={paths.entry(patientId, section, id)}>{name}</a>
              )}
              <div class={ui.small}>
                {[...detail, id === entry.id && say(texts.here)].filter(Boolean).join(' · ')}
              </div>
              {reason && <p>{say(texts.reason, { reason })}</p>}
              {shown.releasedAt && (
                <p>
                  {say(texts.shown, { at: dateTime(shown.releasedAt), who: shown.releasedBy ?? '—' })}
                  {shown.releaseNote && <br />}
                  {shown.releaseNote}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
