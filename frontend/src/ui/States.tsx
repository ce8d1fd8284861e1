import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../api/failure';
import type { Read } from '../api/read';
import type { WhyHidden } from '../api/redaction';
import { useLocale } from '../i18n/locale';
import { adviceOf } from '../i18n/reasons';
import { isRecordPath, paths } from '../paths';
import { Badge, Button } from './Basics';
import forms from './forms.module.css';
import { RedactionContext } from './Hidden';
import type { IconName } from './Icon';
import { Page } from './Page';
import css from './ui.module.css';

/** Grey lines, but only for a wait that can be noticed. */
export function Loading() {
  const { t } = useLocale();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div class={css.skeleton} role="status">
      <span class={css.unseen}>{t('app.loading')}</span>
      <i />
      <i />
      <i />
      <i />
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class={css.empty}>{children}</p>;
}

const ICONS: Partial<Record<Failure['kind'], IconName>> = { offline: 'cloud', down: 'cloud', denied: 'lock' };

interface FailedProps {
  readonly failure: Failure;
  readonly retry: () => void;
}

const stateOf = ({ kind }: Failure) =>
  kind === 'denied' || kind === 'offline' || kind === 'down' || kind === 'busy' ? kind : 'error';

/** What is closed is a record, or a page of somebody else's work. */
const titleOf = (state: ReturnType<typeof stateOf>) =>
  state === 'denied' && !isRecordPath(location.pathname) ? 'state.closed' : (`state.${state}` as const);

/** The whole page failed. */
export function Failed({ failure, retry }: FailedProps) {
  const { t } = useLocale();
  const state = stateOf(failure);
  const title = t(titleOf(state));
  return (
    <div class={css.failed} role={state === 'denied' ? undefined : 'alert'}>
      <Badge icon={ICONS[state] ?? 'warning'} tone={state === 'denied' ? 'hide' : 'warn'} />
      <Page title={title} heading={title}>
        <Advice failure={failure} retry={retry} />
      </Page>
    </div>
  );
}

/** A part of a page failed; the rest stays. */
export function FailedPart({ failure, retry }: FailedProps) {
  const { t } = useLocale();
  const state = stateOf(failure);
  return (
    <section class={css.card} role={state === 'denied' ? undefined : 'alert'}>
      <h2>{t(titleOf(state))}</h2>
      <Advice failure={failure} retry={retry} />
    </section>
  );
}

/** Why, and what to do next. */
function Advice({ failure, retry }: FailedProps) {
  const { t } = useLocale();
  const state = stateOf(failure);
  const [because, setBecause] = useState<ComponentChildren>();
  const { reason } = failure;
  useEffect(() => {
    // What reasons mean is fetched when there is one.
    if (reason)
      import('./Because').then(
        ({ Because }) => setBecause(<Because reason={reason} />),
        () => undefined,
      );
  }, [reason]);
  const ofRecord = state === 'denied' && isRecordPath(location.pathname);
  const text = ofRecord ? !reason && t('state.deniedText') : adviceOf(failure, t);
  useEffect(() => {
    if (state !== 'offline') return;
    addEventListener('online', retry);
    return () => removeEventListener('online', retry);
  }, [state, retry]);
  return (
    <>
      {text && <p>{text}</p>}
      {because}
      <div class={css.actions}>
        {state !== 'denied' && <Button onClick={retry}>{t('state.retry')}</Button>}
        <a class={`${forms.button} ${forms.quiet}`} href={paths.records()}>
          {t('state.toRecords')}
        </a>
      </div>
    </>
  );
}

interface Props<Data> {
  readonly read: Read<Data>;
  readonly children: (data: Data, whyHidden: WhyHidden) => ComponentChildren;
}

/** The six states of a page; `children` draws it full, empty or partial. */
export function Loaded<Data>({ read, children }: Props<Data>) {
  if (read.state === 'failed') return <Failed failure={read.failure} retry={read.retry} />;
  return <LoadedPart read={read}>{children}</LoadedPart>;
}

/** The same for a part of a page that has its heading already. */
export function LoadedPart<Data>({ read, children }: Props<Data>) {
  const { t } = useLocale();
  if (read.state === 'loading') return <Loading />;
  if (read.state === 'failed') return <FailedPart failure={read.failure} retry={read.retry} />;
  return (
    <RedactionContext.Provider value={read.whyHidden}>
      {read.partial && (
        <div class={css.partial} role="status">
          {t('state.partial')}
          <Button quiet onClick={read.retry}>
            {t('state.retry')}
          </Button>
        </div>
      )}
      {children(read.data, read.whyHidden)}
    </RedactionContext.Provider>
  );
}
