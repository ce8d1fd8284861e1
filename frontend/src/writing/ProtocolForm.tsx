import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { PreviewProtocolMutation, ProtocolDraftsQuery } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Button } from '../ui/Basics';
import { ErrorSummary, type Problem } from '../ui/Field';
import forms from '../ui/forms.module.css';
import { useForm } from '../ui/useForm';
import { useOnce } from '../ui/useOnce';
import { type Chosen, chosenOf, contentOf, fieldsOf, type Typed } from './content';
import { CORRECT, PREVIEW, SIGN } from './documents';
import type { Signed } from './earlier';
import { ProtocolFields } from './ProtocolFields';
import { Readers } from './Readers';
import { Saved } from './Saved';
import { SignedHidden } from './SignedHidden';
import { saidOf } from './said';
import { isTyped, Theirs } from './Theirs';
import { texts } from './texts';
import { useDraft } from './useDraft';
import { useNewer } from './useNewer';
import { vitalsOf } from './vitals';

type Preview = NonNullable<PreviewProtocolMutation['previewProtocol']['readers']>;
interface Props {
  readonly patientId: string;
  readonly corrects: string | undefined;
  /** What is corrected. */
  readonly signed: Signed<'ExaminationProtocol'> | undefined;
  readonly begun: Typed;
  readonly onSigned: () => void;
  readonly draft: NonNullable<ProtocolDraftsQuery['protocolDrafts']>[number] | undefined;
}

/** The protocol: kept while it is typed, checked before it is signed. */
export function ProtocolForm({ patientId, corrects, signed, begun, draft: first, onSigned }: Props) {
  const { say } = useLocale();
  const { route } = useLocation();
  const form = useForm();
  const [start] = useState(first);
  const draft = useDraft(patientId, corrects, start, begun);
  const [chosen, setChosen] = useState<readonly Chosen[]>(() => chosenOf(draft.typed.current));
  const [preview, setPreview] = useState<Preview>();
  const [hidden, setHidden] = useState(false);
  const [taken, setTaken] = useState(0);
  const once = useOnce();
  const newer = useNewer(form.problems);
  const stands = newer.signed?.__typename === 'ExaminationProtocol' ? newer.signed : signed;
  // Who sees it was said of what stood before.
  useEffect(() => setPreview(undefined), [stands]);
  const text = (name: string) => draft.typed.current[name] ?? '';

  function typed(fields: Typed) {
    draft.type(fields);
    setPreview(undefined);
  }
  /** Why it cannot be checked or signed yet, before the service is asked. */
  const unready = (): Problem[] =>
    newer.unread
      ? [{ text: say(texts.unread) }]
      : vitalsOf(draft.typed.current).wrong.map(({ place, label, why }) => ({
          field: `content.vitals.${place}`,
          text: say(texts[why], { name: say(label) }),
        }));
  async function check() {
    await draft.save();
    const wrong = unready();
    if (wrong.length) return form.setProblems(wrong);
    const content = contentOf(draft.typed.current, stands);
    const payload = await form.send(PREVIEW, { input: { patientId, content } });
    if (payload?.readers) setPreview(payload.readers);
  }
  async function sign() {
    const wrong = unready();
    if (wrong.length) return form.setProblems(wrong);
    const content = contentOf(draft.typed.current, stands);
    const correction = corrects && { id: newer.id ?? corrects, content, reason: text('reason') };
    const payload = correction
      ? await form.send(CORRECT, { input: { ...correction, clientMutationId: once.idOf(correction) } })
      : await form.send(SIGN, { input: { patientId, content, clientMutationId: once.idOf(content) } });
    if (!payload?.id) return;
    draft.finish();
    onSigned();
    if (payload.entry) route(paths.entry(patientId, 'EXAMINATION_PROTOCOLS', payload.entry.id));
    else setHidden(true);
  }
  if (hidden) return <SignedHidden patientId={patientId} />;
  return (
    <form
      key={taken}
      class={forms.form}
      noValidate
      onSubmit={(event) => event.preventDefault()}
      onInput={({ target }) => {
        const { name, value } = target as HTMLInputElement;
        if (name === 'reason') typed({ reason: value });
        else if (name?.startsWith('content.') && !name.startsWith('content.diagnoses'))
          typed({ [name.slice('content.'.length)]: value });
      }}
    >
      <ErrorSummary problems={form.problems.filter(isTyped)} />
      {newer.id && (
        <Theirs
          id={newer.id}
          href={paths.entry(patientId, 'EXAMINATION_PROTOCOLS', newer.id)}
          said={saidOf}
          onRead={newer.onRead}
        />
      )}
      <Saved
        state={draft.state}
        conflicts={draft.conflicts}
        onSettle={(name, theirs) => {
          draft.settle(name, theirs);
          if (theirs === undefined) return;
          setChosen(chosenOf(draft.typed.current));
          setTaken((n) => n + 1);
        }}
      />
      <ProtocolFields
        typed={draft.typed.current}
        chosen={chosen}
        problems={form.problems}
        correcting={Boolean(corrects)}
        onChoose={(now) => {
          typed(fieldsOf(now, chosen.length));
          setChosen(now);
        }}
      />
      {preview ? (
        <Readers preview={preview} busy={form.busy} onSign={() => void sign()} />
      ) : (
        <div class={forms.filterActions}>
          <Button aria-disabled={form.busy} onClick={() => void check()}>
            {say(texts.check)}
          </Button>
        </div>
      )}
    </form>
  );
}
