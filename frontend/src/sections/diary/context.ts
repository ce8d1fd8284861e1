import type { DiaryContext } from '../../gen/graphql';
import type { Both } from '../../i18n/locale';

/** What went before a measurement, or what the body was doing. */
export const CONTEXT: Record<DiaryContext, Both> = {
  AT_REST: ['в покое', 'at rest'],
  ON_EFFORT: ['при нагрузке', 'on effort'],
  FASTING: ['натощак', 'fasting'],
  AFTER_MEAL: ['после еды', 'after a meal'],
};
