import { useEffect, useMemo, useRef } from 'preact/hooks';

/** The server's own terms (REQ-11): a card session ends after 15 idle minutes, and 60 minutes after the code. */
const IDLE_MS = 15 * 60_000;
const WHOLE_MS = 60 * 60_000;

/** When an open record closes by itself; moments in milliseconds. Pure. */
export const closesAt = (enteredAt: number, lastActiveAt: number): number =>
  Math.min(lastActiveAt + IDLE_MS, enteredAt + WHOLE_MS);

/** Calls `close` when the card session must have ended, even in a tab that slept; reads nothing from the server. */
export function useIdle(close: () => void) {
  const times = useRef<{ entered: number; active: number } | undefined>(undefined);
  useEffect(() => {
    const look = () => {
      const now = Date.now();
      if (!times.current || now < closesAt(times.current.entered, times.current.active)) return;
      times.current = undefined;
      close();
    };
    const timer = setInterval(look, 5_000);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [close]);
  return useMemo(
    () => ({
      start() {
        times.current = { entered: Date.now(), active: Date.now() };
      },
      active() {
        times.current = { entered: Date.now(), ...times.current, active: Date.now() };
      },
    }),
    [],
  );
}

/** A person who has not touched the page for so long has left: on a shared phone the next one must find nothing. */
const AWAY_MS = 30 * 60_000;

/** Calls `leave` once nobody has touched the page for half an hour. */
export function useAway(leave: () => void) {
  const touched = useRef(Date.now());
  const left = useRef(leave);
  left.current = leave;
  useEffect(() => {
    const touch = () => {
      touched.current = Date.now();
    };
    const look = () => {
      if (Date.now() - touched.current >= AWAY_MS) left.current();
    };
    const timer = setInterval(look, 5_000);
    document.addEventListener('visibilitychange', look);
    document.addEventListener('pointerdown', touch);
    document.addEventListener('keydown', touch);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      document.removeEventListener('pointerdown', touch);
      document.removeEventListener('keydown', touch);
    };
  }, []);
}
