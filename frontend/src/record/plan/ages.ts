import type { PlanItemFragment, VaccinationPlanStatus } from '../../gen/graphql';
import { lived } from '../../i18n/format';
import type { Both } from '../../i18n/locale';
import type { Tone } from '../../ui/Basics';

export type Item = PlanItemFragment & { readonly doneOn?: string | null };

/** How each state is told: a sign, a word and a colour together. */
export const STATES: Record<VaccinationPlanStatus, { name: Both; tone: Tone; sign?: string }> = {
  LATE: { name: ['просрочена', 'late'], tone: 'warn', sign: '!' },
  DUE: { name: ['пора', 'due'], tone: 'warn', sign: '!' },
  UPCOMING: { name: ['впереди', 'to come'], tone: 'plain' },
  EXEMPT: { name: ['медотвод', 'exempt'], tone: 'hide' },
  REFUSED: { name: ['отказ', 'refused'], tone: 'hide' },
  DONE: { name: ['сделана', 'done'], tone: 'good', sign: '✓' },
};

export interface Age {
  readonly key: string;
  /** Whole years, or months under two years; undefined without a birth date or a due day. */
  readonly years?: number;
  readonly months?: number;
  readonly items: readonly Item[];
}

/** The schedule by the age at which each item is due, the youngest first. Pure. */
export function agesOf(items: readonly Item[], birthDate: string | undefined): Age[] {
  const ages = new Map<string, Omit<Age, 'items'> & { items: Item[] }>();
  const byDue = [...items].sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'));
  for (const item of byDue) {
    const age = ageOf(item, birthDate);
    const group = ages.get(age.key) ?? { ...age, items: [] };
    group.items.push(item);
    ages.set(age.key, group);
  }
  return [...ages.values()];
}

function ageOf({ dueOn }: Item, birthDate: string | undefined): Omit<Age, 'items'> {
  if (!birthDate || !dueOn) return { key: 'none' };
  const { years, months } = lived(birthDate, dueOn);
  return years < 2
    ? { key: `m${years * 12 + months}`, months: years * 12 + months }
    : { key: `y${years}`, years };
}
