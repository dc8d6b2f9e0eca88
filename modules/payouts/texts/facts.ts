import type { listsContract } from '../contract/lists.ts';
import type { moneyContract } from '../contract/money.ts';
import type { payContract } from '../contract/pay.ts';
import type { peopleContract } from '../contract/people.ts';
import type { settleContract } from '../contract/settle.ts';
import type { watchContract } from '../contract/watch.ts';
import type { FileRefusalCode } from '../list/vi.ts';

type RefusalsOf<C> = { [K in keyof C]: C[K] extends { refusals: readonly (infer R)[] } ? R : never }[keyof C];

/** Every refusal that this module's routes declare, but those of the file reader, which has its own texts. */
export type PayoutRefusal = Exclude<
  | RefusalsOf<typeof moneyContract>
  | RefusalsOf<typeof payContract>
  | RefusalsOf<typeof listsContract>
  | RefusalsOf<typeof settleContract>
  | RefusalsOf<typeof peopleContract>
  | RefusalsOf<typeof watchContract>,
  FileRefusalCode
>;

export type Facts = Readonly<Record<string, unknown>>;
export type PayoutTexts = Readonly<Record<PayoutRefusal, (facts: Facts) => string>>;
