import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Marked } from '#kernel/web/marked.tsx';
import type { Me } from '../api.ts';
import type { PastVoucher } from '../parts/people-queries.ts';
import type { Place } from '../parts/place.ts';
import { ReceiptButtons } from '../parts/receipt-buttons.tsx';
import { TakeBackDialog } from '../parts/take-back-dialog.tsx';
import { useVoucherTexts } from '../parts/voucher-texts/texts.ts';
import styles from './page.module.css';
import { mayAt, RECEIPTS } from './rights.ts';
import { useStoryWords } from './story-words.ts';

interface Props {
  readonly me: Me;
  readonly place: Place;
  readonly row: PastVoucher;
  /** Where its whole trail is opened. */
  readonly children: ReactNode;
}

/** What became of one voucher: its payments with their receipts, what took them back, its return, visits without money. */
export function VoucherStory({ me, place, row, children }: Props) {
  const words = useVoucherTexts();
  const story = useStoryWords();
  const [back, setBack] = useState<PastVoucher['payments'][number] | null>(null);
  const mayTakeBack = mayAt(me, ['payout-controller', 'chief-accountant'], place);
  return (
    <div className={styles['wrap']}>
      {row.payments.map((payment) => (
        <div key={payment.handoverId} className={styles['line']}>
          <Link to="/handovers/$id" params={{ id: payment.handoverId }}>
            {story.paid(payment)}
          </Link>
          {payment.takenBack && <Marked as="closed">{story.takenBack(payment.takenBack)}</Marked>}
          {payment.collectorKind !== 'bank' && mayAt(me, RECEIPTS, place) && (
            <ReceiptButtons
              officeId={payment.officeId}
              handoverId={payment.handoverId}
              receiptNo={payment.receiptNo}
              hasSignature={payment.hasSignature}
            />
          )}
          {payment.collectorKind !== 'bank' && !payment.takenBack && mayTakeBack && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              c="var(--quiet)"
              onClick={() => setBack(payment)}
            >
              {words.takeBack}
            </Button>
          )}
          {payment === row.payments.at(-1) && children}
        </div>
      ))}
      {row.returned && <div>{story.returned(row.returned)}</div>}
      {row.attempts.map((attempt) => (
        <div key={attempt.at} className={styles['quiet']}>
          {story.attempted(attempt)}
        </div>
      ))}
      {row.payments.length === 0 && children}
      {back && (
        <TakeBackDialog payment={{ ...back, amountVnd: row.amountVnd }} onClose={() => setBack(null)} />
      )}
    </div>
  );
}
