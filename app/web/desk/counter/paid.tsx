import { Button, NativeSelect } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { CheckIcon } from '#kernel/web/icons.tsx';
import { Facts } from '#kernel/web/facts.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { personQuery } from '../parts/people-queries.ts';
import { printPaper } from '../parts/print-paper.ts';
import { receiptAddress, ReceiptButtons, type ReceiptPaper } from '../parts/receipt-buttons.tsx';
import { useVoucherTexts } from '../parts/voucher-texts/texts.ts';
import styles from './paid.module.css';
import type { Payment, Receipt } from './payment.ts';
import { useTexts } from './texts/texts.ts';
import { TakeBackDialog } from './windows.ts';

export interface PaidNow {
  readonly receipt: Receipt;
  readonly payment: Payment;
}

/** What was just paid, with its receipt: it stands until the next person is brought. */
export function Paid({ officeId, paid: { receipt, payment } }: { officeId: string; paid: PaidNow }) {
  const texts = useTexts();
  const words = useVoucherTexts();
  const format = useFormat();
  const [back, setBack] = useState(false);
  const [auto, setAuto] = useLocalStorage<'' | ReceiptPaper>({
    key: 'tungnha.counter.print',
    defaultValue: '',
  });
  const { data } = useQuery(personQuery(officeId, payment.citizenId));
  const { handoverId, receiptNo, amountVnd } = receipt;
  usePrintOnce(handoverId, auto === '' ? null : receiptAddress(officeId, handoverId, auto));
  const voucher = data?.vouchers.find((each) => each.paid?.handoverId === handoverId);
  return (
    <section className={styles['paid']} aria-label={texts.paidTitle}>
      <p className={styles['amount']} role="status">
        <CheckIcon size={28} />
        <span>
          {receipt.already ? texts.alreadyDone : texts.paidDone}{' '}
          <strong data-figure="paid">{format.dong(amountVnd)}</strong>
        </span>
      </p>
      <Facts
        facts={[
          [
            texts.receiptNo,
            <span key="no" data-figure="receipt">
              {receiptNo}
            </span>,
          ],
          data ? [texts.person, data.person.fullName] : null,
          voucher?.paid ? [texts.collectedBy, voucher.paid.collector] : null,
          [texts.vouchersPaid, format.count(payment.voucherIds.length)],
          [texts.signed, payment.signed === 'pad' ? texts.pad : texts.paper],
        ]}
      />
      <div className={styles['do']}>
        <ReceiptButtons officeId={officeId} handoverId={handoverId} receiptNo={receiptNo} size="sm" />
        <NativeSelect
          size="xs"
          aria-label={texts.autoPrint}
          value={auto}
          data={[
            { value: '', label: texts.autoNone },
            { value: 'a5', label: texts.autoA5 },
            { value: '80mm', label: texts.auto80 },
          ]}
          onChange={(event) => setAuto(event.currentTarget.value as '' | ReceiptPaper)}
        />
        <Button size="xs" variant="subtle" color="gray" c="var(--bad)" onClick={() => setBack(true)}>
          {words.takeBack}
        </Button>
      </div>
      <p className={styles['next']}>{texts.nextPerson}</p>
      {back && (
        <TakeBackDialog
          payment={{ officeId, handoverId, receiptNo, amountVnd }}
          onClose={() => setBack(false)}
        />
      )}
    </section>
  );
}

/** Prints a receipt by itself, once, when the counter is set so; changing the setting afterwards prints nothing. */
function usePrintOnce(handoverId: string, address: string | null): void {
  const seen = useRef<string | null>(null);
  useEffect(() => {
    if (seen.current === handoverId) return;
    seen.current = handoverId;
    // A print that fails is seen at the printer; the buttons beside print again and say why.
    if (address !== null) printPaper(address).catch(() => {});
  }, [handoverId, address]);
}
