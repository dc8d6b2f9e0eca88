import { useSyncExternalStore } from 'react';

/**
 * Whether the server is reached, as the last request found it. `navigator.onLine` only says that a cable is in, so a
 * lost server is asked again until it answers.
 */
const PROBE_EVERY_MS = 4000;

let reached = true;
let timer: ReturnType<typeof setInterval> | null = null;
const watchers = new Set<() => void>();

/** Takes note of what a request found. */
export function noteReach(now: boolean): void {
  if (now === reached) return;
  reached = now;
  if (timer !== null) clearInterval(timer);
  timer = now ? null : setInterval(() => void lookForServer(), PROBE_EVERY_MS);
  for (const watch of watchers) watch();
}

/** Asks the server for a sign of life, and takes note of it. */
export async function lookForServer(): Promise<boolean> {
  const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) noteReach(true);
  else if (answer === null) noteReach(false);
  return answer?.ok === true;
}

// A cable that is out is a hint, not the truth: the server is asked at once, without waiting for the next question.
if (typeof addEventListener === 'function') {
  addEventListener('offline', () => void lookForServer());
  addEventListener('online', () => void lookForServer());
}

/** Calls `onBack` each time the server is reached again after it was lost. */
export function onReachedAgain(onBack: () => void): () => void {
  const watch = () => {
    if (reached) onBack();
  };
  watchers.add(watch);
  return () => watchers.delete(watch);
}

export function useReached(): boolean {
  return useSyncExternalStore(subscribe, () => reached);
}

function subscribe(watch: () => void): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}
