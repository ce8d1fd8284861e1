import { useEffect, useRef, useState } from 'preact/hooks';

let wanted = true;

/**
 * Single keys for a page, by their place on the keyboard: the same in every layout. Silent while something is typed,
 * a dialog asks, or a modifier is held; the legend's button turns them off (WCAG 2.1.4).
 */
export function useKeys(keys: Readonly<Record<string, () => void>>) {
  const [on, setOn] = useState(wanted);
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const { target } = event;
      const typing = target instanceof HTMLElement && target.matches('input, textarea, select');
      if (!wanted || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]'))
        return;
      if (typing && event.code !== 'Escape') return;
      const run = current.current[event.code];
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
  const toggle = () => {
    wanted = !wanted;
    setOn(wanted);
  };
  return { on, toggle };
}
