import { useState } from 'preact/hooks';
import type { Problem } from './Field';

/**
 * The version that stands now, where a refusal said that somebody was quicker (`currentId`). It stays known, whatever else
 * is refused, checked or mended after that; undefined while nobody was.
 */
export function useCurrentId(problems: readonly Problem[]): string | undefined {
  const [id, setId] = useState<string>();
  const told = problems.find(({ currentId }) => currentId)?.currentId ?? id;
  if (told !== id) setId(told);
  return told;
}
