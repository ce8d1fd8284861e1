import type { SectionView } from '../view';

/** Fields that SVC-02 has: what an insurer has to see of a service anyway. */
const OF_SERVICE = new Set(['title', 'date', 'region', 'careKind', 'careConditions', 'serviceName', 'cost']);

type Whole = Readonly<Record<string, unknown>>;

const isEmpty = (value: unknown) =>
  value == null || value === '' || (Array.isArray(value) && value.length === 0);

/** What of an entry there is to attach, in the order of its page: fields that have a value. Pure. */
export const attachable = (view: SectionView, entry: object): string[] => {
  const values = entry as Whole;
  return ['title', 'date', ...Object.keys(view.facts)].filter((name) => !isEmpty(values[name]));
};

/** What is marked at first: a service as the insurer paid it; of all else nothing but its name. Pure. */
export const markedAtFirst = (view: SectionView, name: string): boolean =>
  view.type === 'RenderedService' ? OF_SERVICE.has(name) : name === 'title';
