import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

interface Answer<Item = unknown> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** What is asked of the server for one page of a list. */
export interface PageAsked {
  readonly limit: number;
  readonly after?: string;
}

export type Pages = ReturnType<typeof usePages>;

const PAGE = 200;

/**
 * A list that comes page by page: the rows so far, and the ways to the next page and to all of them. What was drawn stays
 * while another filter's first page is on its way. With `askAgainMs` it asks anew by itself.
 */
export function usePages<A extends Answer>(
  queryKey: readonly unknown[],
  ask: (page: PageAsked, signal: AbortSignal) => Promise<A>,
  limit = PAGE,
  askAgainMs: number | false = false,
) {
  const [whole, setWhole] = useState(false);
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      ask({ limit, ...(pageParam !== null && { after: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: A) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: askAgainMs,
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
    /** Why there are no rows at all; what is drawn stays while asking again fails. */
    error: query.isLoadingError ? query.error : null,
    retry: () => void query.refetch(),
    more: () => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    },
    loadingMore: query.isFetchingNextPage,
    /** Null when all rows are here. */
    all: hasNextPage ? () => setWhole(true) : null,
    loadingAll: whole,
  };
}

/** All rows of a list whose length the work itself bounds, such as the hands of the offices or the lists of a month. */
export async function askAll<Item>(
  ask: (page: PageAsked) => Promise<Answer<Item>>,
  limit = PAGE,
): Promise<Item[]> {
  const all: Item[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page: Answer<Item> = await ask({ limit, ...(after !== undefined && { after }) });
    all.push(...page.items);
    after = page.next;
  }
  return all;
}
