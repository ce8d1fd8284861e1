import { useEffect, useState } from 'preact/hooks';

/** The browser's clock in milliseconds, anew every `step`. */
export function useNow(step: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, [step]);
  return now;
}
