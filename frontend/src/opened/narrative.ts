/** What a section's narrative says: paragraphs, and titled lists of named values, which may hold lists again. */
export interface Item {
  readonly label: string;
  readonly value: string;
  readonly items: readonly Item[];
}
/** An entry, or a fact without a title of its own. */
export interface Entry {
  readonly title: string;
  readonly items: readonly Item[];
}
export interface Chapter {
  readonly title: string;
  readonly notes: readonly string[];
  readonly entries: readonly Entry[];
}

/** The chapters of a document Bundle: its Composition's sections, in their order. Pure. */
export function chaptersOf(bundle: string): { at: string; chapters: Chapter[] } {
  const { entry } = JSON.parse(bundle) as { entry: { resource: Composition }[] };
  const { date, section = [] } = entry[0]?.resource ?? {};
  return {
    at: date ?? '',
    chapters: section.map(({ title, text }) => ({ title, ...toldIn(text.div) })),
  };
}

interface Composition {
  readonly date?: string;
  readonly section?: readonly { readonly title: string; readonly text: { readonly div: string } }[];
}

interface Element {
  readonly tag: string;
  readonly inner: (Element | string)[];
}
const PARTS = /<(\/?)([a-z0-9]+)[^>]*>|([^<]+)/g;
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** The narrative as values: nothing of it is ever given to the browser as markup. Pure. */
export function toldIn(div: string): Omit<Chapter, 'title'> {
  const root: Element = { tag: '', inner: [] };
  const open = [root];
  for (const [, closes, tag, text] of div.matchAll(PARTS)) {
    const inside = open.at(-1) ?? root;
    if (text !== undefined) inside.inner.push(text.replace(/&(lt|gt|amp);/g, (one) => ENTITIES[one] ?? one));
    else if (closes) open.length > 1 && open.pop();
    else if (tag) {
      const element: Element = { tag, inner: [] };
      inside.inner.push(element);
      open.push(element);
    }
  }
  const body = elementsOf(root)[0] ?? root;
  const notes: string[] = [];
  const entries: Entry[] = [];
  let title = '';
  for (const one of elementsOf(body)) {
    if (one.tag === 'h3') title = textOf(one);
    else if (one.tag === 'dl') {
      entries.push({ title, items: itemsOf(one) });
      title = '';
    } else notes.push(textOf(one));
  }
  return { notes, entries };
}

const elementsOf = ({ inner }: Element) => inner.filter((one) => typeof one !== 'string');
const textOf = ({ inner }: Element): string =>
  inner.map((one) => (typeof one === 'string' ? one : textOf(one))).join('');

function itemsOf(list: Element): Item[] {
  const items: Item[] = [];
  let label = '';
  for (const one of elementsOf(list)) {
    if (one.tag === 'dt') label = textOf(one);
    else {
      const lists = elementsOf(one).filter(({ tag }) => tag === 'dl');
      items.push({ label, value: lists.length ? '' : textOf(one), items: lists.flatMap(itemsOf) });
    }
  }
  return items;
}
