import type { RequestStep } from '../gen/graphql';
import type { Request } from './request';

/** Pages of a draft, as their addresses name them. */
export const STEPS = ['record', 'grantee', 'policy', 'phone', 'photo', 'child', 'send'] as const;
export type StepPage = (typeof STEPS)[number];
type Draft = Pick<Request, 'purpose' | 'record' | 'steps'>;

const PAGE: Partial<Record<RequestStep, StepPage>> = {
  RECORD: 'record',
  GRANTEE: 'grantee',
  POLICY: 'policy',
  PHONE: 'phone',
  PHOTO: 'photo',
};

export const isDraft = ({ state }: Pick<Request, 'state'>): boolean =>
  state === 'DRAFT' || state === 'PHONE_CONFIRMED';

/** The questions of a draft in their order; the last page shows all answers and sends them. Pure. */
export function pagesOf({ purpose, record, steps }: Draft): StepPage[] {
  if (purpose === 'CANCEL') return ['send'];
  if (purpose === 'CHANGE')
    return ['phone', 'grantee', 'policy', ...(record?.own ? [] : (['child'] as const)), 'send'];
  return [...steps.flatMap(({ step }) => PAGE[step] ?? []), 'send'];
}

/** Where to go on: the first question without an answer, else the summary. Pure. */
export function nextPage(draft: Draft): StepPage {
  if (draft.purpose !== 'GRANT') return 'send';
  const open = draft.steps.find(({ step, done }) => !done && PAGE[step]);
  return (open && PAGE[open.step]) ?? 'send';
}

/** The page that an address asks for, where the draft has it; else where to go on. Pure. */
export function pageOf(draft: Draft, asked: string | undefined): StepPage {
  const pages = pagesOf(draft);
  return pages.find((page) => page === asked) ?? nextPage(draft);
}
