import { formatDay } from '#kernel/words/day.ts';
import { englishDay } from '#kernel/words/english-day.ts';
import { englishVnd, formatVnd } from '#kernel/words/money.ts';
import { calledFact } from '#places/offices/called.ts';
import type { dayContract } from '../contract/day.ts';
import type { plansContract } from '../contract/plans.ts';

type RefusalsOf<C> = { [K in keyof C]: C[K] extends { refusals: readonly (infer R)[] } ? R : never }[keyof C];

/** What payouts refuses and says itself: the offers of a bag. */
type Foreign =
  | 'hand_unfit'
  | 'hand_short'
  | 'hand_over_limit'
  | 'held_elsewhere'
  | 'hand_frozen'
  | 'two_people_needed'
  | 'hand_not_found'
  | 'offer_closed'
  | 'count_missing'
  | 'nothing_to_offer'
  | 'not_staff_here';

/** Every refusal of this module's own. */
export type RoundRefusal = Exclude<
  RefusalsOf<typeof dayContract> | RefusalsOf<typeof plansContract>,
  Foreign
>;

export type Facts = Readonly<Record<string, unknown>>;
export type RoundTexts = Readonly<Record<RoundRefusal, (facts: Facts) => string>>;

const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** How facts are written in one language. They come as JSON: amounts as digits, days and instants as text. */
export function factReader(language: 'vi' | 'en') {
  const [dayText, grouped] = language === 'vi' ? [formatDay, formatVnd] : [englishDay, englishVnd];
  return {
    text,
    day: (value: unknown) => (text(value) === '' ? '' : dayText(text(value))),
    vnd: (value: unknown) => grouped(BigInt(text(value) === '' ? '0' : text(value))),
    hand: (value: unknown) => calledFact(language, value),
  };
}
