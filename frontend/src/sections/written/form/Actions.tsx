import { useLocation } from 'preact-iso';
import type { Trusted } from '../../../api/document';
import type { Section } from '../../../gen/graphql';
import { useLocale } from '../../../i18n/locale';
import { paths } from '../../../paths';
import { Confirm } from '../../../ui/Confirm';
import { ErrorSummary } from '../../../ui/Field';
import forms from '../../../ui/forms.module.css';
import { useForm } from '../../../ui/useForm';
import { useOnce } from '../../../ui/useOnce';
import { useMayWrite } from '../writers';
import { texts } from './texts';

interface Props {
  readonly patientId: string;
  readonly section: Section;
  readonly entryId: string;
  readonly remove: Trusted<unknown, { input: { id: string; clientMutationId?: string | null } }>;
}

/** Change an entry, or take it out, for who may. */
export function Actions({ patientId, section, entryId, remove }: Props) {
  const { say } = useLocale();
  const { route } = useLocation();
  const { problems, busy, send } = useForm();
  const once = useOnce();
  if (!useMayWrite(patientId, section)) return null;
  return (
    <>
      <ErrorSummary problems={problems} />
      <div class={forms.filterActions}>
        <a class={forms.button} href={paths.write(patientId, section, entryId)}>
          {say(texts.change)}
        </a>
        <Confirm
          label={say(texts.remove)}
          title={say(texts.removeTitle)}
          confirm={say(texts.removeYes)}
          busy={busy}
          onConfirm={async () => {
            const input = { id: entryId, clientMutationId: once.idOf(entryId) };
            if (await send(remove, { input })) route(paths.section(patientId, section));
          }}
        >
          <p>{say(texts.removeText)}</p>
        </Confirm>
      </div>
    </>
  );
}
