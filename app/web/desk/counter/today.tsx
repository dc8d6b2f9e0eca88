import { Button } from '@mantine/core';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Reply } from '#kernel/web/ask.ts';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask, type DeskContract } from '../api.ts';
import { ReceiptButtons } from '../parts/receipt-buttons.tsx';
import { TakeBackDialog } from '../parts/take-back-dialog.tsx';
import { useVoucherTexts } from '../parts/voucher-texts/texts.ts';
import styles from './counter.module.css';
import { useTexts } from './texts/texts.ts';

type PaymentOfDay = Reply<DeskContract, 'GET /payouts/payments'>['items'][number];

const PAGE = 8;

const todayQuery = (officeId: string) =>
  infiniteQueryOptions({
    queryKey: ['payouts', 'payments', officeId],
    queryFn: ({ signal, pageParam }) =>
      ask(
        'GET /payouts/payments',
        { query: { officeId, mine: true, limit: PAGE, ...(pageParam !== null && { after: pageParam }) } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** What this teller has paid today: to print again, or to have taken back. */
export function Today({ officeId }: { officeId: string }) {
  const texts = useTexts();
  const shared = useShared();
  const today = useInfiniteQuery(todayQuery(officeId));
  const [back, setBack] = useState<PaymentOfDay | null>(null);
  const rows = today.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Sheet title={texts.today}>
      {today.error && !today.data && (
        <FailureNotice error={today.error} onRetry={() => void today.refetch()} />
      )}
      {today.data && rows.length === 0 && <p className={styles['quiet']}>{texts.todayEmpty}</p>}
      <ul className={styles['list']} aria-label={texts.today}>
        {rows.map((row) => (
          <PaidToday key={row.handoverId} officeId={officeId} row={row} onTakeBack={() => setBack(row)} />
        ))}
      </ul>
      {today.hasNextPage && (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={today.isFetchingNextPage}
          onClick={() => void today.fetchNextPage()}
        >
          {shared.more}
        </Button>
      )}
      <TakeBackDialog payment={back && { officeId, ...back }} onClose={() => setBack(null)} />
    </Sheet>
  );
}

interface RowProps {
  readonly officeId: string;
  readonly row: PaymentOfDay;
  readonly onTakeBack: () => void;
}

function PaidToday({ officeId, row, onTakeBack }: RowProps) {
  const words = useVoucherTexts();
  const format = useFormat();
  return (
    <li>
      <span className={styles['grow']}>
        <Link to="/people/$id" params={{ id: row.citizenId }}>
          {row.fullName}
        </Link>
      </span>
      <span>{format.vnd(row.amountVnd)}</span>
      <span className={styles['quiet']}>{format.time(Date.parse(row.paidAt)).slice(0, 5)}</span>
      <span className={styles['second']}>
        <ReceiptButtons officeId={officeId} handoverId={row.handoverId} receiptNo={row.receiptNo} />
        {row.takenBack ? (
          <Marked as="closed">{words.takenBack}</Marked>
        ) : row.takingBack ? (
          <Marked as="going">{words.takingBack}</Marked>
        ) : (
          <Button size="compact-xs" variant="subtle" color="gray" c="var(--quiet)" onClick={onTakeBack}>
            {words.takeBack}
          </Button>
        )}
      </span>
    </li>
  );
}
