import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

/** A burst of payments reloads the page once. */
const GATHER_MS = 700;

/** Asks for the payouts, and for what stands under another key, again a moment after a change, once however many changes come. */
export function useReload(also = 'payouts'): () => void {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      for (const root of new Set(['payouts', also])) void queries.invalidateQueries({ queryKey: [root] });
    }, GATHER_MS);
  }, [queries, also]);
}
