import type { ComponentChildren } from 'preact';
import type { Trusted } from '../api/document';
import { useRead } from '../api/read';
import { More } from './More';
import { LoadedPart } from './States';

interface End {
  readonly hasNextPage: boolean;
  readonly endCursor?: string | null;
}
/** One page of a list as the API gives it: where it ends stands beside its nodes, or apart. */
type Page = { readonly nodes: readonly unknown[] } & (End | { readonly pageInfo: End });

interface Shown<List> {
  /** Nothing where there is no list. */
  readonly nodes: NonNullable<List> extends { readonly nodes: infer Nodes } ? Nodes : never;
  readonly list: List;
  readonly first: boolean;
  readonly last: boolean;
  /** Reads this page anew. */
  readonly again: () => void;
}

interface Props<Data, Variables, List> {
  readonly document: Trusted<Data, Variables>;
  readonly variables: Omit<Variables, 'after'>;
  /** The list in an answer. */
  readonly of: (data: Data) => List;
  /** Draws one page. */
  readonly children: (page: Shown<List>) => ComponentChildren;
  /** Where the page begins; absent for the first one. */
  readonly after?: string;
}

/** A list page by page: what follows is read when it is asked for. */
export function ByPage<Data, Variables extends Record<string, unknown>, List extends Page | null | undefined>(
  props: Props<Data, Variables, List>,
) {
  const { document, variables, of, children, after } = props;
  const read = useRead(document, { ...variables, after: after ?? null } as unknown as Variables);
  return (
    <LoadedPart read={read}>
      {(data) => {
        const list = of(data);
        const page: Page | null | undefined = list;
        const at = page && 'pageInfo' in page ? page.pageInfo : page;
        const end = at?.hasNextPage ? at.endCursor : undefined;
        return (
          <>
            {children({
              nodes: (list?.nodes ?? []) as never,
              list,
              first: !after,
              last: !end,
              again: read.retry,
            })}
            {end && <More>{() => <ByPage {...props} after={end} />}</More>}
          </>
        );
      }}
    </LoadedPart>
  );
}
