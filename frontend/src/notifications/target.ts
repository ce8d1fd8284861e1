import type { NoticeLineFragment } from '../gen/graphql';
import { paths } from '../paths';

/** The page that a notification is about. Pure. */
export function targetOf(notice: NoticeLineFragment): string | undefined {
  const { kind, requestId, familyClaimId, patientId } = notice;
  if (requestId) return paths.request(requestId);
  if (familyClaimId) return paths.familyClaim(familyClaimId);
  if (kind === 'TURNED_FIFTEEN' && !patientId) return paths.accessWho();
  if (patientId) return paths.record(patientId);
  if (kind.startsWith('ACCESS_')) return paths.access();
  if (kind === 'FAMILY_MOVED') return paths.family();
  return undefined;
}
