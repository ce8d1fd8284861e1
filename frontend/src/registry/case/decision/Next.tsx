import { useEffect, useRef } from 'preact/hooks';
import { useRead } from '../../../api/read';
import { deskPaths } from '../../../deskPaths';
import { graphql } from '../../../gen/gql';
import type { AccessRequestState } from '../../../gen/graphql';
import { useLocale } from '../../../i18n/locale';
import forms from '../../../ui/forms.module.css';
import { Notice } from '../../../ui/Notice';
import { texts as shared } from '../../texts';
import { STATES } from '../../words';
import { texts as about } from '../texts';
import { texts } from './texts';

const NEXT = graphql(`
  query NextRequest {
    registrarQueue(first: 10) { nodes { id number taken } }
  }
`);

/** What was decided, and the next one that waits: Enter goes on. */
export function Next({ state }: { state: AccessRequestState }) {
  const { say } = useLocale();
  const read = useRead(NEXT, {});
  const link = useRef<HTMLAnchorElement>(null);
  const next =
    read.state === 'ready' ? read.data.registrarQueue?.nodes.find(({ taken }) => !taken) : undefined;
  useEffect(() => link.current?.focus(), []);
  return (
    <Notice tone="good" live>
      <p>
        <b>{say(texts.decided)}</b> {say(STATES[state] ?? shared.work)}.
      </p>
      <p>
        <a ref={link} class={forms.button} href={next ? deskPaths.request(next.id) : deskPaths.registry()}>
          {next ? say(texts.next, { number: next.number }) : say(about.toQueue)}
        </a>
      </p>
    </Notice>
  );
}
