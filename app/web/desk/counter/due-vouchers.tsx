import { Checkbox } from '@mantine/core';
import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { type Person, type PersonVoucher } from '../parts/people-queries.ts';
import { useProgrammes } from '../parts/programmes.ts';
import { useReasonText } from '../parts/reason-text.ts';
import { useVoucherTexts } from '../parts/voucher-texts/texts.ts';
import styles from './due-vouchers.module.css';
import { type Collector, whyNotNow } from './payment.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly person: Person;
  readonly collector: Collector;
  /** Vouchers that the teller has taken out of this payment. */
  readonly left: ReadonlySet<string>;
  readonly disabled: boolean;
  readonly onToggle: (voucherId: string) => void;
}

/** Settled vouchers still shown here: what a person at the counter asks about. */
const RECENT_MAX = 4;

/** What the person may receive, chosen beforehand; below it what they may not, each with its reason and what to do. */
export function DueVouchers({ person, collector, left, disabled, onToggle }: Props) {
  const texts = useTexts();
  const words = useVoucherTexts();
  const format = useFormat();
  const due = person.vouchers.filter(({ status }) => status === 'due');
  const judged = due.map((voucher) => ({ voucher, why: whyNotNow(voucher, person, collector) }));
  const sorted = [...judged.filter(({ why }) => why === null), ...judged.filter(({ why }) => why !== null)];
  const recent = person.vouchers.filter(({ status }) => status !== 'due').slice(0, RECENT_MAX);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by keyboard
    <div className={styles['scroll']} role="group" aria-label={texts.due} tabIndex={0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col" aria-label={texts.choose} />
            <th scope="col">{words.programme}</th>
            <th scope="col">{words.month}</th>
            <th scope="col" data-align="end">
              {words.amount} ({format.currency})
            </th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ voucher, why }) => (
            <DueRow
              key={voucher.id}
              voucher={voucher}
              why={why}
              checked={why === null && !left.has(voucher.id)}
              disabled={disabled}
              onToggle={() => onToggle(voucher.id)}
            />
          ))}
          {due.length === 0 && (
            <tr>
              <td colSpan={5}>{texts.nothingDue}</td>
            </tr>
          )}
          {recent.map((voucher) => (
            <SettledRow key={voucher.id} voucher={voucher} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DueProps {
  readonly voucher: PersonVoucher;
  readonly why: ReturnType<typeof whyNotNow>;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onToggle: () => void;
}

function DueRow({ voucher, why, checked, disabled, onToggle }: DueProps) {
  const texts = useTexts();
  const format = useFormat();
  const reason = useReasonText();
  const name = useVoucherName();
  return (
    <tr data-payable={why === null}>
      <td>
        {why === null && (
          <Checkbox
            size="xs"
            aria-label={`${name(voucher)}, ${format.vnd(voucher.amountVnd)}`}
            checked={checked}
            disabled={disabled}
            onChange={onToggle}
          />
        )}
      </td>
      <th scope="row">{name(voucher)}</th>
      <td>{format.month(voucher.benefitMonth)}</td>
      <td data-align="end">{format.vnd(voucher.amountVnd)}</td>
      <td className={styles['why']}>
        {why === null ? (
          <Marked as="good">{texts.payable}</Marked>
        ) : (
          // Whose voucher it is stands in the heading above.
          <Marked as="watch">{capital(reason({ ...why, facts: { ...why.facts, citizen: '' } }))}</Marked>
        )}
      </td>
    </tr>
  );
}

/** What was paid is said briefly, nobody being about to pay it again; whom and by whom stands on the person's page. */
function SettledRow({ voucher }: { voucher: PersonVoucher }) {
  const texts = useTexts();
  const format = useFormat();
  const reason = useReasonText();
  const name = useVoucherName();
  const fact = (name: string) => {
    const value = voucher.whyNot?.facts[name];
    return typeof value === 'string' ? value : '';
  };
  const paidAt = voucher.whyNot?.code === 'already_paid' && fact('paidAt');
  return (
    <tr data-settled>
      <td />
      <th scope="row">{name(voucher)}</th>
      <td>{format.month(voucher.benefitMonth)}</td>
      <td data-align="end">{format.vnd(voucher.amountVnd)}</td>
      <td className={styles['why']}>
        {voucher.whyNot && (
          <Marked as="closed">
            {paidAt
              ? texts.alreadyPaid(format.moment(paidAt), fact('office'), fact('receiptNo'))
              : capital(reason({ ...voucher.whyNot, facts: { ...voucher.whyNot.facts, citizen: '' } }))}
          </Marked>
        )}
      </td>
    </tr>
  );
}

/** A voucher as a teller says it: the programme, and its kind where it is not the month's regular amount. */
function useVoucherName(): (voucher: PersonVoucher) => string {
  const words = useVoucherTexts();
  const { name: programme } = useProgrammes();
  return ({ programme: code, kind }) =>
    kind === 'regular' ? programme(code) : `${programme(code)} – ${words.kinds[kind]}`;
}

/** A reason without its name in front begins a sentence. */
function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
