import { useFormat } from '#kernel/web/use-format.ts';
import type { PastVoucher } from '../parts/people-queries.ts';
import { useVoucherTexts } from '../parts/voucher-texts/texts.ts';
import { useTexts } from './texts/texts.ts';

type Payment = PastVoucher['payments'][number];

/** What became of a voucher, in sentences: the screen draws them one by one, a file joins them. */
export function useStoryWords() {
  const texts = useTexts();
  const words = useVoucherTexts();
  const { moment } = useFormat();
  const paid = (payment: Payment) =>
    texts.paidBy(
      moment(payment.paidAt),
      payment.teller,
      payment.office,
      payment.collector,
      words.collectors[payment.collectorKind],
    );
  const takenBack = ({ at, by, reason }: NonNullable<Payment['takenBack']>) =>
    texts.takenBack(moment(at), by, reason);
  const returned = ({ at, by, outcome, reason }: NonNullable<PastVoucher['returned']>) =>
    texts.returnedAs(moment(at), by, words.outcomes[outcome], reason === 'death' ? texts.death : reason);
  const attempted = ({ at, by, reason, note, toldBy }: PastVoucher['attempts'][number]) => {
    const told = toldBy && texts.toldBy(toldBy.name, words.relations[toldBy.relation], toldBy.phone ?? '');
    return [texts.attempted(moment(at), by, words.attempts[reason], note ?? ''), told]
      .filter(Boolean)
      .join('; ');
  };
  const whole = (row: PastVoucher) =>
    [
      ...row.payments.flatMap((payment) => [
        `${paid(payment)} – ${payment.receiptNo}`,
        ...(payment.takenBack ? [takenBack(payment.takenBack)] : []),
      ]),
      ...(row.returned ? [returned(row.returned)] : []),
      ...row.attempts.map(attempted),
    ].join('. ');
  return { paid, takenBack, returned, attempted, whole };
}
