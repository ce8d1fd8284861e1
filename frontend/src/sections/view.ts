import type { ComponentChildren, ComponentType } from 'preact';
import type { Trusted } from '../api/document';
import type { EntryHeaderFragment, ListedEntryFragment, NoticeCode } from '../gen/graphql';
import type { Locale } from '../i18n/locale';
import type { Fact, FactsOf } from '../ui/Facts';
import type { HeaderField } from './header';

/** ISO days; absent means without that bound. */
export interface ListVariables extends Record<string, unknown> {
  patientId: string;
  after?: string | null;
  from?: string | null;
  to?: string | null;
}

/** One page of a section. Every section's document names its connection `list`. */
export interface ListPage<Line> {
  readonly nodes: readonly Line[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly notices: readonly { readonly code: NoticeCode; readonly message: string }[];
}
export interface ListData<Line> {
  readonly record?: { readonly list: ListPage<Line> } | null;
}

/** What a line of a list says beside date, title and place. */
export interface LineParts {
  readonly details?: readonly (string | null | undefined | false)[];
  readonly aside?: ComponentChildren;
}

/** What a section shows and offers beside an entry's fields. */
export interface BesideProps<Node> {
  readonly patientId: string;
  readonly entry: Node;
  /** An earlier version is only looked at. */
  readonly current: boolean;
}
/** Fields that are drawn beside the others. */
type Drawn = 'alerts' | 'notes';

type ShownEntry = EntryHeaderFragment & { readonly __typename: string };

/** All that a page needs to show one section: its documents, its lines, its fields. */
export interface SectionView {
  readonly type: string;
  readonly list: Trusted<ListData<ListedEntryFragment>, ListVariables>;
  readonly line: (node: ListedEntryFragment, locale: Locale) => LineParts;
  readonly entry: Trusted<
    { readonly node?: ShownEntry | { readonly __typename: string } | null },
    { id: string; doctor?: boolean }
  >;
  readonly facts: Readonly<Record<string, Fact<never>>>;
  readonly Beside?: ComponentType<BesideProps<ShownEntry>>;
}

interface Definition<Type extends string, Line, ListVars, Node, EntryVars> {
  readonly type: Type;
  readonly list: Trusted<ListData<Line>, ListVars>;
  readonly line: (node: Line, locale: Locale) => LineParts;
  readonly entry: Trusted<{ readonly node?: Node | null }, EntryVars>;
  readonly facts: FactsOf<Extract<Node, { readonly __typename: Type }>, HeaderField | Drawn>;
  readonly Beside?: ComponentType<BesideProps<Extract<Node, { readonly __typename: Type }>>>;
}

/** Checks that every field of the entry has its name and drawing, then forgets the section's own types. */
export const sectionView = <
  Type extends string,
  Line extends ListedEntryFragment,
  ListVars extends ListVariables,
  Node extends { readonly __typename: string },
  EntryVars extends { id: string; doctor?: boolean },
>(
  definition: Definition<Type, Line, ListVars, Node, EntryVars>,
): SectionView => definition as unknown as SectionView;
