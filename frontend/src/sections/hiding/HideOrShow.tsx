import { graphql } from '../../gen/gql';
import type { EntryHeaderFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Button } from '../../ui/Basics';
import { ErrorSummary } from '../../ui/Field';
import ui from '../../ui/ui.module.css';
import { useForm } from '../../ui/useForm';
import { texts } from './texts';

const HIDE = graphql(`
  mutation HideEntry($input: HideEntryInput!) {
    hideEntry(input: $input) { id userErrors { field code message currentId } }
  }
`);
const SHOW = graphql(`
  mutation ShowEntry($input: ShowEntryInput!) {
    showEntry(input: $input) { id userErrors { field code message currentId } }
  }
`);

interface Props {
  readonly patientId: string;
  readonly entryId: string;
  readonly state: EntryHeaderFragment['hiding']['state'];
  readonly again: () => void;
}

/** The teenager's own choice, in words before it is made; it can be taken back at any time. */
export function HideOrShow({ patientId, entryId, state, again }: Props) {
  const { say } = useLocale();
  const { problems, busy, send } = useForm();
  const input = { id: entryId };
  const hide = async () => (await send(HIDE, { input })) && again();
  const show = async () => (await send(SHOW, { input })) && again();
  return (
    <>
      <ErrorSummary problems={problems} />
      {state === 'SHOWN' && (
        <>
          <p class={ui.small}>{say(texts.meaning)}</p>
          <div class={ui.actions}>
            <Button quiet aria-disabled={busy} onClick={() => void hide()}>
              {say(texts.hide)}
            </Button>
          </div>
        </>
      )}
      {state === 'HIDDEN' && (
        <>
          <p class={ui.small}>{say(texts.apart)}</p>
          <div class={ui.actions}>
            <Button quiet aria-disabled={busy} onClick={() => void show()}>
              {say(texts.show)}
            </Button>
          </div>
        </>
      )}
      {state !== 'SHOWN' && (
        <p>
          <a class={ui.touch} href={paths.hidden(patientId)}>
            {say(texts.list)}
          </a>
        </p>
      )}
    </>
  );
}
