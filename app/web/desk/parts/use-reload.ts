import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

/** A burst of payments reloads the page once. */
const GATHER_MS = 700;

/** Asks again for what stands under these keys a moment after a change, once however many changes come. */
export function useReload(roots: readonly string[] = ['payouts']): () => void {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      for (const root of roots) void queries.invalidateQueries({ queryKey: [root] });
    }, GATHER_MS);
  };
}
