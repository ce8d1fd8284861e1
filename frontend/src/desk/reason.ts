import type { Both } from '../i18n/locale';
import { texts } from './texts';

/** As the server has it (backend/services/officers/finding.py). */
const SHORTEST = 10;

/** What is wrong with the stated reason of a look; undefined for one that says something. */
export const wrongReason = (reason: string): Both | undefined =>
  reason.length < SHORTEST ? texts.reasonShort : undefined;
