import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { deskRoutes } from '../deskPaths';
import type { WaitingForReleaseQuery } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Area } from '../ui/Area';
import { Card, ClosedNote } from '../ui/Basics';
import { ConfirmForm } from '../ui/ConfirmForm';
import { textOf } from '../ui/formData';
import { Notice } from '../ui/Notice';
import { Empty, LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { useOnce } from '../ui/useOnce';
import { RELEASE, WAITING } from './documents';
import { Frame } from './Frame';
import { texts } from './texts';

type Waiting = NonNullable<WaitingForReleaseQuery['record']>;
/** An entry of a section, or a referral by itself. */
type Entry = Waiting['timeline']['nodes'][number] | Waiting['referrals']['nodes'][number];

/** Results that a patient sees after a talk with the doctor, and not before (policy.md ⁷ ⁹). */
export default function ReleasePage() {
  const { say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const read = useRead(WAITING, { patientId });
  const [shown, setShown] = useState<string>();
  return (
    <Frame title={say(texts.release)} lead={say(texts.releaseLead)}>
      <LoadedPart read={read}>
        {({ record }) => {
          const notices = record?.timeline.notices ?? [];
          const nodes: Entry[] = [...(record?.timeline.nodes ?? []), ...(record?.referrals.nodes ?? [])];
          return (
            <div class={ui.stack}>
              {shown && (
                <Notice tone="good" live>
                  <p>{say(texts.shown, { what: shown })}</p>
                </Notice>
              )}
              <ClosedNote messages={notices.map(({ message }) => message)} />
              {notices.length > 0 && (
                <p>
                  <a class={ui.touch} href={deskRoutes.doctor}>
                    {say(texts.toDay)}
                  </a>
                </p>
              )}
              {nodes.length === 0 && (
                <Card>
                  <Empty>{say(texts.releaseNone)}</Empty>
                </Card>
              )}
              {nodes.map((entry) => (
                <Held
                  key={entry.id}
                  patientId={patientId}
                  entry={entry}
                  onShown={(what) => {
                    setShown(what);
                    read.retry();
                  }}
                />
              ))}
            </div>
          );
        }}
      </LoadedPart>
    </Frame>
  );
}

const OF_NOTE: ReadonlySet<string> = new Set(['COUNSELLING_REQUIRED', 'WRONG_LENGTH']);

interface Props {
  readonly patientId: string;
  readonly entry: Entry;
  readonly onShown: (what: string) => void;
}

function Held({ patientId, entry, onShown }: Props) {
  const { t, say, date } = useLocale();
  const form = useForm();
  // Several results may wait, each with a talk of its own.
  const field = `note-${entry.id}`;
  const once = useOnce();
  const section = 'section' in entry ? entry.section : undefined;
  const name = entry.title ?? (section ? t(`section.${section}`) : say(texts.referral));
  const href = section ? paths.entry(patientId, section, entry.id) : paths.referrals(patientId);
  async function show(box: HTMLFormElement) {
    const note = textOf(box, field);
    const content = { id: entry.id, note };
    if (await form.send(RELEASE, { input: { ...content, clientMutationId: once.idOf(content) } }))
      onShown(name);
  }
  return (
    <Card title={<a href={href}>{name}</a>} aside={date(entry.date)}>
      <ConfirmForm
        form={form}
        send={say(texts.show)}
        title={say(texts.showTitle)}
        text={say(texts.showText)}
        onSend={show}
      >
        <Area
          name={field}
          label={say(texts.talk)}
          hint={say(texts.talkHint)}
          rows={2}
          problem={form.problems.find(({ code }) => code && OF_NOTE.has(code))?.text}
        />
      </ConfirmForm>
    </Card>
  );
}
