import { useLocation, useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Area } from '../ui/Area';
import { Card } from '../ui/Basics';
import { ConfirmForm } from '../ui/ConfirmForm';
import { problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import { LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { useCurrentId } from '../ui/useCurrentId';
import { useForm } from '../ui/useForm';
import { useOnce } from '../ui/useOnce';
import { WITHDRAW } from './documents';
import { Frame } from './Frame';
import { Missing } from './Missing';
import { texts } from './texts';
import { type Entry, isEntry, TO_WITHDRAW } from './toWithdraw';

/** A doctor takes out an own entry that was made in error, such as in a wrong patient's record. */
export default function WithdrawPage() {
  const { say } = useLocale();
  const { entryId = '' } = useRoute().params;
  const read = useRead(TO_WITHDRAW, { id: entryId });
  return (
    <Frame title={say(texts.withdraw)} lead={say(texts.withdrawLead)}>
      <div class={ui.stack}>
        <LoadedPart read={read}>
          {({ node }) => (isEntry(node) ? <Withdraw key={entryId} entry={node} /> : <Missing />)}
        </LoadedPart>
      </div>
    </Frame>
  );
}

function Withdraw({ entry }: { entry: Entry }) {
  const { t, say, date } = useLocale();
  const { patientId = '' } = useRoute().params;
  const { route } = useLocation();
  const form = useForm();
  const once = useOnce();
  const currentId = useCurrentId(form.problems);
  const section = 'section' in entry ? entry.section : undefined;
  async function withdraw(box: HTMLFormElement) {
    const content = { id: entry.id, reason: textOf(box, 'reason') };
    if (!(await form.send(WITHDRAW, { input: { ...content, clientMutationId: once.idOf(content) } }))) return;
    route(section ? paths.section(patientId, section) : paths.referrals(patientId));
  }
  return (
    <Card title={entry.title ?? (section && t(`section.${section}`))} aside={date(entry.date)}>
      <ConfirmForm
        primary
        form={form}
        send={say(texts.withdrawDo)}
        title={say(texts.withdrawTitle)}
        text={say(texts.withdrawText)}
        onSend={withdraw}
      >
        {currentId && (
          <p>
            <a class={ui.touch} href={paths.withdraw(patientId, currentId)}>
              {say(texts.now)}
            </a>
          </p>
        )}
        <Area
          name="reason"
          label={say(texts.withdrawReason)}
          hint={say(texts.withdrawHint)}
          rows={2}
          maxLength={1000}
          problem={problemOf(form.problems, 'reason')}
        />
      </ConfirmForm>
    </Card>
  );
}
