import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { graphql } from '../gen/gql';
import type { ViewerQuery } from '../gen/graphql';

export const VIEWER = graphql(`
  query Viewer {
    viewer {
      person { patientId familyName givenName sex }
      account { login level roles }
      records { standing patientId displayName birthDate since until cardEntryRequired }
      family { patientId displayName birthDate state }
      notifications(first: 0) { unreadCount }
    }
  }
`);

export type Viewer = NonNullable<ViewerQuery['viewer']>;
export type RecordAccess = Viewer['records'][number];

export const ViewerContext = createContext<Viewer | undefined>(undefined);

/** Reads the viewer anew: after anything that changes what they may do. */
export const ViewerAgain = createContext<() => void>(() => undefined);
export const useViewerAgain = () => useContext(ViewerAgain);

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('Nobody is signed in');
  return viewer;
}

const OWN = new Set<RecordAccess['standing']>(['SELF_TEEN', 'SELF_ADULT']);
export const isOwn = ({ standing }: RecordAccess): boolean => OWN.has(standing);

/** One line a record, in the server's order, with all standings on it: most have one. */
export function byRecord(records: readonly RecordAccess[]): RecordAccess[][] {
  const groups = new Map<string, RecordAccess[]>();
  for (const access of records)
    groups.set(access.patientId, [...(groups.get(access.patientId) ?? []), access]);
  return [...groups.values()];
}

/** «Анна Соколова» -> «АС». */
export function initials(displayName: string): string {
  const [first = '', second = ''] = displayName.trim().split(/\s+/);
  return `${first.charAt(0)}${second.charAt(0)}`.toUpperCase();
}

/** «Михаил Соколов» -> «Михаил»: what a person is called in a list of the family. */
export const givenName = (displayName: string): string => displayName.trim().split(/\s+/)[0] ?? '';

/** The viewer's standings on one record, the first of them first; empty for a record not open to them. */
export function useAccess(patientId: string): readonly RecordAccess[] {
  return useViewer().records.filter((access) => access.patientId === patientId);
}

const DOCTORS = new Set<RecordAccess['standing']>(['TREATING_DOCTOR', 'EMERGENCY_DOCTOR']);

/** The viewer reads the record as a doctor, whatever else they are to it. */
export const useIsDoctor = (patientId: string): boolean =>
  useAccess(patientId).some(({ standing }) => DOCTORS.has(standing));

/** The viewer treats the patient: they write into the record. */
export const useTreats = (patientId: string): boolean =>
  useAccess(patientId).some(({ standing }) => standing === 'TREATING_DOCTOR');

/** The viewer is the patient or represents them, whether or not they are a doctor too. */
export const useIsPatientSide = (patientId: string): boolean =>
  useAccess(patientId).some(({ standing }) => !DOCTORS.has(standing));
