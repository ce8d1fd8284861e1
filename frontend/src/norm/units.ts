import type { Both } from '../i18n/locale';

/** UCUM codes that have a name in words; any other stands as it is. */
const UNITS: Record<string, Both> = {
  '%': ['%', '%'],
  '1': ['', ''],
  '/min': ['в минуту', 'a minute'],
  '{beats}/min': ['уд./мин', 'bpm'],
  '10*12/L': ['×10¹²/л', '×10¹²/L'],
  '10*9/L': ['×10⁹/л', '×10⁹/L'],
  'mm[Hg]': ['мм рт. ст.', 'mmHg'],
  'mm/h': ['мм/ч', 'mm/h'],
  'mg/dL': ['мг/дл', 'mg/dL'],
  min: ['мин', 'min'],
  'mmol/L': ['ммоль/л', 'mmol/L'],
  'umol/L': ['мкмоль/л', 'µmol/L'],
  'nmol/L': ['нмоль/л', 'nmol/L'],
  'pmol/L': ['пмоль/л', 'pmol/L'],
  'g/L': ['г/л', 'g/L'],
  'mg/L': ['мг/л', 'mg/L'],
  'ug/L': ['мкг/л', 'µg/L'],
  'ng/mL': ['нг/мл', 'ng/mL'],
  'U/L': ['ЕД/л', 'U/L'],
  'k[IU]/L': ['кМЕ/л', 'kIU/L'],
  'm[IU]/L': ['мМЕ/л', 'mIU/L'],
  '[IU]/mL': ['МЕ/мл', 'IU/mL'],
  Cel: ['°C', '°C'],
  cm: ['см', 'cm'],
  mm: ['мм', 'mm'],
  kg: ['кг', 'kg'],
  g: ['г', 'g'],
  mL: ['мл', 'mL'],
  '/[HPF]': ['в поле зрения', 'per field'],
  fL: ['фл', 'fL'],
  pg: ['пг', 'pg'],
};

const SCORES: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'балл', few: 'балла', many: 'баллов' };
const russian = new Intl.PluralRules('ru');

/** The name of a unit beside a value; without one, as a heading has it. */
export const unitName = (unit: string | null | undefined, value?: number | null): Both =>
  unit === '{score}' ? scores(value ?? undefined) : (UNITS[unit ?? '1'] ?? [unit ?? '', unit ?? '']);

/** The one unit that is a word and is counted like one. */
const scores = (value: number | undefined): Both =>
  value === undefined
    ? ['баллы', 'points']
    : [SCORES[russian.select(value)] ?? 'балла', value === 1 ? 'point' : 'points'];
