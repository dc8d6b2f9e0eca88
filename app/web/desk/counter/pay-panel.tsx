import { Button, Switch } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { Count } from '#kernel/words/money.ts';
import { CountField } from '#kernel/web/fields/count-field.tsx';
import { WarningIcon } from '#kernel/web/icons.tsx';
import type { Act } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { myHandsQuery } from '../parts/hands.ts';
import { StockNotes, useStockNotes } from '../parts/stock-notes.tsx';
import styles from './counter.module.css';
import type { Payment, Receipt } from './payment.ts';
import { type Signed, SignChoice } from './sign-choice.tsx';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly amountVnd: bigint;
  readonly vouchers: number;
  /** The notes handed over, when they are written down; null when they are not. */
  readonly count: Count | null;
  readonly onCount: (count: Count | null) => void;
  readonly signed: Signed;
  readonly onSigned: (signed: Signed) => void;
  readonly act: Act<Payment, Receipt>;
  /** Why the last press did not pay. */
  readonly held: string | null;
  readonly onPay: () => void;
  readonly collector: ReactNode;
}

/** How much, in which notes, signed how; and the one act that pays. */
export function PayPanel(props: Props) {
  const { officeId, amountVnd, vouchers, count, onCount, signed, onSigned, act, held, onPay, collector } =
    props;
  const texts = useTexts();
  const format = useFormat();
  const hands = useQuery(myHandsQuery(officeId)).data;
  const [written, setWritten] = useLocalStorage({ key: 'tungnha.counter.notes', defaultValue: false });
  const drawer = hands?.find((hand) => hand.mine && hand.kind === 'drawer');
  const stock = useStockNotes(officeId, drawer?.id, amountVnd);
  const suggested = stock.notes;
  const stockKnown = suggested !== undefined || stock.unknown || drawer === undefined;
  const afterVnd = drawer && BigInt(drawer.balanceVnd) - amountVnd;
  useEffect(() => {
    if (written && count === null && amountVnd > 0n && stockKnown) onCount(suggested ?? {});
    if (!written && count !== null) onCount(null);
  }, [written, count, amountVnd, onCount, suggested, stockKnown]);
  return (
    <section className={styles['pay']} aria-label={texts.payment}>
      <div className={styles['amount']}>
        <span>{texts.payNow(vouchers)}</span>
        <strong data-figure="amount">{format.dong(amountVnd)}</strong>
        <span>
          {afterVnd !== undefined &&
            (afterVnd >= 0n ? texts.drawerAfter(format.vnd(afterVnd)) : texts.drawerShort)}
        </span>
      </div>
      <div className={styles['ways']}>
        <div>{collector}</div>
        <div>
          <p className={styles['notes']} role="status">
            {amountVnd > 0n && (afterVnd ?? 0n) >= 0n && <StockNotes {...stock} />}
          </p>
          <Switch
            size="xs"
            label={texts.writeNotes}
            checked={written}
            disabled={act.busy}
            onChange={(event) => setWritten(event.currentTarget.checked)}
          />
        </div>
        <SignChoice officeId={officeId} value={signed} onChange={onSigned} disabled={act.busy} />
      </div>
      <div className={styles['do']}>
        <Button
          size="md"
          onClick={onPay}
          loading={act.step.at === 'sending'}
          disabled={vouchers === 0 || act.step.at === 'unknown'}
          // A scanner ends with Enter; paying takes a press that nobody makes by chance.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        >
          {texts.pay(format.vnd(amountVnd))} <kbd className={styles['key']}>F9</kbd>
        </Button>
        <span role="alert" className={styles['held']}>
          {held !== null && (
            <>
              <WarningIcon size={14} /> {held}
            </>
          )}
        </span>
      </div>
      {written && count !== null && (
        <div className={styles['count']}>
          <CountField
            label={texts.notesGiven}
            value={count}
            onChange={onCount}
            expectedVnd={amountVnd}
            suggested={suggested ?? null}
            disabled={act.busy}
          />
        </div>
      )}
    </section>
  );
}
