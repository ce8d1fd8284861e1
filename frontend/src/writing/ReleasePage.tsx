import { useRef } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import type { WaitingForReleaseQuery } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Area } from '../ui/Area';
import { Card, ClosedNote } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { Empty, LoadedPart } from '../ui/States';
import { useForm } from '../ui/useForm';
import { RELEASE, WAITING } from './documents';
import { Frame } from './Frame';
import { texts } from './texts';

type Entry = NonNullable<WaitingForReleaseQuery['record']>['timeline']['nodes'][number];

/** Results that a patient sees after a talk with the doctor, and not before (policy.md ⁷ ⁹). */
export default function ReleasePage() {
  const { say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const read = useRead(WAITING, { patientId });
  return (
    <Frame title={say(texts.release)} lead={say(texts.releaseLead)}>
      <LoadedPart read={read}>
        {({ record }) => {
          const { nodes = [], notices = [] } = record?.timeline ?? {};
          return (
            <>
              <ClosedNote messages={notices.map(({ message }) => message)} />
              {nodes.length === 0 && (
                <Card>
                  <Empty>{say(texts.releaseNone)}</Empty>
                </Card>
              )}
              {nodes.map((entry) => (
                <Held key={entry.id} patientId={patientId} entry={entry} onShown={read.retry} />
              ))}
            </>
          );
        }}
      </LoadedPart>
    </Frame>
  );
}

interface Props {
  readonly patientId: string;
  readonly entry: Entry;
  readonly onShown: () => void;
}

function Held({ patientId, entry, onShown }: Props) {
  const { t, say, date } = useLocale();
  const form = useForm();
  const box = useRef<HTMLFormElement>(null);
  async function show() {
    if (!box.current) return;
    const note = textOf(box.current, 'note');
    if (await form.send(RELEASE, { input: { id: entry.id, note } })) onShown();
  }
  return (
    <Card
      title={
        <a href={paths.entry(patientId, entry.section, entry.id)}>
          {entry.title ?? t(`section.${entry.section}`)}
        </a>
      }
      aside={date(entry.date)}
    >
      <form ref={box} class={forms.form} noValidate onSubmit={(event) => event.preventDefault()}>
        <ErrorSummary problems={form.problems} />
        <Area
          name="note"
          label={say(texts.talk)}
          hint={say(texts.talkHint)}
          rows={2}
          problem={problemOf(form.problems, 'note')}
        />
        <Confirm
          label={say(texts.show)}
          title={say(texts.showTitle)}
          confirm={say(texts.show)}
          busy={form.busy}
          onConfirm={() => void show()}
        >
          <p>{say(texts.showText)}</p>
        </Confirm>
      </form>
    </Card>
  );
}
