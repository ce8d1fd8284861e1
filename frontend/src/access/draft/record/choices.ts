import type { Viewer } from '../../../api/viewer';
import type { AccessChoicesQuery, RequestRecordInput } from '../../../gen/graphql';
import { lived } from '../../../i18n/format';
import { paths } from '../../../paths';

export type Claim = NonNullable<AccessChoicesQuery['viewer']>['familyClaims'][number];

/** A record that may be asked for; no name: the own one. */
export interface Choice {
  readonly key: string;
  readonly name?: string;
  readonly input: RequestRecordInput;
}
/** One that may not, why, and the page that helps. */
export interface NoChoice {
  readonly key: string;
  readonly name?: string;
  readonly why: 'open' | 'adult' | 'unverified';
  readonly href?: string;
}

/** Whose record may be asked for now, and whose may not. Pure. */
export function choicesOf(
  viewer: Viewer,
  claims: readonly Claim[],
  today: string,
): { can: Choice[]; cannot: NoChoice[] } {
  const can: Choice[] = [];
  const cannot: NoChoice[] = [];
  const open = new Set(viewer.records.map(({ patientId }) => patientId));
  const own = viewer.person.patientId;
  if (own && open.has(own)) cannot.push({ key: 'own', why: 'open', href: paths.record(own) });
  else can.push({ key: 'own', input: { own: true } });
  const grown = (born: string | null | undefined) => born != null && lived(born, today).years >= 18;
  for (const { patientId, displayName: name, birthDate, state } of viewer.family) {
    const key = patientId;
    if (open.has(patientId)) cannot.push({ key, name, why: 'open', href: paths.record(patientId) });
    else if (grown(birthDate)) cannot.push({ key, name, why: 'adult' });
    else if (state === 'VERIFIED') can.push({ key, name, input: { patientId } });
    else if (state === 'PENDING') cannot.push({ key, name, why: 'unverified', href: paths.family() });
  }
  const linked = new Set(viewer.family.map(({ patientId }) => patientId));
  for (const { id, patientId, givenName, familyName, birthDate, state } of claims) {
    if (patientId && linked.has(patientId)) continue;
    const entry = { key: id, name: `${familyName} ${givenName}` };
    if (grown(birthDate)) cannot.push({ ...entry, why: 'adult' });
    else if (state === 'VERIFIED') can.push({ ...entry, input: { claimId: id } });
    else cannot.push({ ...entry, why: 'unverified', href: paths.familyClaim(id) });
  }
  return { can, cannot };
}
