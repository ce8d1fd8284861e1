import type { Both } from '../../i18n/locale';

export type ActForm = 'RESTRICTION' | 'TERMINATION' | 'ADOPTION' | 'DEATH' | 'EMANCIPATION' | 'CORRECTION';

/** What each paper is called, and what comes of it. */
export const ACTS: Record<ActForm, readonly [title: Both, effect: Both]> = {
  RESTRICTION: [
    ['Ограничение прав', 'Restriction of rights'],
    [
      'Представитель не читает карту, пока ограничение действует.',
      'The representative does not read the record while it holds.',
    ],
  ],
  TERMINATION: [
    ['Лишение прав', 'Termination of rights'],
    ['Доступ представителя закончится навсегда.', 'The representative’s access ends for good.'],
  ],
  ADOPTION: [
    ['Усыновление', 'Adoption'],
    [
      'Все прежние данные и представители ребёнка закончатся. В силе усыновление не видно никому.',
      'All earlier data and representatives of the child end. Once in force, nobody sees the adoption.',
    ],
  ],
  DEATH: [
    ['Смерть', 'Death'],
    [
      'Все доступы к карте и от имени человека закончатся сразу.',
      'All access to the record and by the person ends at once.',
    ],
  ],
  EMANCIPATION: [
    ['Эмансипация или брак', 'Emancipation or marriage'],
    ['Доступ представителей закончится в этот день.', 'Representatives’ access ends on that day.'],
  ],
  CORRECTION: [
    ['Смерть записана по ошибке', 'A death recorded by mistake'],
    [
      'Второй регистратор подтвердит, и запись о смерти снимется.',
      'Once another registrar confirms, the death is taken back.',
    ],
  ],
};
export const ACT_FORMS = Object.keys(ACTS) as ActForm[];

interface Shape {
  /** Who is named, and whether they must be. */
  readonly people: Readonly<Record<string, boolean>>;
  readonly days: Readonly<Record<string, boolean>>;
  readonly fields: readonly string[];
}
const COURT = ['number', 'court'];
const rights = (ends: boolean): Shape => ({
  people: { patient: true, representative: true },
  days: { decidedOn: true, startsOn: true, ...(ends ? { endsOn: false } : {}) },
  fields: COURT,
});

/** Fields of each paper, by their names in the mutation's input. */
export const SHAPES: Record<ActForm, Shape> = {
  RESTRICTION: rights(true),
  TERMINATION: rights(false),
  ADOPTION: {
    people: { patient: true, 'parents.0': true, 'parents.1': false },
    days: { issuedOn: true, decidedOn: true, startsOn: true },
    fields: ['familyName', 'givenName', 'patronymic', 'birthCertificate', 'issuer', 'snils', 'enp', ...COURT],
  },
  DEATH: { people: { person: true }, days: { diedOn: true }, fields: ['actNumber'] },
  EMANCIPATION: { people: { person: true }, days: { on: true }, fields: ['actNumber'] },
  CORRECTION: { people: { person: true }, days: {}, fields: [] },
};
/** Fields that may stay empty. */
export const OPTIONAL: ReadonlySet<string> = new Set(['patronymic', 'snils', 'enp']);

export const LABELS: Readonly<Record<string, Both>> = {
  patient: ['Ребёнок', 'The child'],
  representative: ['Чьи права', 'Whose rights'],
  'parents.0': ['Усыновитель', 'Adopter'],
  'parents.1': ['Второй усыновитель, если есть', 'Second adopter, if any'],
  person: ['О ком', 'Whom it is about'],
  decidedOn: ['Решение вынесено', 'Decided on'],
  startsOn: ['Действует с', 'In force from'],
  endsOn: ['Действует по, если срок назван', 'In force until, if it says so'],
  issuedOn: ['Свидетельство выдано', 'Certificate issued on'],
  diedOn: ['День смерти', 'Day of death'],
  on: ['С какого дня', 'From which day'],
  number: ['Номер решения', 'Number of the decision'],
  court: ['Суд', 'Court'],
  familyName: ['Новая фамилия', 'New surname'],
  givenName: ['Новое имя', 'New given name'],
  patronymic: ['Новое отчество', 'New patronymic'],
  birthCertificate: ['Новое свидетельство о рождении', 'New birth certificate'],
  issuer: ['Кем выдано', 'Issued by'],
  snils: ['СНИЛС, если известен', 'SNILS, if known'],
  enp: ['Полис, если известен', 'Policy, if known'],
  actNumber: ['Номер записи акта или решения', 'Number of the act or decision'],
};
