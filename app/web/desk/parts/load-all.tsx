import { Button } from '@mantine/core';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { useParts } from './texts/texts.ts';
import type { Pages } from './use-pages.ts';

/** Brings all rows that the filters leave, so that what is sorted, copied or saved is complete. */
export function LoadAll({ all, loading }: { all: (() => void) | null; loading: boolean }) {
  const texts = useParts();
  if (all === null) return null;
  return (
    <Button size="xs" variant="default" loading={loading} onClick={all}>
      {texts.loadAll}
    </Button>
  );
}

/** The way to the next rows of a list that is not a grid; nothing when all are here. */
export function NextRows({ pages }: { pages: Pick<Pages, 'all' | 'more' | 'loadingMore'> }) {
  const shared = useShared();
  if (pages.all === null) return null;
  return (
    <Button size="compact-xs" variant="default" loading={pages.loadingMore} onClick={pages.more}>
      {shared.more}
    </Button>
  );
}

/** How many rows are here, and whether there are more to be asked for. */
export function useRowsSaid({ rows, all }: Pick<Pages, 'rows' | 'all'>): string {
  const shared = useShared();
  const format = useFormat();
  const here = format.count(rows.length);
  return all === null ? shared.rows(here) : shared.rowsFirst(here);
}

/** What a grid of a list of unknown length is given: its rows, the way to more of them and to all, or why there are none. */
export function pagedGrid<
  P extends Pick<Pages, 'all' | 'more' | 'loadingAll' | 'error' | 'retry'> & { readonly rows: unknown },
>(pages: P) {
  return {
    rows: pages.rows as P['rows'],
    more: pages.all !== null,
    onEnd: pages.more,
    tools: <LoadAll all={pages.all} loading={pages.loadingAll} />,
    ...(pages.error && { instead: <FailureNotice error={pages.error} onRetry={pages.retry} /> }),
  };
}
