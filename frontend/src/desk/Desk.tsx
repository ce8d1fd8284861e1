import type { ComponentChildren } from 'preact';
import type { Read } from '../api/read';
import { useViewer } from '../api/viewer';
import type { Role } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Page } from '../ui/Page';
import { Loaded } from '../ui/States';
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

interface Props<Data, Case> {
  readonly read: Read<Data>;
  /** The case in an answer. */
  readonly of: (data: Data) => Case | null | undefined;
  /** Where the list of such cases is. */
  readonly back: string;
  readonly backText: string;
  readonly children: (found: Case) => ComponentChildren;
}

/** One case: what is gone, foreign, or of one's own family has words of its own. */
export function CasePage<Data, Case>({ read, of, children, ...back }: Props<Data, Case>) {
  if (read.state === 'failed' && read.failure.kind === 'denied')
    return <Gone own={read.failure.reason === 'OWN_CASE'} {...back} />;
  return (
    <Loaded read={read}>
      {(data) => {
        const found = of(data);
        return found ? children(found) : <Gone own={false} {...back} />;
      }}
    </Loaded>
  );
}

function Gone({ own, back, backText }: { own: boolean; back: string; backText: string }) {
  const { say } = useLocale();
  return (
    <Page title={say(texts.gone)} heading={say(texts.gone)} lead={say(own ? texts.ownCase : texts.goneText)}>
      <p>
        <a class={ui.touch} href={back}>
          {backText}
        </a>
      </p>
    </Page>
  );
}
