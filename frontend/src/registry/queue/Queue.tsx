import { useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { ForRole } from '../../desk/Desk';
import { texts as desk } from '../../desk/texts';
import { deskPaths } from '../../deskPaths';
import { graphql } from '../../gen/gql';
import type { RegistrarQueueQueryVariables } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Card } from '../../ui/Basics';
import { ByPage } from '../../ui/ByPage';
import { Page } from '../../ui/Page';
import { Segments } from '../../ui/Segments';
import ui from '../../ui/ui.module.css';
import { Keys } from '../Keys';
import { texts as shared } from '../texts';
import { useKeys } from '../useKeys';
import { QueueTable } from './QueueTable';
import { texts } from './texts';

const QUEUE = graphql(`
  query RegistrarQueue($state: AccessRequestState, $overdue: Boolean, $after: String) {
    registrarQueue(first: 20, state: $state, overdue: $overdue, after: $after) {
      nodes { ...QueueLine }
      endCursor hasNextPage overdueCount
    }
  }
`);

const FILTERS = {
  waiting: {},
  overdue: { overdue: true },
  checking: { state: 'CHECKING' },
  registry: { state: 'WAITING_EXTERNAL' },
} as const satisfies Record<string, RegistrarQueueQueryVariables>;
type Filter = keyof typeof FILTERS;

export default function QueuePage() {
  return (
    <ForRole of="REGISTRAR">
      <Queue />
    </ForRole>
  );
}

/** What waits for a registrar, the earliest term first. */
function Queue() {
  const { say } = useLocale();
  const { query, route } = useLocation();
  const show: Filter = query['show'] && query['show'] in FILTERS ? (query['show'] as Filter) : 'waiting';
  const list = useRef<HTMLDivElement>(null);
  const step = (by: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const here = links.indexOf(document.activeElement as HTMLAnchorElement);
    links[here < 0 ? 0 : Math.min(Math.max(here + by, 0), links.length - 1)]?.focus();
  };
  const keys = useKeys({ KeyJ: () => step(1), KeyK: () => step(-1) });
  return (
    <Page title={say(shared.queue)} heading={say(shared.queue)} lead={say(texts.queueLead)}>
      <div class={ui.stack}>
        <Segments<Filter>
          label={say(desk.filter)}
          options={[
            ['waiting', say(texts.waiting)],
            ['overdue', say(texts.overdue)],
            ['checking', say(texts.checking)],
            ['registry', say(texts.registrySilent)],
          ]}
          value={show}
          onChange={(next) => route(next === 'waiting' ? deskPaths.registry() : deskPaths.queue(next), true)}
        />
        <div ref={list} class={ui.column} key={show}>
          <Lines filter={show} />
        </div>
        <Keys
          keys={keys}
          legend={[
            ['J', say(texts.keyDown)],
            ['K', say(texts.keyUp)],
            ['Enter', say(texts.keyOpen)],
          ]}
        />
      </div>
    </Page>
  );
}

function Lines({ filter }: { filter: Filter }) {
  const { say } = useLocale();
  return (
    <ByPage document={QUEUE} variables={FILTERS[filter]} of={({ registrarQueue }) => registrarQueue}>
      {({ nodes, list, first }) => {
        const overdue = list?.overdueCount ?? 0;
        return (
          <>
            {first && filter === 'waiting' && overdue > 0 && (
              <p class={ui.total}>
                <a class={ui.touch} href={deskPaths.queue('overdue')}>
                  {say(texts.overdueCount, { n: overdue })}
                </a>
              </p>
            )}
            <Card>
              <QueueTable lines={nodes} />
            </Card>
          </>
        );
      }}
    </ByPage>
  );
}
