import { useState } from 'preact/hooks';
import { daysOf } from '../../desk/days';
import { keyOf, PersonKey } from '../../desk/PersonKey';
import { texts as desk } from '../../desk/texts';
import type { FindRecordDuplicatesInput, FindRecordDuplicatesMutation } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { page } from '../../page';
import { Area } from '../../ui/Area';
import { Button, Card } from '../../ui/Basics';
import { problemOf } from '../../ui/Field';
import { textOf } from '../../ui/formData';
import { SendForm } from '../../ui/SendForm';
import { Empty } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { useForm } from '../../ui/useForm';
import { FIND } from './documents';
import { texts } from './texts';
import { personWords } from './words';

const Twin = page(() => import('./Twin'));

type Found = FindRecordDuplicatesMutation['findRecordDuplicates'] & {
  readonly asked: FindRecordDuplicatesInput;
};

/** Who may be the same person: by whole identifiers alone, and nothing of a record. */
export default function FindTwin({ done }: { done: () => void }) {
  const locale = useLocale();
  const { say } = locale;
  const form = useForm();
  const [found, setFound] = useState<Found>();
  async function find(box: HTMLFormElement) {
    const other = textOf(box, 'other.number') !== '';
    const { days, problems } = daysOf(box, { 'person.birthDate': true, 'other.birthDate': other });
    setFound(undefined);
    if (problems.length)
      return form.setProblems(problems.map(([field, wrong]) => ({ field, text: say(desk[wrong]) })));
    const asked = {
      person: keyOf(box, 'person', days['person.birthDate']),
      other: other ? keyOf(box, 'other', days['other.birthDate']) : null,
      reason: textOf(box, 'reason'),
    };
    const payload = await form.send(FIND, { input: asked });
    if (payload) setFound({ ...payload, asked });
  }
  return (
    <div class={`${ui.slim} ${ui.stack}`}>
      <Card title={say(texts.find)}>
        <p>{say(texts.findLead)}</p>
        <SendForm
          form={form}
          send={say(texts.find)}
          onSend={find}
          beside={
            <Button quiet onClick={done}>
              {say(desk.cancel)}
            </Button>
          }
        >
          <PersonKey name="person" legend={say(texts.stays)} problems={form.problems} />
          <PersonKey name="other" legend={say(texts.other)} problems={form.problems} />
          <Area
            name="reason"
            label={say(desk.reason)}
            hint={say(desk.reasonHint)}
            rows={2}
            maxLength={500}
            problem={problemOf(form.problems, 'reason')}
          />
        </SendForm>
      </Card>
      <div class={ui.column} aria-live="polite">
        {found?.person && <h2>{`${say(texts.first)}: ${personWords(found.person, locale)}`}</h2>}
        {found?.candidates?.map((one) => (
          <Twin key={one.id} one={one} asked={found.asked} proposed={done} />
        ))}
        {found?.candidates?.length === 0 && <Empty>{say(texts.nobody)}</Empty>}
      </div>
    </div>
  );
}
