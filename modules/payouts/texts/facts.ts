import { dayAt, formatDay, formatMonth } from '#kernel/words/day.ts';
import { englishDay, englishMonth } from '#kernel/words/english-day.ts';
import { calledFact } from '#places/offices/called.ts';
import { englishVnd, formatVnd } from '#kernel/words/money.ts';
import type { doorContract } from '../at-door/contract/door.ts';
import type { doorDeskContract } from '../at-door/contract/desk.ts';
import type { PayoutsContract } from '../contract.ts';
import type { FileRefusalCode } from '../lists/reading/vi.ts';

type RefusalsOf<C> = { [K in keyof C]: C[K] extends { refusals: readonly (infer R)[] } ? R : never }[keyof C];

type OfPhones = keyof typeof doorContract | keyof typeof doorDeskContract;

/** Every refusal that this module's routes declare, but those of phones and of the file reader, which have their own texts. */
export type PayoutRefusal = Exclude<RefusalsOf<Omit<PayoutsContract, OfPhones>>, FileRefusalCode>;

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
  const hand = (value: unknown, otherwise?: string) => calledFact(language, value, otherwise);
  return {
    text,
    hand,
    hands: (value: unknown) =>
      Array.isArray(value) ? value.map((each) => hand(each)).join(', ') : hand(value),
    vnd: (value: unknown) => {
      const grouped = language === 'vi' ? formatVnd : englishVnd;
      return `${grouped(BigInt(text(value, '0')))} ${unit}`;
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
