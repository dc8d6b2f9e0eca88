import assert from 'node:assert/strict';
import type { Day, Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

/** The ledger in plain TypeScript: what every hand holds, where every voucher stands, what is on its way. */
export interface Ledger {
  readonly hands: Map<Id, bigint>;
  readonly holders: Map<Id, Id>;
  readonly vouchers: Map<Id, VoucherIs>;
  readonly offers: Map<Id, OfferIs>;
  /** How many open differences name a voucher: while one does, nobody pays it, and on a desk it stands aside. */
  readonly named: Map<Id, number>;
  /** Where what is contested stands aside, by desk. */
  readonly asideOf: Map<Id, Id>;
  readonly closed: Map<Id, Day>;
  readonly funded: Map<Month, bigint>;
  readonly settled: Set<Month>;
  readonly locked: Set<Month>;
  readonly died: Map<Id, Month>;
}

export interface VoucherIs {
  readonly id: Id;
  readonly month: Month;
  readonly citizen: Id;
  readonly office: Id;
  readonly amountVnd: bigint;
  channel: 'cash' | 'bank';
  status: 'due' | 'paid' | 'returned';
}

export interface OfferIs {
  readonly from: Id;
  readonly toward: Id;
  readonly transit: Id;
  readonly amountVnd: bigint;
  readonly things: readonly Id[];
}

export function emptyLedger(offices: readonly { readonly desk: Id; readonly suspense: Id }[]): Ledger {
  return {
    hands: new Map(),
    holders: new Map(),
    vouchers: new Map(),
    offers: new Map(),
    named: new Map(),
    asideOf: new Map(offices.map(({ desk, suspense }) => [desk, suspense])),
    closed: new Map(),
    funded: new Map(),
    settled: new Set(),
    locked: new Set(),
    died: new Map(),
  };
}

export function has(ledger: Ledger, hand: Id): bigint {
  return ledger.hands.get(hand) ?? 0n;
}

export function move(ledger: Ledger, from: Id, to: Id, amountVnd: bigint): void {
  assert(amountVnd >= 0n);
  ledger.hands.set(from, has(ledger, from) - amountVnd);
  ledger.hands.set(to, has(ledger, to) + amountVnd);
}

export function pass(ledger: Ledger, thing: Id, from: Id, to: Id): void {
  assert.equal(ledger.holders.get(thing), from, 'the model passes a thing only from its holder');
  ledger.holders.set(thing, to);
}

export const isContested = (ledger: Ledger, thing: Id): boolean => (ledger.named.get(thing) ?? 0) > 0;

/** A difference that names these was opened; `-1` when it was ruled on. */
export function nameThings(ledger: Ledger, things: readonly Id[], by: 1 | -1): void {
  for (const thing of things) ledger.named.set(thing, (ledger.named.get(thing) ?? 0) + by);
}

/** Where a thing comes to rest that is brought to a hand. */
export const restingPlace = (ledger: Ledger, thing: Id, to: Id): Id =>
  (isContested(ledger, thing) && ledger.asideOf.get(to)) || to;

export function takeOffer(ledger: Ledger, id: Id): OfferIs {
  const offer = ledger.offers.get(id);
  assert(offer, 'the model answers an open offer');
  ledger.offers.delete(id);
  return offer;
}

/** The taker counted `countedVnd`: what differs from the written amount goes through suspense. */
export function accept(
  ledger: Ledger,
  id: Id,
  countedVnd: bigint,
  missing: readonly Id[],
  suspense: Id,
): void {
  const { toward, transit, amountVnd, things } = takeOffer(ledger, id);
  move(ledger, transit, suspense, amountVnd);
  ledger.hands.set(suspense, has(ledger, suspense) - countedVnd);
  ledger.hands.set(toward, has(ledger, toward) + countedVnd);
  nameThings(ledger, missing, 1);
  for (const thing of things)
    pass(ledger, thing, transit, missing.includes(thing) ? suspense : restingPlace(ledger, thing, toward));
}

export function giveBack(ledger: Ledger, id: Id): void {
  const { from, transit, amountVnd, things } = takeOffer(ledger, id);
  move(ledger, transit, from, amountVnd);
  for (const thing of things) pass(ledger, thing, transit, restingPlace(ledger, thing, from));
}

export function settleVoucher(ledger: Ledger, id: Id, status: VoucherIs['status'], to: Id): void {
  const voucher = ledger.vouchers.get(id);
  assert(voucher);
  voucher.status = status;
  ledger.holders.set(id, to);
}

export function ofMonth(ledger: Ledger, month: Month): VoucherIs[] {
  return [...ledger.vouchers.values()].filter((voucher) => voucher.month === month);
}

export function sumVnd(vouchers: readonly VoucherIs[]): bigint {
  return vouchers.reduce((total, voucher) => total + voucher.amountVnd, 0n);
}
