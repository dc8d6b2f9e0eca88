import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Reply } from '#kernel/web/ask.ts';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask, type DeskContract } from '../api.ts';
import { NextRows } from '../parts/load-all.tsx';
import { ReceiptButtons } from '../parts/receipt-buttons.tsx';
import { usePages } from '../parts/use-pages.ts';
import { useVoucherTexts } from '../parts/voucher-texts/texts.ts';
import styles from './counter.module.css';
import { useTexts } from './texts/texts.ts';
import { TakeBackDialog } from './windows.ts';

type PaymentOfDay = Reply<DeskContract, 'GET /payouts/payments'>['items'][number];

const PAGE = 8;

/** What this teller has paid today: to print again, or to have taken back. */
export function Today({ officeId }: { officeId: string }) {
  const texts = useTexts();
  const today = usePages(
    ['payouts', 'payments', officeId],
    (page, signal) => ask('GET /payouts/payments', { query: { officeId, mine: true, ...page } }, signal),
    PAGE,
  );
  const [back, setBack] = useState<PaymentOfDay | null>(null);
  const { rows } = today;
  return (
    <Sheet title={texts.today}>
      {today.error && rows.length === 0 && <FailureNotice error={today.error} onRetry={today.retry} />}
      {!today.loading && !today.error && rows.length === 0 && (
        <p className={styles['quiet']}>{texts.todayEmpty}</p>
      )}
      <ul className={styles['list']} aria-label={texts.today}>
        {rows.map((row) => (
          <PaidToday key={row.handoverId} officeId={officeId} row={row} onTakeBack={() => setBack(row)} />
        ))}
      </ul>
      <NextRows pages={today} />
      {back && <TakeBackDialog payment={{ officeId, ...back }} onClose={() => setBack(null)} />}
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
