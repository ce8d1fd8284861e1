import { useRef, useState } from 'preact/hooks';
import { ErrorBoundary } from 'preact-iso';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { page } from '../../page';
import { Button, Card } from '../../ui/Basics';
import cells from '../../ui/cells.module.css';
import { ErrorSummary } from '../../ui/Field';
import forms from '../../ui/forms.module.css';
import { Notice } from '../../ui/Notice';
import { useForm } from '../../ui/useForm';
import type { Part } from '../data';
import { Closing } from './Closing';
import { texts } from './texts';

const ASK = graphql(`
  mutation RequestPersonalData($input: RequestPersonalDataInput!) {
    requestPersonalData(input: $input) { case { dueAt } userErrors { field code message } }
  }
`);
const Content = page(() => import('./Content'));
const ABOUT = ['purposes', 'grounds', 'recipients', 'terms'] as const;

/** What the service keeps and why (152-ФЗ, article 14): told, shown, answered in writing, and ended with the account. */
export default function PersonalData({ own, again }: Part) {
  const { say, dayOf } = useLocale();
  const { problems, busy, send } = useForm();
  const [due, setDue] = useState<string>();
  const [seen, setSeen] = useState(false);
  const mutationId = useRef(crypto.randomUUID());
  const { processing } = own.personalData;
  return (
    <>
      <Card title={say(texts.data)}>
        <p>{say(texts.dataLead)}</p>
        <details class={forms.fold}>
          <summary>{say(texts.how)}</summary>
          <dl class={cells.facts}>
            {ABOUT.map((name) => (
              <div key={name} class={cells.broad}>
                <dt>{say(texts[name])}</dt>
                <dd>{processing[name]}</dd>
              </div>
            ))}
          </dl>
        </details>
        <div class={forms.form}>
          <ErrorSummary problems={problems} />
          {due && (
            <Notice tone="good" live>
              {say(texts.asked, { date: dayOf(due) })}
            </Notice>
          )}
          <div class={forms.filterActions}>
            {!seen && (
              <Button quiet onClick={() => setSeen(true)}>
                {say(texts.show)}
              </Button>
            )}
            <Button
              quiet
              aria-disabled={busy}
              onClick={async () => {
                const done = await send(ASK, { input: { clientMutationId: mutationId.current } });
                if (!done?.case) return;
                mutationId.current = crypto.randomUUID();
                setDue(done.case.dueAt);
                again();
              }}
            >
              {say(texts.askWritten)}
            </Button>
          </div>
          {seen && (
            <ErrorBoundary>
              <Content />
            </ErrorBoundary>
          )}
        </div>
      </Card>
      {own.account.roles.includes('CITIZEN') && <Closing />}
    </>
  );
}
