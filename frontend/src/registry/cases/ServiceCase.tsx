import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useRead } from '../../api/read';
import { CasePage, ForRole } from '../../desk/Desk';
import { Lines } from '../../desk/Lines';
import { LEVELS } from '../../desk/words';
import { deskPaths } from '../../deskPaths';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { page } from '../../page';
import { Card, Tag } from '../../ui/Basics';
import { Page } from '../../ui/Page';
import { Empty } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { Due } from '../Due';
import { texts as shared } from '../texts';
import { CASE_STATES, DOUBTS, KINDS, statedOf } from './caseWords';
import { PersonalDataAsked } from './PersonalDataAsked';
import { texts } from './texts';

const Decide = page(() => import('./Decide'));
const Whole = page(() => import('../Whole'));

const CASE = graphql(`
  query ServiceCase($id: ID!, $reason: String) {
    serviceCase(id: $id, reason: $reason) {
      id kind state applicant level bound openedAt dueAt overdue workingDaysLeft decidedAt text doubt details
      candidates { ...CandidateFacts }
    }
  }
`);

export default function ServiceCasePage() {
  const { id = '' } = useRoute().params;
  return (
    <ForRole of="REGISTRAR">
      <One id={id} key={id} />
    </ForRole>
  );
}

function One({ id }: { id: string }) {
  const locale = useLocale();
  const { t, say, dateTime } = locale;
  const [reason, setReason] = useState<string>();
  const read = useRead(CASE, { id, reason: reason ?? null }, id);
  return (
    <CasePage
      read={read}
      of={({ serviceCase }) => serviceCase}
      back={deskPaths.serviceCases()}
      backText={say(texts.cases)}
    >
      {(found) => {
        const { kind, applicant, openedAt, state, dueAt, overdue, workingDaysLeft, text, level } = found;
        const stated = statedOf(found.details, locale);
        return (
          <Page
            title={say(KINDS[kind])}
            heading={say(KINDS[kind])}
            lead={`${applicant} · ${say(shared.filed, { at: dateTime(openedAt) })}`}
            crumb={<a href={deskPaths.serviceCases()}>{say(texts.cases)}</a>}
          >
            <div class={ui.grid}>
              <Card title={say(shared.statement)} aside={<Tag tone="plain">{say(LEVELS[level])}</Tag>}>
                {kind === 'PERSONAL_DATA' ? (
                  <PersonalDataAsked />
                ) : stated.length > 0 ? (
                  <Lines lines={stated} />
                ) : (
                  <Empty>{t('entry.empty')}</Empty>
                )}
                {found.doubt && DOUBTS[found.doubt] && (
                  <p class={ui.lead}>{say(DOUBTS[found.doubt] ?? shared.doubt)}</p>
                )}
                {found.bound && <p class={ui.lead}>{say(texts.boundCase)}</p>}
                {!reason && state === 'OPEN' && kind !== 'PERSONAL_DATA' && <Whole onReason={setReason} />}
              </Card>
              <div class={ui.column}>
                {state === 'OPEN' ? (
                  <Decide found={found} again={read.retry} ready={!!reason || kind === 'PERSONAL_DATA'} />
                ) : (
                  <Card title={say(CASE_STATES[state])}>
                    <p>{text}</p>
                  </Card>
                )}
                {state === 'OPEN' && (
                  <Card title={say(shared.due)}>
                    <Due at={dueAt} overdue={overdue} left={workingDaysLeft} />
                  </Card>
                )}
              </div>
            </div>
          </Page>
        );
      }}
    </CasePage>
  );
}
