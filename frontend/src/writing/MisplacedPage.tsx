import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { daysOf } from '../desk/days';
import { MISPLACED_REASONS, MISPLACED_STATES } from '../desk/misplaced';
import { keyOf, PersonKey } from '../desk/PersonKey';
import { texts as desk } from '../desk/texts';
import type { MisplacedReason } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Area } from '../ui/Area';
import { Card, Tag } from '../ui/Basics';
import { ByPage } from '../ui/ByPage';
import { Select } from '../ui/Choices';
import { problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import { Notice } from '../ui/Notice';
import { SendForm } from '../ui/SendForm';
import { LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { useOnce } from '../ui/useOnce';
import { REPORT, REPORTED } from './documents';
import { Frame } from './Frame';
import { Missing } from './Missing';
import { texts } from './texts';
import { type Entry, isEntry, TO_WITHDRAW } from './toWithdraw';

/** A doctor asks that an entry in the wrong person's record goes to the right one; the registry decides. */
export default function MisplacedPage() {
  const { say } = useLocale();
  const { entryId = '' } = useRoute().params;
  const read = useRead(TO_WITHDRAW, { id: entryId });
  const [asked, setAsked] = useState(0);
  return (
    <Frame title={say(texts.misplaced)} lead={say(texts.misplacedLead)}>
      <div class={ui.stack}>
        <LoadedPart read={read}>
          {({ node }) =>
            isEntry(node) ? (
              <Ask key={entryId} entry={node} done={() => setAsked((before) => before + 1)} />
            ) : (
              <Missing />
            )
          }
        </LoadedPart>
        <Reported key={asked} />
      </div>
    </Frame>
  );
}

function Ask({ entry, done }: { entry: Entry; done: () => void }) {
  const { t, say, date } = useLocale();
  const form = useForm();
  const once = useOnce();
  const [sent, setSent] = useState(false);
  const section = 'section' in entry ? entry.section : undefined;
  async function ask(box: HTMLFormElement) {
    const { days, problems } = daysOf(box, { 'person.birthDate': true });
    const wrong = problems.map(([field, what]) => ({ field, text: say(desk[what]) }));
    const reason = textOf(box, 'reason') as MisplacedReason | '';
    if (!reason) wrong.push({ field: 'reason', text: say(desk.required) });
    if (wrong.length || !reason) return form.setProblems(wrong);
    const content = {
      entries: [entry.id],
      person: keyOf(box, 'person', days['person.birthDate']),
      reason,
      text: textOf(box, 'text'),
    };
    const input = { ...content, clientMutationId: once.idOf(content) };
    if (!(await form.send(REPORT, { input }))) return;
    once.done();
    setSent(true);
    done();
  }
  return (
    <Card title={entry.title ?? (section && t(`section.${section}`))} aside={date(entry.date)}>
      {sent ? (
        <Notice tone="good">
          <p>{say(texts.misplacedSent)}</p>
        </Notice>
      ) : (
        <SendForm form={form} send={say(texts.misplacedAsk)} onSend={ask}>
          <PersonKey name="person" legend={say(texts.misplacedWhose)} problems={form.problems} />
          <Select
            name="reason"
            label={say(texts.misplacedHow)}
            problem={problemOf(form.problems, 'reason')}
            options={Object.entries(MISPLACED_REASONS).map(([value, text]) => ({ value, text: say(text) }))}
          />
          <Area
            name="text"
            label={say(texts.misplacedNoticed)}
            hint={say(texts.misplacedHint)}
            rows={2}
            maxLength={500}
            problem={problemOf(form.problems, 'text')}
          />
        </SendForm>
      )}
    </Card>
  );
}

/** What the doctor has asked for, and what came of it. */
function Reported() {
  const { say, dateTime } = useLocale();
  return (
    <ByPage
      document={REPORTED}
      variables={{}}
      of={({ reportedMisplacedEntries }) => reportedMisplacedEntries}
    >
      {({ nodes }) =>
        nodes.length > 0 && (
          <section class={ui.column}>
            <h2>{say(texts.misplacedOwn)}</h2>
            {nodes.map((one) => (
              <Card
                key={one.id}
                title={dateTime(one.askedAt)}
                aside={<Tag tone={MISPLACED_STATES[one.state][0]}>{say(MISPLACED_STATES[one.state][1])}</Tag>}
              >
                {one.refusal && <p>{one.refusal}</p>}
              </Card>
            ))}
          </section>
        )
      }
    </ByPage>
  );
}
