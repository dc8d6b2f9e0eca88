import type { ComponentType } from 'preact';
import type { Day } from '#kernel/words/day.ts';
import type { Act } from '../store/shapes.ts';

/** A line of the list: somebody or something to go to. */
export interface StopRow {
  /** Unique within its kind. */
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly amountVnd: bigint | null;
  readonly state: 'open' | 'visited' | 'blocked' | 'done';
  /** Its place in the round, from 1; null for who is in the bag and in no stop. */
  readonly order: number | null;
  /** When the plan expects the payer there, ISO; null when it does not say. */
  readonly arriveAt: string | null;
  /** What the search looks into, as `searchKey` makes it. */
  readonly words: string;
}

/** What the bag holds as this phone knows it now: what was packed, and what was done since. */
export interface Held {
  readonly rows: readonly StopRow[];
  readonly moneyVnd: bigint;
  readonly things: number;
  /** Handed to the bag and not yet counted. */
  readonly waiting: number;
  /** The bag is closed: facts of people are no longer needed. */
  readonly finished: boolean;
}

export interface StopProps {
  readonly id: string;
}

/**
 * What a module adds to the phone: what it packs, how its acts change what is held, and its two screens. The shell writes acts
 * down, signs, sends and shows them without knowing what they mean. `kinds/all.ts` is the list.
 */
export interface Kind<Pack> {
  /** The module's name, which begins the kinds of its acts: `payouts` of `payouts.pay`. */
  readonly module: string;
  /** The route under `/devices/:deviceId` that packs, admitted by the device's proof. */
  readonly route: `POST ${string}`;
  purgeAt(pack: Pack): string;
  /** A fresh pack, with what the acts still in this phone need of the one before to be told: whom they were about. */
  renew(pack: Pack, last: Pack | null, acts: readonly Act[]): Pack;
  /** `acts`: all of this module that the pack does not yet count, in order, and every older one still in the phone before them. */
  hold(pack: Pack, acts: Acts, today: Day): Held;
  /** So many of its things, in the payer's language: `20 vouchers`. */
  things(n: number): string;
  /** One line that says what an act was, in the payer's language; `pack` is null when it is purged. */
  say(act: Act, pack: Pack | null): string;
  readonly Stop: ComponentType<StopProps>;
  /** What is offered to the bag, what goes back, and its closing. */
  readonly Bag: ComponentType;
}

export interface Acts {
  /** Still in the phone and counted in the pack. */
  readonly counted: readonly Act[];
  readonly since: readonly Act[];
}

/** A kind as the shell holds it: what a pack is, only the kind knows. */
export type AnyKind = Kind<unknown>;

export function kindOf<Pack>(kind: Kind<Pack>): AnyKind {
  return {
    ...kind,
    purgeAt: (pack) => kind.purgeAt(pack as Pack),
    renew: (pack, last, acts) => kind.renew(pack as Pack, last as Pack | null, acts),
    hold: (pack, acts, today) => kind.hold(pack as Pack, acts, today),
    say: (act, pack) => kind.say(act, pack as Pack | null),
  };
}
