import { useAccess } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card } from '../ui/Basics';
import cells from '../ui/cells.module.css';
import ui from '../ui/ui.module.css';
import type { Shown } from './ComplaintPage';
import { texts } from './texts';

/** What the complaint says and is about, what was shown of it, and what the clinic answered. */
export function About({ one, patientId }: { one: Shown; patientId: string }) {
  const { say, t, date } = useLocale();
  const open = useAccess(patientId).length > 0;
  const { section, entryId, disputedId } = one;
  const shown = one.attachments.reduce((sum, { fields }) => sum + fields.length, 0);
  return (
    <>
      <Card title={say(texts.yourWords)}>
        {!one.mine && <p class={ui.small}>{say(texts.notYours)}</p>}
        <p>{one.text}</p>
        <dl class={cells.facts}>
          <div>
            <dt>{say(texts.clinicName)}</dt>
            <dd>{one.clinic}</dd>
          </div>
          <div>
            <dt>{say(texts.insurer)}</dt>
            <dd>{one.insurer}</dd>
          </div>
        </dl>
        <p class={ui.small}>
          {[section && t(`section.${section}`), say(texts.about, { date: date(one.date) })]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {open && section && entryId && (
          <p>
            <a class={ui.touch} href={paths.entry(patientId, section, entryId)}>
              {say(texts.entry)}
            </a>
          </p>
        )}
        {open && section && entryId && disputedId && disputedId !== entryId && (
          <p>
            <a class={ui.touch} href={paths.entry(patientId, section, disputedId)}>
              {say(texts.disputed)}
            </a>
          </p>
        )}
      </Card>
      {one.mine && (
        <Card title={say(texts.shown)}>
          <p>{shown ? say(texts.shownFields, { n: shown }) : say(texts.shownNothing)}</p>
        </Card>
      )}
      {one.clinicAnswer && (
        <Card title={say(texts.answer)}>
          <p>
            <b>{say(one.clinicAgrees ? texts.agrees : texts.objects)}</b>
          </p>
          <p>{one.clinicAnswer}</p>
        </Card>
      )}
    </>
  );
}
