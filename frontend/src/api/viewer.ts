import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { graphql } from '../gen/gql';
import type { ViewerQuery } from '../gen/graphql';

export const VIEWER = graphql(`
  query Viewer {
    viewer {
      person { familyName givenName patronymic }
      account { login level }
      records { standing patientId displayName birthDate since until cardEntryRequired }
    }
  }
`);

export type Viewer = NonNullable<ViewerQuery['viewer']>;
export type RecordAccess = Viewer['records'][number];

export const ViewerContext = createContext<Viewer | undefined>(undefined);

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
  for (const access of records) groups.set(access.patientId, [...(groups.get(access.patientId) ?? []), access]);
  return [...groups.values()];
}

/** «Соколова Анна Игоревна» -> «АС»; a display name in two words or one. */
export function initials(name: string): string {
  const [first = '', second = ''] = name.trim().split(/\s+/);
  return `${first.charAt(0)}${second.charAt(0)}`.toUpperCase();
}

/** «Соколов Михаил Петрович» -> «Михаил»: what a person is called in a list of the family. */
export const givenName = (displayName: string): string => {
  const words = displayName.trim().split(/\s+/);
  return words[1] ?? words[0] ?? '';
};

/** «Соколов Михаил Петрович» -> «Михаил Соколов». */
export const commonName = (displayName: string): string => {
  const [family = '', given = ''] = displayName.trim().split(/\s+/);
  return [given, family].filter(Boolean).join(' ');
};

/** The viewer's standings on one record, the first of them first; empty for a record not open to them. */
export function useAccess(patientId: string): readonly RecordAccess[] {
  return useViewer().records.filter((access) => access.patientId === patientId);
}
