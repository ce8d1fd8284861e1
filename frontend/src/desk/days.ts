import { dateOf } from '../ui/formData';

/**
 * Days of a form by the names of their fields, `null` for what is empty; `problems` names those that have to be there and
 * are not (`required`), and those that are no day of the calendar.
 */
export function daysOf<Name extends string>(
  form: HTMLFormElement,
  names: Readonly<Record<Name, boolean>>,
): { days: Record<Name, string | null>; problems: [field: string, wrong: 'required' | 'wrongDay'][] } {
  const days = {} as Record<Name, string | null>;
  const problems: [string, 'required' | 'wrongDay'][] = [];
  for (const [name, must] of Object.entries(names) as [Name, boolean][]) {
    const day = dateOf(form, name);
    if (day === 'wrong') problems.push([name, 'wrongDay']);
    else if (!day && must) problems.push([name, 'required']);
    days[name] = day && day !== 'wrong' ? day : null;
  }
  return { days, problems };
}
