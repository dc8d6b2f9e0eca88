import { Button } from '@mantine/core';
import { useState } from 'react';
import { addressOf } from '#kernel/web/ask.ts';
import { PrintIcon } from '#kernel/web/icons.tsx';
import { asFailure } from '#kernel/web/failure.ts';
import { useFailureText } from '#kernel/web/notice.tsx';
import { printPaper } from './print-paper.ts';
import styles from './receipt-buttons.module.css';
import { useVoucherTexts } from './voucher-texts/texts.ts';

export type ReceiptPaper = 'a5' | '80mm';

interface Props {
  readonly officeId: string;
  readonly handoverId: string;
  readonly receiptNo: string;
  /** Large right after a payment, small in a list. */
  readonly size?: 'sm' | 'compact-xs';
  readonly hasSignature?: boolean;
}

export function receiptAddress(officeId: string, handoverId: string, paper: ReceiptPaper): string {
  const key = '/payouts/payments/:handoverId/receipt';
  return addressOf(key, { params: { handoverId }, query: { officeId, paper } });
}

/** Prints a receipt again, on either paper. Each print shows personal data, and is recorded as a look. */
export function ReceiptButtons({
  officeId,
  handoverId,
  receiptNo,
  size = 'compact-xs',
  hasSignature,
}: Props) {
  const texts = useVoucherTexts();
  const say = useFailureText();
  const [printing, setPrinting] = useState<ReceiptPaper | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const print = async (paper: ReceiptPaper) => {
    setPrinting(paper);
    setFault(null);
    try {
      const shown = await printPaper(receiptAddress(officeId, handoverId, paper));
      if (!shown) setFault(texts.blocked);
    } catch (error) {
      setFault(say(asFailure(error)));
    }
    setPrinting(null);
  };
  return (
    <span className={styles['buttons']}>
      <Button
        size={size}
        variant="default"
        leftSection={<PrintIcon />}
        loading={printing === 'a5'}
        aria-label={texts.printA5Of(receiptNo)}
        onClick={() => void print('a5')}
      >
        {size === 'compact-xs' ? texts.a5 : texts.printA5}
      </Button>
      <Button
        size={size}
        variant="default"
        leftSection={<PrintIcon />}
        loading={printing === '80mm'}
        aria-label={texts.print80Of(receiptNo)}
        onClick={() => void print('80mm')}
      >
        {size === 'compact-xs' ? texts.mm80 : texts.print80}
      </Button>
      {hasSignature && (
        <a
          className={styles['link']}
          href={addressOf('/payouts/payments/:handoverId/signature', {
            params: { handoverId },
            query: { officeId },
          })}
          target="_blank"
          rel="noreferrer"
          aria-label={texts.signatureOf(receiptNo)}
        >
          {texts.signature}
        </a>
      )}
      {fault !== null && (
        <span role="alert" className={styles['fault']}>
          {fault}
        </span>
      )}
    </span>
  );
}
