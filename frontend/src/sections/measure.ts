import type { DiaryMeasure } from '../gen/graphql';
import type { Both } from '../i18n/locale';

/** What is measured at home (SEC-07). */
export const MEASURE: Record<DiaryMeasure, Both> = {
  BLOOD_PRESSURE: ['давление', 'blood pressure'],
  PULSE: ['пульс', 'pulse'],
  GLUCOSE: ['глюкоза', 'glucose'],
  WEIGHT: ['вес', 'weight'],
  HEIGHT: ['рост', 'height'],
  TEMPERATURE: ['температура', 'temperature'],
  OXYGEN_SATURATION: ['сатурация', 'oxygen saturation'],
  RESPIRATION: ['дыхание', 'respiration'],
  ANGINA: ['приступы стенокардии', 'angina attacks'],
  WELLBEING: ['самочувствие', 'wellbeing'],
};
