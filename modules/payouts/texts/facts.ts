import { dayAt, formatDay, formatMonth } from '#kernel/words/day.ts';
import { englishDay, englishMonth } from '#kernel/words/english-day.ts';
import { formatVnd } from '#kernel/words/money.ts';
import type { bankContract } from '../bank/contract.ts';
import type { casePapersContract } from '../cases/contract.ts';
import type { checksContract } from '../lists/contract/checks.ts';
import type { listsContract } from '../lists/contract/lists.ts';
import type { moneyContract } from '../cash/contract/money.ts';
import type { payContract } from '../pay/contract/pay.ts';
import type { proposalsContract } from '../proposals/contract.ts';
import type { peopleContract } from '../people/contract/people.ts';
import type { recordsContract } from '../people/contract/records.ts';
import type { planContract } from '../plan/contract.ts';
import type { referenceContract } from '../programmes/contract.ts';
import type { reviewsContract } from '../reviews/contract.ts';
import type { settleContract } from '../settle/contract/settle.ts';
import type { watchContract } from '../watch/contract/watch.ts';
import type { wholeListContract } from '../lists/contract/whole-list.ts';
import type { FileRefusalCode } from '../lists/reading/vi.ts';

type RefusalsOf<C> = { [K in keyof C]: C[K] extends { refusals: readonly (infer R)[] } ? R : never }[keyof C];

/** Every refusal that this module's routes declare, but those of the file reader, which has its own texts. */
export type PayoutRefusal = Exclude<
  | RefusalsOf<typeof moneyContract>
  | RefusalsOf<typeof casePapersContract>
  | RefusalsOf<typeof proposalsContract>
  | RefusalsOf<typeof payContract>
  | RefusalsOf<typeof listsContract>
  | RefusalsOf<typeof reviewsContract>
  | RefusalsOf<typeof checksContract>
  | RefusalsOf<typeof planContract>
  | RefusalsOf<typeof bankContract>
  | RefusalsOf<typeof referenceContract>
  | RefusalsOf<typeof settleContract>
  | RefusalsOf<typeof peopleContract>
  | RefusalsOf<typeof recordsContract>
  | RefusalsOf<typeof watchContract>
  | RefusalsOf<typeof wholeListContract>,
  FileRefusalCode
>;

export type Facts = Readonly<Record<string, unknown>>;
export type PayoutTexts = Readonly<Record<PayoutRefusal, (facts: Facts) => string>>;

const VIETNAMESE = { day: formatDay, month: formatMonth };
const ENGLISH = { day: englishDay, month: englishMonth };
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' });

/** How the facts of a refusal are written in one language. Facts come as JSON: amounts as digits, days and instants as text. */
export function factReader(language: 'vi' | 'en', unit: string) {
  const days = language === 'vi' ? VIETNAMESE : ENGLISH;
  const text = (value: unknown, otherwise = '') =>
    typeof value === 'string' && value !== '' ? value : otherwise;
  return {
    text,
    vnd: (value: unknown) => {
      const digits = formatVnd(BigInt(text(value, '0')));
      return `${language === 'vi' ? digits : digits.replaceAll('.', ',')} ${unit}`;
    },
    day: (value: unknown) => text(value) && days.day(text(value)),
    month: (value: unknown) => text(value) && days.month(text(value)),
    /** To the minute, at the hour of Vietnam. */
    instant: (value: unknown) => {
      if (text(value) === '') return '';
      const at = new Date(text(value));
      return `${days.day(dayAt(at))} ${clock.format(at)}`;
    },
    names: (value: unknown, known: Readonly<Record<string, string>> = {}) =>
      Array.isArray(value)
        ? value.map((each) => known[String(each)] ?? String(each)).join(', ')
        : text(value),
    /** `Nguyễn Thị A: ` when the refusal is about somebody. */
    who: (facts: Facts) => (text(facts['citizen']) === '' ? '' : `${text(facts['citizen'])}: `),
  };
}
