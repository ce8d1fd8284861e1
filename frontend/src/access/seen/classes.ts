import type { SensitiveClass } from '../../gen/graphql';
import type { Both } from '../../i18n/locale';
import { texts } from './texts';

/** Classes of entries that are the teenager's alone, in words. */
export const CLASSES: Record<SensitiveClass, Both> = {
  PSYCHIATRY: texts.psychiatry,
  NARCOLOGY: texts.narcology,
  REPRODUCTIVE: texts.reproductive,
  STI: texts.sti,
  TOXICOLOGY: texts.toxicology,
  GENETICS: texts.genetics,
  PSYCHOTROPIC: texts.psychotropic,
};
