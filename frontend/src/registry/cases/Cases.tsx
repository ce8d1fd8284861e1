import { useState } from 'preact/hooks';
import { useRead } from '../../api/read';
import { DeskPart, ForRole } from '../../desk/Desk';
import css from '../../desk/desk.module.css';
import { deskPaths } from '../../deskPaths';
import { graphql } from '../../gen/gql';
import type { ServiceCaseState } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Card } from '../../ui/Basics';
import cells from '../../ui/cells.module.css';
import { More } from '../../ui/More';
import { Page } from '../../ui/Page';
import { Segments } from '../../ui/Segments';
import { Empty } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { Due } from '../Due';
import { texts as shared } from '../texts';
import { CASE_STATES, KINDS } from './caseWords';
import { texts } from './texts';

const CASES = graphql(`
  query ServiceCases($state: ServiceCaseState!, $after: String) {
    serviceCases(first: 20, state: $state, after: $after) {
      nodes { id kind state applicant dueAt overdue decidedAt }
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

function Cases() {
  const { say } = useLocale();
  const [state, setState] = useState<ServiceCaseState>('OPEN');
  return (
    <Page title={say(texts.cases)} heading={say(texts.cases)} lead={say(texts.casesLead)}>
      <div class={ui.stack}>
        <Segments<ServiceCaseState>
          label={say(shared.filter)}
          options={(['OPEN', 'APPROVED', 'REFUSED'] as const).map((one) => [one, say(CASE_STATES[one])])}
          value={state}
          onChange={setState}
        />
        <div class={ui.column} key={state}>
          <Part state={state} />
        </div>
      </div>
    </Page>
  );
}

function Part({ state, after }: { state: ServiceCaseState; after?: string }) {
  const { say, dayOf } = useLocale();
  const read = useRead(CASES, { state, after: after ?? null });
  return (
    <DeskPart read={read}>
      {({ serviceCases: page }) => {
        if (!page) return null;
        const end = page.hasNextPage ? page.endCursor : undefined;
        return (
          <>
            <Card>
              {page.nodes.length ? (
                <table class={`${cells.table} ${css.cards}`}>
                  <thead>
                    <tr>
                      <th scope="col">{say(texts.about)}</th>
                      <th scope="col">{say(shared.applicant)}</th>
                      <th scope="col">{say(shared.due)}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {page.nodes.map(({ id, kind, applicant, dueAt, overdue, decidedAt }) => (
                      <tr key={id}>
                        <td>
                          <a class={ui.touch} href={deskPaths.serviceCase(id)}>
                            <b>{say(KINDS[kind])}</b>
                          </a>
                        </td>
                        <td>{applicant}</td>
                        <td>{decidedAt ? dayOf(decidedAt) : <Due at={dueAt} overdue={overdue} />}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              ) : (
                <Empty>{say(texts.casesEmpty)}</Empty>
              )}
            </Card>
            {end && <More>{() => <Part state={state} after={end} />}</More>}
          </>
        );
      }}
    </DeskPart>
  );
}
