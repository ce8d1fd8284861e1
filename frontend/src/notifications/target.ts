import type { NoticeLineFragment, NotificationKind } from '../gen/graphql';
import { paths } from '../paths';

/** Where what a notification advises is done; those about somebody's record, request or claim lead there instead. */
const ADVISED: Partial<Record<NotificationKind, string>> = {
  NEW_SIGN_IN: paths.settings(),
  PHONE_CHANGED: paths.settings(),
  EMAIL_CHANGED: paths.settings(),
  PASSWORD_CHANGED: paths.settings(),
  FACTOR_CHANGED: paths.settings(),
  RECOVERY_STARTED: paths.settings(),
  CASE_DECIDED: paths.settings(),
  POLICY_NEEDED: paths.profile(),
  IDENTITY_NEEDED: paths.profile(),
  FAMILY_MOVED: paths.family(),
  ACCESS_OPENED: paths.access(),
  ACCESS_ENDING: paths.access(),
  ACCESS_ENDED: paths.access(),
  TURNED_FIFTEEN: paths.accessWho(),
  COMPLAINT_MOVED: paths.ownServices(),
};

/** The page that a notification is about. Pure. */
export function targetOf(notice: NoticeLineFragment): string | undefined {
  const { kind, requestId, familyClaimId, patientId, complaintId } = notice;
  if (requestId) return paths.request(requestId);
  if (familyClaimId) return paths.familyClaim(familyClaimId);
  if (complaintId && patientId) return paths.complaint(patientId, complaintId);
  if (kind === 'PAPER_MOVED' && patientId) return paths.paper(patientId);
  if (kind === 'LINK_OPENED' && patientId) return paths.share(patientId);
  return patientId ? paths.record(patientId) : ADVISED[kind];
}
