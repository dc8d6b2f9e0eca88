import { useSyncExternalStore } from 'react';

let ended = false;
const watchers = new Set<() => void>();

// Windows and shortcuts of the work listen at the top of the page: while it is covered a key types, and closes nothing beneath.
addEventListener(
  'keydown',
  (event) => {
    if (!ended || event.key === 'Tab') return;
    event.stopImmediatePropagation();
    if (event.key === 'Escape') event.preventDefault();
  },
  { capture: true },
);

/** Says that the session is over, or that it goes on. */
export function sayEnded(now: boolean): void {
  ended = now;
  for (const watch of watchers) watch();
}

/** Whether the session ended while somebody worked in it. */
export function useEnded(): boolean {
  return useSyncExternalStore(subscribe, () => ended);
}

function subscribe(watch: () => void): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}
