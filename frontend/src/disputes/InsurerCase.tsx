import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { CasePage, ForRole } from '../desk/Desk';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import { KINDS, STATES } from '../i18n/complaints';
import { useLocale } from '../i18n/locale';
import { Page } from '../ui/Page';
import ui from '../ui/ui.module.css';
import { Ask, Decide, GoOn } from './Acts';
import { Course, Facts } from './Facts';
import { texts } from './texts';

const ONE = graphql(`
  query InsurerComplaint($id: ID!) {
    insurerComplaint(id: $id) { ...DeskFacts policyNumber mayGoOn }
  }
`);

export default function InsurerCase() {
  const { id = '' } = useRoute().params;
  return (
    <ForRole of="INSURER">
      <One id={id} key={id} />
    </ForRole>
  );
}

/** One complaint with what is to be done next. */
function One({ id }: { id: string }) {
  const { say } = useLocale();
  const read = useRead(ONE, { id });
  return (
    <CasePage
      read={read}
      of={({ insurerComplaint }) => insurerComplaint}
      back={deskPaths.insurer()}
      backText={say(texts.title)}
    >
      {(one) => (
        <Page
          title={say(texts.number, { number: one.number })}
          heading={say(KINDS[one.kind])}
          lead={`${say(texts.number, { number: one.number })} · ${say(STATES[one.state])}`}
          crumb={<a href={deskPaths.insurer()}>{say(texts.title)}</a>}
        >
          <div class={ui.grid}>
            <div class={ui.column}>
              <Facts one={one} policy={one.policyNumber} />
            </div>
            <div class={ui.column}>
              {one.state === 'RECEIVED' && <Ask id={id} again={read.retry} />}
              {one.state === 'CLINIC_REQUESTED' && <GoOn id={id} may={one.mayGoOn} again={read.retry} />}
              {one.state === 'EXPERTISE' && <Decide id={id} again={read.retry} />}
              {one.upheld && !one.correction && <p>{say(texts.waitsCorrection)}</p>}
              <Course one={one} />
            </div>
          </div>
        </Page>
      )}
    </CasePage>
  );
}
