import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Section } from '../gen/graphql';
import type { SectionView } from './view';
import { VIEWS } from './views';

type Loading = 'loading' | 'failed' | SectionView;

/** The section's own fields and drawings, fetched when first needed. */
export function useView(section: Section): { view: Loading; retry: () => void } {
  const [view, setView] = useState<Loading>('loading');
  const [tries, setTries] = useState(0);
  // Another try asks again
  useEffect(() => {
    let current = true;
    setView('loading');
    VIEWS[section]().then(
      (module) => current && setView(module.default),
      () => current && setView('failed'),
    );
    return () => {
      current = false;
    };
  }, [section, tries]);
  return { view, retry: useCallback(() => setTries((n) => n + 1), []) };
}
