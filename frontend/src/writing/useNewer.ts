import { useState } from 'preact/hooks';
import type { Problem } from '../ui/Field';
import { useCurrentId } from '../ui/useCurrentId';
import type { Earlier } from './earlier';

export interface Newer {
  /** Its id; undefined while nobody has corrected the entry meanwhile. */
  readonly id: string | undefined;
  /** What it says; undefined where it is closed to its reader, or not read yet. */
  readonly signed: Earlier | undefined;
  /** It is there and not read yet: nobody signs over what they have not been shown. */
  readonly unread: boolean;
  readonly onRead: (id: string, signed: Earlier | null) => void;
}

/** The version that came while a correction was written: it is over this one that the correction is signed. */
export function useNewer(problems: readonly Problem[]): Newer {
  const id = useCurrentId(problems);
  const [read, setRead] = useState<{ readonly id: string; readonly signed: Earlier | null }>();
  const [onRead] = useState(() => (of: string, signed: Earlier | null) => setRead({ id: of, signed }));
  const known = read?.id === id ? read : undefined;
  return { id, signed: known?.signed ?? undefined, unread: id !== undefined && !known, onRead };
}
