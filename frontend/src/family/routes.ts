import type { AddFamilyMemberInput, FamilyDocumentKind, FamilyRelationship } from '../gen/graphql';
import type { Claim } from './claim';

/** How a link is verified: what was asked first decides which questions follow. */
export const ROUTES = ['registry', 'mfc', 'guardian'] as const;
export type RouteName = (typeof ROUTES)[number];

/** Who one may be on the route, by which documents (REP-02, REP-03, REP-05). */
export const ASKS: Record<
  RouteName,
  { readonly relationships: readonly FamilyRelationship[]; readonly documents: readonly FamilyDocumentKind[] }
> = {
  registry: { relationships: ['SON', 'DAUGHTER'], documents: ['BIRTH_CERTIFICATE'] },
  mfc: { relationships: ['SON', 'DAUGHTER'], documents: ['FOREIGN_DOCUMENT'] },
  guardian: { relationships: ['WARD'], documents: ['BIRTH_CERTIFICATE', 'PASSPORT', 'FOREIGN_DOCUMENT'] },
};

/** The route on which a claim was entered. Pure. */
export const routeOf = ({ relationship, document }: Pick<Claim, 'relationship' | 'document'>): RouteName =>
  relationship === 'WARD' ? 'guardian' : document.kind === 'BIRTH_CERTIFICATE' ? 'registry' : 'mfc';

/** A birth certificate as people write it: Roman figures by their Latin letters, no double spaces. Pure. */
export const written = (kind: FamilyDocumentKind, number: string): string =>
  kind === 'BIRTH_CERTIFICATE' ? number.replace(/\s+/g, ' ').toUpperCase() : number;

export type Given = Omit<AddFamilyMemberInput, 'clientMutationId'>;
