import type { DiagnosisCertainty, DiagnosisKind, ExemptionKind, Sees, Standing } from '../gen/graphql';
import type { Both } from '../i18n/locale';

export const KINDS: Record<DiagnosisKind, Both> = {
  MAIN: ['основной', 'main'],
  COMPLICATION: ['осложнение', 'complication'],
  CONCOMITANT: ['сопутствующий', 'concomitant'],
  COMPETING: ['конкурирующий', 'competing'],
  EXTERNAL_CAUSE: ['внешняя причина', 'external cause'],
};
export const CERTAINTIES: Record<DiagnosisCertainty, Both> = {
  PRELIMINARY: ['предварительный', 'preliminary'],
  WORKING: ['рабочий', 'working'],
  FINAL: ['заключительный', 'final'],
};
export const EXEMPTIONS: Record<ExemptionKind, Both> = {
  TEMPORARY: ['Временный', 'For a time'],
  PERMANENT: ['Постоянный', 'For good'],
};
export const READERS: Partial<Record<Standing, Both>> = {
  SELF_ADULT: ['Пациент', 'The patient'],
  SELF_TEEN: ['Подросток', 'The teenager'],
  PARENT_OF_CHILD: ['Родители', 'Parents'],
  PARENT_OF_TEEN: ['Родители', 'Parents'],
  GUARDIAN: ['Опекун', 'The guardian'],
  TRUSTEE_OF_CHILD: ['Попечитель', 'The trustee'],
  TRUSTEE_OF_TEEN: ['Попечитель', 'The trustee'],
};
export const SEES: Record<Sees, Both> = {
  AT_ONCE: ['сразу после подписи', 'as soon as it is signed'],
  AFTER_RELEASE: ['после беседы, когда вы откроете', 'after a talk, when you show it'],
  NEVER: ['не увидит', 'will not see it'],
};
/** The place of the lower pressure, after all others. */
export const LOWER = 7;
/** In the order of their places on the page; `second` is the lower pressure. */
export const VITALS = [
  { kind: 'TEMPERATURE', label: ['Температура, °C', 'Temperature, °C'] },
  { kind: 'PULSE', label: ['Пульс, в минуту', 'Pulse, per minute'] },
  {
    kind: 'BLOOD_PRESSURE',
    label: ['Давление верхнее', 'Systolic pressure'],
    second: ['Давление нижнее', 'Diastolic pressure'],
  },
  { kind: 'RESPIRATION', label: ['Дыхание, в минуту', 'Breathing, per minute'] },
  { kind: 'OXYGEN_SATURATION', label: ['Сатурация, %', 'Saturation, %'] },
  { kind: 'WEIGHT', label: ['Вес, кг', 'Weight, kg'] },
  { kind: 'HEIGHT', label: ['Рост, см', 'Height, cm'] },
] as const satisfies readonly { kind: string; label: Both; second?: Both }[];
