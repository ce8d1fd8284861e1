import { ByState } from '../../desk/ByState';
import { ForRole } from '../../desk/Desk';
import css from '../../desk/desk.module.css';
import { deskPaths } from '../../deskPaths';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { Card } from '../../ui/Basics';
import { ByPage } from '../../ui/ByPage';
import cells from '../../ui/cells.module.css';
import { Page } from '../../ui/Page';
import { Empty } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { Due } from '../Due';
import { texts as shared } from '../texts';
import { CASE_STATES, KINDS } from './caseWords';
import { texts } from './texts';

const CASES = graphql(`
  query ServiceCases($state: ServiceCaseState!, $after: String) {
    serviceCases(first: 20, state: $state, after: $after) {
      nodes { id kind state applicant dueAt overdue workingDaysLeft decidedAt }
      endCursor hasNextPage
    }
  }
`);

export default function CasesPage() {
  return (
    <ForRole of="REGISTRAR">
      <Cases />
    </ForRole>
  );
}

const STATES = (['OPEN', 'APPROVED', 'REFUSED'] as const).map(
  (state) => [state, CASE_STATES[state]] as const,
);

function Cases() {
  const { say, dayOf } = useLocale();
  return (
    <Page title={say(texts.cases)} heading={say(texts.cases)} lead={say(texts.casesLead)}>
      <ByState states={STATES}>
        {(state) => (
          <ByPage document={CASES} variables={{ state }} of={({ serviceCases }) => serviceCases}>
            {({ nodes }) => (
              <Card>
                {nodes.length ? (
                  <table class={`${cells.table} ${css.cards}`}>
                    <thead>
                      <tr>
                        <th scope="col">{say(texts.about)}</th>
                        <th scope="col">{say(shared.applicant)}</th>
                        <th scope="col">{say(shared.due)}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {nodes.map(({ id, kind, applicant, dueAt, overdue, workingDaysLeft, decidedAt }) => (
                        <tr key={id}>
                          <td>
                            <a class={ui.touch} href={deskPaths.serviceCase(id)}>
                              <b>{say(KINDS[kind])}</b>
                            </a>
                          </td>
                          <td>{applicant}</td>
                          <td>
                            {decidedAt ? (
                              dayOf(decidedAt)
                            ) : (
                              <Due at={dueAt} overdue={overdue} left={workingDaysLeft} />
                            )}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                ) : (
                  <Empty>{say(texts.casesEmpty)}</Empty>
                )}
              </Card>
            )}
          </ByPage>
        )}
      </ByState>
    </Page>
  );
}
