import { useRef } from 'preact/hooks';
import { graphql } from '../../gen/gql';
import type { DecideServiceCaseInput, ServiceCaseQuery } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Area } from '../../ui/Area';
import { Card } from '../../ui/Basics';
import { Radios } from '../../ui/Choices';
import { Confirm } from '../../ui/Confirm';
import { ErrorSummary, problemOf } from '../../ui/Field';
import { textOf } from '../../ui/formData';
import forms from '../../ui/forms.module.css';
import { Notice } from '../../ui/Notice';
import { useForm } from '../../ui/useForm';
import { candidateWords } from '../Candidates';
import { texts as shared } from '../texts';
import { EFFECTS, KINDS } from './caseWords';
import { texts } from './texts';

const DECIDE = graphql(`
  mutation DecideServiceCase($input: DecideServiceCaseInput!) {
    decideServiceCase(input: $input) { serviceCase { id state } userErrors { field code message } }
  }
`);
type Found = NonNullable<ServiceCaseQuery['serviceCase']>;

const NEW = 'new';

/** Approve or refuse, with an answer to the applicant. */
export default function Decide({ found, again, ready }: { found: Found; again: () => void; ready: boolean }) {
  const locale = useLocale();
  const { say } = locale;
  const form = useForm();
  const once = useRef(crypto.randomUUID());
  const box = useRef<HTMLFormElement>(null);
  const { id, kind, candidates } = found;
  const decide = async (decision: DecideServiceCaseInput['decision']) => {
    if (!box.current) return;
    const who = textOf(box.current, 'patientId');
    const input = {
      id,
      decision,
      text: textOf(box.current, 'text'),
      patientId: who && who !== NEW ? who : null,
      newPerson: who === NEW,
      clientMutationId: once.current,
    };
    if (await form.send(DECIDE, { input })) again();
  };
  return (
    <Card title={say(shared.decision)}>
      {!ready && (
        <Notice>
          <p>{say(texts.lookFirst)}</p>
        </Notice>
      )}
      <form ref={box} class={forms.form} noValidate onSubmit={(event) => event.preventDefault()}>
        <ErrorSummary problems={form.problems} />
        {kind === 'IDENTITY' && ready && (
          <Radios
            name="patientId"
            label={say(shared.whose)}
            problem={problemOf(form.problems, 'patientId')}
            options={[
              ...candidates.map((one) => ({
                value: one.patientId,
                text: one.displayName,
                hint: candidateWords(one, locale),
              })),
              ...(candidates.length ? [] : [{ value: NEW, text: say(texts.newPerson) }]),
            ]}
          />
        )}
        <Area
          name="text"
          label={say(texts.answer)}
          hint={say(shared.textHint)}
          maxLength={2000}
          problem={problemOf(form.problems, 'text')}
        />
        <div class={forms.filterActions}>
          {ready && (
            <Confirm
              primary
              label={say(shared.approve)}
              title={say(KINDS[kind])}
              confirm={say(shared.approve)}
              busy={form.busy}
              onConfirm={() => decide('APPROVE')}
            >
              <p>{say(EFFECTS[kind])}</p>
            </Confirm>
          )}
          <Confirm
            label={say(texts.refuse)}
            title={say(texts.refuseTitle)}
            confirm={say(texts.refuse)}
            busy={form.busy}
            onConfirm={() => decide('REFUSE')}
          >
            <p>{say(shared.rejectText)}</p>
          </Confirm>
        </div>
      </form>
    </Card>
  );
}
