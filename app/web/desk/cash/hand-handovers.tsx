import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask, type DeskContract } from '../api.ts';
import { HandoverLink } from '../parts/handover/link.tsx';
import { useKindNames } from '../parts/handover/texts/texts.ts';
import { useMoment } from '../parts/moment.ts';
import type { HandNow } from './queries.ts';
import { useTexts } from './texts/texts.ts';

type Line = Reply<DeskContract, 'GET /payouts/handovers'>['items'][number];

/** The handovers that moved a hand's money, newest first, each leading to itself in full. */
export function HandHandovers({ hand, onClose }: { readonly hand: HandNow; readonly onClose: () => void }) {
  const texts = useTexts();
  const shared = useShared();
  const format = useFormat();
  const names = useKindNames();
  const moment = useMoment();
  const found = useInfiniteQuery({
    queryKey: ['payouts', 'handovers', hand.id],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask(
        'GET /payouts/handovers',
        {
          query: {
            officeId: hand.officeId,
            handId: hand.id,
            limit: 50,
            ...(pageParam !== null && { after: pageParam }),
          },
        },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  });
  if (found.error && !found.data)
    return <FailureNotice error={found.error} onRetry={() => void found.refetch()} />;
  const rows: Line[] = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <DataTable
      caption={texts.handoversOf(hand.name)}
      note={shared.rows(format.count(rows.length))}
      fileName={`handovers-${hand.id}`}
      maxHeight={320}
      rows={rows}
      rowKey={(row) => row.id}
      tools={
        <>
          {found.hasNextPage && (
            <Button
              size="compact-xs"
              variant="default"
              loading={found.isFetchingNextPage}
              onClick={() => void found.fetchNextPage()}
            >
              {shared.more}
            </Button>
          )}
          <Button size="compact-xs" variant="subtle" onClick={onClose}>
            {texts.closeList}
          </Button>
        </>
      }
      {...(found.data && rows.length === 0 && { instead: <p>{texts.noHandovers}</p> })}
      columns={[
        {
          key: 'kind',
          head: texts.handover,
          value: (row) => names.handover(row.kind),
          cell: (row) => <HandoverLink id={row.id}>{names.handover(row.kind)}</HandoverLink>,
        },
        {
          key: 'at',
          head: texts.recordedAt,
          value: (row) => row.recordedAt,
          cell: (row) => moment(row.recordedAt),
        },
        { key: 'actor', head: texts.actor, value: (row) => row.actor, cell: (row) => row.actor },
        {
          key: 'amount',
          head: texts.amount,
          align: 'end',
          value: (row) => BigInt(row.amountVnd),
          cell: (row) => format.vnd(row.amountVnd),
        },
        {
          key: 'reason',
          head: texts.reason,
          value: (row) => row.reason ?? '',
          cell: (row) => row.reason ?? '–',
        },
      ]}
    />
  );
}
