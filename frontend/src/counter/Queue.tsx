import { useState } from 'preact/hooks';
import { ByState } from '../desk/ByState';
import { ForRole } from '../desk/Desk';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { KEEPING, PURPOSES, STATES } from '../i18n/paper';
import { ByPage } from '../ui/ByPage';
import { Page } from '../ui/Page';
import { Segments } from '../ui/Segments';
import ui from '../ui/ui.module.css';
import { Lines } from './Lines';
import { texts } from './texts';

const EXTRACTS = graphql(`
  query ClinicPaperExtracts($state: ExtractState!, $after: String) {
    clinicPaperExtracts(first: 20, state: $state, after: $after) {
      nodes { purpose ...CounterLine }
      endCursor hasNextPage
    }
  }
`);
const APPLICATIONS = graphql(`
  query ClinicPaperApplications($state: PaperKeepingState!, $after: String) {
    clinicPaperApplications(first: 20, state: $state, after: $after) {
      nodes { ...CounterLine }
      endCursor hasNextPage
    }
  }
`);
const OF_EXTRACTS = (
  ['ORDERED', 'IN_WORK', 'READY', 'HANDED_OUT', 'DECLINED', 'WITHDRAWN', 'EXPIRED'] as const
).map((state) => [state, STATES[state]] as const);
const OF_KEEPING = (['SUBMITTED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN'] as const).map(
  (state) => [state, KEEPING[state]] as const,
);

/** Papers that people want of this clinic. */
export default function Queue() {
  const { say } = useLocale();
  const [what, choose] = useState<'extracts' | 'keeping'>('extracts');
  return (
    <ForRole of="DOCTOR">
      <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.lead)}>
        <div class={ui.stack}>
          <Segments
            label={say(texts.what)}
            options={[
              ['extracts', say(texts.extracts)],
              ['keeping', say(texts.keeping)],
            ]}
            value={what}
            onChange={choose}
          />
          {what === 'extracts' ? (
            <ByState states={OF_EXTRACTS}>
              {(state) => (
                <ByPage
                  document={EXTRACTS}
                  variables={{ state }}
                  of={({ clinicPaperExtracts }) => clinicPaperExtracts}
                >
                  {({ nodes }) => (
                    <Lines
                      lines={nodes}
                      href={deskPaths.paperExtract}
                      titleOf={({ purpose }) => PURPOSES[purpose]}
                    />
                  )}
                </ByPage>
              )}
            </ByState>
          ) : (
            <ByState key="keeping" states={OF_KEEPING}>
              {(state) => (
                <ByPage
                  document={APPLICATIONS}
                  variables={{ state }}
                  of={({ clinicPaperApplications }) => clinicPaperApplications}
                >
                  {({ nodes }) => (
                    <Lines lines={nodes} href={deskPaths.paperApplication} titleOf={() => texts.keeping} />
                  )}
                </ByPage>
              )}
            </ByState>
          )}
        </div>
      </Page>
    </ForRole>
  );
}
