import { useEffect } from 'react';
import type { Me } from '../api.ts';
import { queries } from '../queries.ts';
import { sayEnded, useEnded } from './ended.ts';

const tabs = new BroadcastChannel('tungnha.session');

/** Tells the browser's other tabs who is signed in now; null is nobody. */
export function tellTabs(staffId: string | null): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target, only a name
  tabs.postMessage(staffId);
}

/**
 * Follows what the other tabs tell: the same person, back after their session ended, goes on here too; of anybody else's work, and
 * of that of a person who signed out, nothing stays open.
 */
export function useOtherTabs(me: Me): void {
  const ended = useEnded();
  useEffect(() => {
    const hear = ({ data }: MessageEvent<string | null>) => {
      if (data !== me.id) return globalThis.location.reload();
      if (!ended) return;
      sayEnded(false);
      void queries.invalidateQueries();
    };
    tabs.addEventListener('message', hear);
    return () => tabs.removeEventListener('message', hear);
  }, [me.id, ended]);
}
