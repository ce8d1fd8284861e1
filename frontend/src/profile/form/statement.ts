import type { SaveProfileInput } from '../../gen/graphql';
import { dateOf, maybe, textOf } from '../../ui/formData';

type Statement = Omit<SaveProfileInput, 'version' | 'clientMutationId'>;
export type Gap = { readonly field: string; readonly is: 'missing' | 'wrongDate' };

const PASSPORT = ['series', 'number', 'issuer', 'departmentCode'] as const;

/** What the form states, or the boxes that have to be filled first. `knows`: what may stay as it is. */
export function statementOf(
  form: HTMLFormElement,
  knows: { snils: boolean; passport: boolean },
): { statement: Statement } | { gaps: readonly Gap[] } {
  const gaps: Gap[] = [];
  const need = (field: string) => {
    const text = textOf(form, field);
    if (!text) gaps.push({ field, is: 'missing' });
    return text;
  };
  const day = (field: string) => {
    const found = dateOf(form, field);
    if (!found || found === 'wrong') gaps.push({ field, is: 'wrongDate' });
    return found ?? '';
  };
  const statement: Statement = {
    familyName: need('familyName'),
    givenName: need('givenName'),
    patronymic: maybe(textOf(form, 'patronymic')),
    birthDate: day('birthDate'),
    sex: need('sex') as SaveProfileInput['sex'],
    snils: knows.snils ? maybe(textOf(form, 'snils')) : need('snils'),
    enp: maybe(textOf(form, 'enp')),
    passport: knows.passport
      ? undefined
      : {
          ...(Object.fromEntries(PASSPORT.map((part) => [part, need(`passport.${part}`)])) as Record<
            (typeof PASSPORT)[number],
            string
          >),
          issuedOn: day('passport.issuedOn'),
        },
  };
  return gaps.length ? { gaps } : { statement };
}
