import type { Both } from '../i18n/locale';

/** UCUM codes that have a name in words; any other stands as it is. */
const UNITS: Record<string, Both> = {
  '%': ['%', '%'],
  '1': ['', ''],
  '{score}': ['баллов', 'points'],
  '/min': ['в минуту', 'a minute'],
  '{beats}/min': ['уд./мин', 'bpm'],
  '10*12/L': ['×10¹²/л', '×10¹²/L'],
  '10*9/L': ['×10⁹/л', '×10⁹/L'],
  'mm[Hg]': ['мм рт. ст.', 'mmHg'],
  'mm/h': ['мм/ч', 'mm/h'],
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

export const unitName = (unit: string | null | undefined): Both =>
  UNITS[unit ?? '1'] ?? [unit ?? '', unit ?? ''];
