import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { initials } from '../api/viewer';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import type { DayEncounterFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Button, Row, Tag } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary } from '../ui/Field';
import forms from '../ui/forms.module.css';
import shell from '../ui/shell.module.css';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { Reason } from './Reason';
import { texts } from './texts';
import { CLASSES, GROUNDS } from './words';

graphql(`
  fragment DayEncounter on DoctorEncounter {
    id patientId displayName birthDate encounterClass ground organization openedAt closedAt until reasonGiven opensRecord
  }
`);
const CLOSE = graphql(`
  mutation CloseEncounter($input: CloseEncounterInput!) {
    closeEncounter(input: $input) { encounter { id } userErrors { field code message } }
  }
`);

/** One encounter: the record it opens, and what is done with it. */
export function Encounter({ one, again }: { one: DayEncounterFragment; again: () => void }) {
  const { say, dateTime, years } = useLocale();
  const { route } = useLocation();
  const form = useForm();
  const [stating, state] = useState(false);
  const told = [
    say(CLASSES[one.encounterClass]),
    one.ground && say(GROUNDS[one.ground]),
    say(texts.since, { at: dateTime(one.openedAt) }),
    one.closedAt && say(texts.ended, { at: dateTime(one.closedAt) }),
    one.organization,
  ];
  const acts = !one.reasonGiven || !one.closedAt;
  const given = () => {
    state(false);
    again();
  };
  async function close() {
    if (await form.send(CLOSE, { input: { encounterId: one.id } })) again();
  }
  return (
    <>
      <Row
        href={paths.record(one.patientId)}
        icon={
          <span class={`${shell.avatar} ${shell.avatarWard}`} aria-hidden="true">
            {initials(one.displayName)}
          </span>
        }
        title={[one.displayName, one.birthDate && years(one.birthDate)].filter(Boolean).join(', ')}
        detail={
          <>
            {told.filter(Boolean).join(' · ')}
            <br />
            {one.until ? say(texts.until, { at: dateTime(one.until) }) : say(texts.whileOpen)}
          </>
        }
        aside={one.reasonGiven && <Tag tone="hide">{say(texts.reasonGiven)}</Tag>}
      />
      {acts && (
        // The line above is one link as a whole, so what is done stands in a line of its own.
        <li class={ui.row}>
          <div class={ui.rowMain}>
            <ErrorSummary problems={form.problems} />
            {stating ? (
              <Reason encounterId={one.id} onGiven={given} onCancel={() => state(false)} />
            ) : (
              <div class={forms.filterActions}>
                {one.opensRecord && (
                  <Button onClick={() => route(deskPaths.firstVisit(one.id))}>{say(texts.firstVisit)}</Button>
                )}
                {!one.reasonGiven && (
                  <Button quiet onClick={() => state(true)}>
                    {say(texts.restricted)}
                  </Button>
                )}
                {!one.closedAt && (
                  <Confirm
                    label={say(texts.close)}
                    title={say(texts.close)}
                    confirm={say(texts.close)}
                    busy={form.busy}
                    onConfirm={() => void close()}
                  >
                    <p>{say(texts.closeText)}</p>
                  </Confirm>
                )}
              </div>
            )}
          </div>
        </li>
      )}
    </>
  );
}
