import { useState } from 'preact/hooks';
import { useTreats } from '../../api/viewer';
import type { ChildDataEntryEntryQuery } from '../../gen/graphql';
import { glue } from '../../i18n/format';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Area } from '../../ui/Area';
import { Button, Card } from '../../ui/Basics';
import cells from '../../ui/cells.module.css';
import { ErrorSummary, problemOf } from '../../ui/Field';
import { textOf } from '../../ui/formData';
import forms from '../../ui/forms.module.css';
import { Notice } from '../../ui/Notice';
import ui from '../../ui/ui.module.css';
import { useCurrentId } from '../../ui/useCurrentId';
import { useForm } from '../../ui/useForm';
import { useOnce } from '../../ui/useOnce';
import type { BesideProps } from '../view';
import { Actions } from '../written/form/Actions';
import { REMOVE, VERIFY } from './documents';
import { texts } from './texts';

type Entry = Extract<
  NonNullable<ChildDataEntryEntryQuery['node']>,
  { readonly __typename: 'ChildDataEntry' }
>;

/** Whose word it is, what doctors noted to it, and what its reader may do (CHD-06). */
export function ChildBeside({ patientId, entry, current }: BesideProps<Entry>) {
  const { say } = useLocale();
  const doctor = useTreats(patientId);
  return (
    <>
      <Notice>{say(texts.parentsSay)}</Notice>
      <Notes notes={entry.notes} />
      {current && doctor && <NoteForm patientId={patientId} entryId={entry.id} />}
      {current && <Actions patientId={patientId} section="CHILD_DATA" entryId={entry.id} remove={REMOVE} />}
    </>
  );
}

function Notes({ notes }: Pick<Entry, 'notes'>) {
  const { say, dayOf } = useLocale();
  if (!notes.length) return null;
  return (
    <Card title={say(texts.notes)}>
      <ul class={cells.items}>
        {notes.map(({ text, author, organization, writtenAt, version, ofCurrent }) => (
          <li key={writtenAt + text}>
            <p class={cells.value}>{text}</p>
            <p class={ui.small}>
              {[author?.fullName, author?.position, organization?.shortName ?? organization?.name]
                .flatMap((part) => (part ? [glue(part)] : []))
                .join(' · ')}
              {' · '}
              <time dateTime={writtenAt}>{dayOf(writtenAt)}</time>
            </p>
            {!ofCurrent && <p class={ui.small}>{say(texts.toEarlier, { n: version })}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function NoteForm({ patientId, entryId }: { patientId: string; entryId: string }) {
  const { say } = useLocale();
  const { problems, busy, send } = useForm();
  const once = useOnce();
  const [done, setDone] = useState(0);
  const currentId = useCurrentId(problems);
  return (
    <Card title={say(texts.verify)}>
      {currentId && (
        <Notice tone="warn" live>
          <p>{say(texts.changed)}</p>
          <a class={ui.touch} href={paths.entry(patientId, 'CHILD_DATA', currentId)}>
            {say(texts.toNew)}
          </a>
        </Notice>
      )}
      {done > 0 && (
        <Notice tone="good" live>
          {say(texts.noted)}
        </Notice>
      )}
      <form
        key={done}
        class={forms.form}
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          const input = { id: entryId, text: textOf(event.currentTarget, 'text') };
          const clientMutationId = once.idOf(input);
          if (!(await send(VERIFY, { input: { ...input, clientMutationId } }))) return;
          once.done();
          setDone((count) => count + 1);
        }}
      >
        <ErrorSummary problems={problems} />
        <Area
          name="text"
          label={say(texts.noteText)}
          hint={say(texts.noteHint)}
          rows={3}
          maxLength={1000}
          problem={problemOf(problems, 'text')}
        />
        <Button type="submit" aria-disabled={busy}>
          {say(texts.addNote)}
        </Button>
      </form>
    </Card>
  );
}
