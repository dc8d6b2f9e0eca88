import { notifyManager, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { addressOf } from '#kernel/web/ask.ts';
import { Freshness, POLL_SECONDS } from '#kernel/web/freshness.tsx';
import { useLive } from '#kernel/web/live.ts';
import { useReached } from '#kernel/web/reach.ts';
import { aboutQuery } from '../queries.ts';
import { useReload } from './use-reload.ts';

interface Props {
  readonly officeId: string;
  /** What the keys of the screen's questions begin with. */
  readonly of?: string;
}

/** Keeps a screen of one office up to date, and says how fresh it is. */
export function Fresh({ officeId, of = 'payouts' }: Props) {
  const reload = useReload(of);
  const live = useLive(addressOf('/payouts/changes', { query: { officeId } }), reload);
  const reached = useReached();
  useEffect(() => {
    if (live === 'live' || !reached) return;
    const timer = setInterval(reload, POLL_SECONDS * 1000);
    return () => clearInterval(timer);
  }, [live, reached, reload]);
  const about = useQuery(aboutQuery);
  const at = useLoadedAt(of);
  return (
    <Freshness live={live} reached={reached} at={at} clockAheadMs={about.data?.demonstration?.clockAheadMs} />
  );
}

/** When the newest of what is on screen was loaded. */
function useLoadedAt(of: string): number {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback(
    (changed: () => void) => cache.subscribe(notifyManager.batchCalls(changed)),
    [cache],
  );
  return useSyncExternalStore(subscribe, () =>
    Math.max(
      0,
      ...cache.findAll({ queryKey: [of], type: 'active' }).map((query) => query.state.dataUpdatedAt),
    ),
  );
}
