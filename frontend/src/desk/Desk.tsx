import type { ComponentChildren } from 'preact';
import type { Failure } from '../api/failure';
import type { Read } from '../api/read';
import { useViewer } from '../api/viewer';
import type { Role } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Page } from '../ui/Page';
import { Loaded, LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

/** A page of one role. Whoever has not got it is told so; the server refuses them besides. */
export function ForRole({ of: role, children }: { of: Role; children: ComponentChildren }) {
  const { say, t } = useLocale();
  if (useViewer().account.roles.includes(role)) return <>{children}</>;
  return (
    <Page title={t('state.missing')} heading={say(texts.otherRole)} lead={say(texts.otherRoleText)}>
      <p>
        <a class={ui.touch} href={paths.records()}>
          {t('state.toRecords')}
        </a>
      </p>
    </Page>
  );
}

interface Props<Data> {
  readonly read: Read<Data>;
  /** Where the list of such cases is. */
  readonly back: string;
  readonly backText: string;
  readonly children: (data: Data) => ComponentChildren;
}

/** One case: what is gone, foreign, or of one's own family has words of its own. */
export function CasePage<Data>({ read, back, backText, children }: Props<Data>) {
  const { say } = useLocale();
  if (read.state !== 'failed' || read.failure.kind !== 'denied')
    return <Loaded read={read}>{children}</Loaded>;
  return (
    <Page
      title={say(texts.gone)}
      heading={say(texts.gone)}
      lead={say(read.failure.reason === 'OWN_CASE' ? texts.ownCase : texts.goneText)}
    >
      <p>
        <a class={ui.touch} href={back}>
          {backText}
        </a>
      </p>
    </Page>
  );
}

/** A part that may be refused without a word about records. */
export function DeskPart<Data>({ read, children }: Omit<Props<Data>, 'back' | 'backText'>) {
  const { say } = useLocale();
  return isDenied(read) ? <p>{say(texts.forbidden)}</p> : <LoadedPart read={read}>{children}</LoadedPart>;
}

const isDenied = (read: { state: string; failure?: Failure }) => read.failure?.kind === 'denied';
