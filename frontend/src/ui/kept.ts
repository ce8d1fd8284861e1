import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';

type Kept = Record<string, unknown> | null;

/**
 * What a reader types or chooses on a page, kept beside the address in the history and not in it: «back» brings it back, and
 * neither a shared link nor the browser's list of pages tells of it.
 */
export function useKept(name: string): readonly [string, (value: string) => void] {
  const { url } = useLocation();
  const read = () => {
    const value = (history.state as Kept)?.[name];
    return typeof value === 'string' ? value : '';
  };
  const [value, setValue] = useState(read);
  useEffect(() => {
    const again = () => setValue(read());
    addEventListener('popstate', again);
    return () => removeEventListener('popstate', again);
  });
  // A new address begins without any state; what is still on the page goes with it.
  useEffect(() => {
    if (value !== read()) history.replaceState({ ...(history.state as Kept), [name]: value }, '');
  }, [value, url]);
  return [value, setValue];
}
