import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { CasePage, ForRole } from '../desk/Desk';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import { KINDS, STATES } from '../i18n/complaints';
import { useLocale } from '../i18n/locale';
import { Page } from '../ui/Page';
import ui from '../ui/ui.module.css';
import { Answer } from './Answer';
import { Correct } from './Correct';
import { Course, Facts } from './Facts';
import { texts } from './texts';

const ONE = graphql(`
  query ClinicComplaint($id: ID!) {
    clinicComplaint(id: $id) { ...DeskFacts toCorrect correctable { ...Correctable } diagnosisCorrectable }
  }
`);

export default function ClinicCase() {
  const { id = '' } = useRoute().params;
  return (
    <ForRole of="DOCTOR">
      <One id={id} key={id} />
    </ForRole>
  );
}

/** One complaint about the clinic's entry, with what is to be done next. */
function One({ id }: { id: string }) {
  const { say } = useLocale();
  const read = useRead(ONE, { id });
  return (
    <CasePage
      read={read}
      of={({ clinicComplaint }) => clinicComplaint}
      back={deskPaths.clinic()}
      backText={say(texts.title)}
    >
      {(one) => (
        <Page
          title={say(texts.number, { number: one.number })}
          heading={say(KINDS[one.kind])}
          lead={`${say(texts.number, { number: one.number })} · ${say(STATES[one.state])}`}
          crumb={<a href={deskPaths.clinic()}>{say(texts.title)}</a>}
        >
          <div class={ui.grid}>
            <div class={ui.column}>
              <Facts one={one} />
            </div>
            <div class={ui.column}>
              {one.state === 'CLINIC_REQUESTED' && <Answer id={id} again={read.retry} />}
              {one.toCorrect && (
                <Correct
                  id={id}
                  fields={one.correctable}
                  diagnosed={one.diagnosisCorrectable}
                  again={read.retry}
                />
              )}
              <Course one={one} />
            </div>
          </div>
        </Page>
      )}
    </CasePage>
  );
}
