import { useCallback, useEffect, useRef, useState } from 'react';
import { isAttended } from '#kernel/web/attended.ts';
import { ask } from '../api.ts';

/** How long before the end the warning comes. */
const WARN_MS = 120_000;
const TICK_MS = 1000;
/** How often the server is told that somebody is there, though nothing is asked of it: a long form is being filled. */
const TELL_EVERY_MS = 60_000;
/** How often the server is asked while the warning stands: somebody may go on in another tab. */
const LOOK_EVERY_MS = 10_000;

/**
 * How long the session still lasts if nobody does anything, once that is little; null while it is not. The server is asked only while
 * somebody is there, and near the end.
 */
export function useTimeLeft(ended: boolean): { leftMs: number | null; stay: () => void } {
  const [leftMs, setLeftMs] = useState<number | null>(null);
  const endsAt = useRef(Infinity);
  const lookedAt = useRef(0);
  const look = useCallback(() => {
    lookedAt.current = Date.now();
    ask('GET /auth/session').then(
      ({ now, idleEndsAt }) => {
        endsAt.current = Date.now() + Date.parse(idleEndsAt) - Date.parse(now);
        if (endsAt.current - Date.now() > WARN_MS) setLeftMs(null);
      },
      // An end is told by the one way to the server; a server that is away is asked again.
      () => {},
    );
  }, []);
  useEffect(() => {
    if (ended) return;
    setLeftMs(null);
    look();
    const timer = setInterval(() => {
      const left = endsAt.current - Date.now();
      const rested = Date.now() - lookedAt.current;
      if (left > WARN_MS) {
        if (isAttended() && rested > TELL_EVERY_MS) look();
        return;
      }
      if (rested > LOOK_EVERY_MS) look();
      setLeftMs(Math.max(0, left));
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [ended, look]);
  return { leftMs, stay: look };
}
