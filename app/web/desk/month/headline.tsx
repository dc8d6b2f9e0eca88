import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { shareOf } from '#kernel/web/format.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { firstDayOf, lastDayOf, type Month } from '#kernel/words/day.ts';
import { ShareBar } from '#kernel/web/marked.tsx';
import type { Overview } from '../api.ts';
import { useTexts } from './texts/texts.ts';
import styles from './headline.module.css';

interface Props {
  readonly month: Month;
  readonly total: Overview['total'];
  /** The office whose payments are followed one by one, for those who may. */
  readonly followed: string | null;
}

/** The month in one line: how much of it is paid, and what is left. */
export function Headline({ month, total, followed }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [due, paid] = [BigInt(total.dueVnd), BigInt(total.paidVnd)];
  const left = due - paid - BigInt(total.returnedVnd);
  const leftCount = total.dueCount - total.paidCount - total.returnedCount;
  return (
    <section className={styles['headline']} aria-label={texts.title}>
      <div className={styles['share']}>
        <p>
          <strong data-figure="share">{format.share(paid, due)}</strong> {texts.paidShare}
        </p>
        <ShareBar share={shareOf(paid, due)} />
        <p className={styles['quiet']}>
          {texts.paidOf(format.count(total.paidCount), format.count(total.dueCount))}
        </p>
      </div>
      <dl className={styles['figures']}>
        <Amount name={texts.due} figure="due" vnd={total.dueVnd} count={total.dueCount} />
        <Amount name={texts.paid} figure="paid" vnd={total.paidVnd} count={total.paidCount}>
          {followed !== null && (
            <Link
              to="/audit"
              search={{
                view: 'handovers',
                kind: 'pay',
                office: followed,
                from: firstDayOf(month),
                to: lastDayOf(month),
              }}
            >
              {texts.eachPayment}
            </Link>
          )}
        </Amount>
        <Amount name={texts.left} figure="left" vnd={String(left)} count={leftCount} />
        <Amount name={texts.returned} figure="returned" vnd={total.returnedVnd} count={total.returnedCount} />
        <Amount name={texts.bank} figure="bank" vnd={total.bankVnd} count={total.bankCount} />
      </dl>
    </section>
  );
}

interface AmountProps {
  readonly name: string;
  readonly figure: string;
  readonly vnd: string;
  readonly count: number;
  readonly children?: ReactNode;
}

function Amount({ name, figure, vnd, count, children }: AmountProps) {
  const texts = useTexts();
  const format = useFormat();
  return (
    <div>
      <dt>{texts.inUnit(name)}</dt>
      <dd>
        <strong data-figure={figure}>{format.vnd(vnd)}</strong>
      </dd>
      <dd className={styles['quiet']}>
        {texts.vouchers(format.count(count))} {children}
      </dd>
    </div>
  );
}
