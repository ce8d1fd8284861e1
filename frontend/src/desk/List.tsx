import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Trusted } from '../api/document';
import { useRead } from '../api/read';
import type { Both } from '../i18n/locale';
import { useLocale } from '../i18n/locale';
import { More } from '../ui/More';
import { Segments } from '../ui/Segments';
import { LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

interface ByStateProps<State extends string> {
  /** In the order of need: a desk begins with the first. */
  readonly states: readonly (readonly [state: State, name: Both])[];
  readonly children: (state: State) => ComponentChildren;
}

/** What lies on a desk, one state at a time. */
export function ByState<State extends string>({ states, children }: ByStateProps<State>) {
  const { say } = useLocale();
  const [chosen, choose] = useState<State>();
  const state = chosen ?? states[0]?.[0];
  if (state === undefined) return null;
  return (
    <div class={ui.stack}>
      <Segments<State>
        label={say(texts.filter)}
        options={states.map(([one, name]) => [one, say(name)])}
        value={state}
        onChange={choose}
      />
      <div class={ui.column} key={state}>
        {children(state)}
      </div>
    </div>
  );
}

interface Page<Item> {
  readonly nodes: readonly Item[];
  readonly endCursor?: string | null;
  readonly hasNextPage: boolean;
}
interface PagesProps<Data, Variables extends Record<string, unknown>, Item> {
  readonly document: Trusted<Data, Variables>;
  readonly variables: Omit<Variables, 'after'>;
  /** The page in an answer. */
  readonly of: (data: Data) => Page<Item> | null | undefined;
  /** Draws the items of one page; `again` reads them anew. */
  readonly children: (items: readonly Item[], again: () => void) => ComponentChildren;
  readonly after?: string;
}

/** A list of a desk, page by page. */
export function Pages<Data, Variables extends Record<string, unknown>, Item>(
  props: PagesProps<Data, Variables, Item>,
) {
  const { document, variables, of, children, after } = props;
  const read = useRead(document, { ...variables, after: after ?? null } as unknown as Variables);
  return (
    <LoadedPart read={read}>
      {(data) => {
        const page = of(data);
        const end = page?.hasNextPage ? page.endCursor : undefined;
        return (
          <>
            {children(page?.nodes ?? [], read.retry)}
            {end && <More>{() => <Pages {...props} after={end} />}</More>}
          </>
        );
      }}
    </LoadedPart>
  );
}
