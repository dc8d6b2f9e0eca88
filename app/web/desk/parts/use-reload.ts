import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

/** A burst of payments reloads the page once. */
const GATHER_MS = 700;

/** Asks for the payouts again a moment after a change, once however many changes come. */
export function useReload(queryKey: QueryKey = ['payouts']): () => void {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      void queries.invalidateQueries({ queryKey });
    }, GATHER_MS);
  };
}
