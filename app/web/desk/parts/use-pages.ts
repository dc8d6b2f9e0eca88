import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

interface Answer {
  readonly items: readonly unknown[];
  readonly next: string | null;
}

/**
 * A list that comes page by page: the rows so far, and the ways to the next page and to all of them. What was drawn stays
 * while another filter's first page is on its way.
 */
export function usePages<A extends Answer>(
  queryKey: readonly unknown[],
  ask: (after: string | undefined, signal: AbortSignal) => Promise<A>,
) {
  const [whole, setWhole] = useState(false);
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: A) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (whole && hasNextPage && !isFetching) void fetchNextPage();
    if (whole && !hasNextPage) setWhole(false);
  }, [whole, hasNextPage, isFetching, fetchNextPage]);
  const pages = query.data?.pages ?? [];
  return {
    first: pages[0],
    rows: pages.flatMap((page) => page.items) as A['items'][number][],
    loading: query.isPending,
    busy: query.isFetching,
    error: query.error,
    retry: () => void query.refetch(),
    more: () => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    },
    /** Null when all rows are here. */
    all: hasNextPage ? () => setWhole(true) : null,
    loadingAll: whole,
  };
}
