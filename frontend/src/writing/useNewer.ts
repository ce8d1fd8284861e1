import { useState } from 'preact/hooks';
import type { Problem } from '../ui/Field';
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

/**
 * The version that came while a correction was written, as a refusal names it (`currentId`). It stays the one over which the
 * correction is signed, whatever else is refused, checked or mended after that.
 */
export function useNewer(problems: readonly Problem[]): Newer {
  const [id, setId] = useState<string>();
  const [read, setRead] = useState<{ readonly id: string; readonly signed: Earlier | null }>();
  const told = problems.find(({ currentId }) => currentId)?.currentId ?? id;
  if (told !== id) setId(told);
  const known = read?.id === told ? read : undefined;
  const [onRead] = useState(() => (of: string, signed: Earlier | null) => setRead({ id: of, signed }));
  return {
    id: told,
    signed: known?.signed ?? undefined,
    unread: told !== undefined && !known,
    onRead,
  };
}
