import type { Static } from 'typebox';
import type { Wire } from '#kernel/web/ask.ts';
import { searchKey } from '#kernel/words/text.ts';
import type { Day } from '#kernel/words/day.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import type { BagPerson, BagShape } from '#modules/payouts/at-door/contract/bag.ts';
import { type NotedMove, stockOf } from '#modules/payouts/cash/rules/notes.ts';
import type { DOOR_BODIES, DoorKind } from '#modules/payouts/at-door/contract/bodies.ts';
import type { Act } from '../../store/shapes.ts';
import type { Acts, Held, StopRow } from '../kind.ts';

/** `met`: the names of people whom acts still in this phone are about, and whom the server packs no more. */
export type Bag = Wire<typeof BagShape> & { readonly met?: Readonly<Record<string, string>> };
export type Payee = Wire<typeof BagPerson>;
export type Voucher = Payee['vouchers'][number];
export type Offer = Bag['offers'][number];
export type Return = Bag['returns'][number];
export type Body<K extends DoorKind> = Static<(typeof DOOR_BODIES)[K]>;

export type Visit = NonNullable<Payee['visited']>;

/** The bag as this phone knows it. */
export interface BagNow {
  readonly moneyVnd: bigint;
  /** The notes that make it, while each was written as it came and went; else null. */
  readonly notes: Count | null;
  readonly held: ReadonlySet<string>;
  /** Vouchers by the payment of this phone that stands. */
  readonly paidBy: ReadonlyMap<string, Act>;
  /** The last visit without a payment, by person. */
  readonly visits: ReadonlyMap<string, Visit>;
  readonly offers: readonly Offer[];
  /** What was given back, newest first, and what the office said of it. */
  readonly returns: readonly Return[];
  readonly closed: boolean;
}

const bodyOf = <K extends DoorKind>(act: Act, _kind: K) => act.body as unknown as Body<K>;

/**
 * Counts the acts of this phone over the packed bag. What the server refused changes nothing; what it put aside was done all the
 * same, and is counted as long as the packed bag still holds its vouchers.
 */
export function foldBag(bag: Bag, { counted, since }: Acts): BagNow {
  const all = [...counted, ...since];
  const byId = new Map(all.map((act) => [act.id, act]));
  const held = new Set(bag.heldVoucherIds);
  const paidBy = new Map<string, Act>();
  const visits = new Map(
    bag.people.flatMap((each) => (each.visited ? [[each.citizenId, each.visited]] : [])),
  );
  const offers = new Map(bag.offers.map((each) => [each.id, each]));
  const returns = [...bag.returns];
  let money = BigInt(bag.bag?.balanceVnd ?? 0);
  let closed = false;
  const moves: NotedMove[] = [];

  const pay = (act: Act) => {
    const { voucherIds, amountVnd, count } = bodyOf(act, 'payouts.pay');
    if (!voucherIds.every((id) => held.has(id))) return;
    for (const id of voucherIds) {
      held.delete(id);
      paidBy.set(id, act);
    }
    money -= BigInt(amountVnd);
    moves.push({ vnd: -BigInt(amountVnd), count });
  };
  const undo = (act: Act) => {
    const paid = byId.get(bodyOf(act, 'payouts.undo').operationId);
    if (!paid) return;
    const { voucherIds, amountVnd, count } = bodyOf(paid, 'payouts.pay');
    if (voucherIds.some((id) => held.has(id))) return;
    for (const id of voucherIds) {
      held.add(id);
      paidBy.delete(id);
    }
    money += BigInt(amountVnd);
    moves.push({ vnd: BigInt(amountVnd), count });
  };
  const visitOf = (act: Act) => {
    const { citizenId, reason } = bodyOf(act, 'payouts.visit');
    visits.set(citizenId, { reason, at: act.at });
  };
  const apply = (act: Act) => {
    switch (act.kind as DoorKind) {
      case 'payouts.pay':
        return pay(act);
      case 'payouts.undo':
        return undo(act);
      case 'payouts.visit':
        return visitOf(act);
      case 'payouts.accept-offer': {
        const { offerId, count, missing } = bodyOf(act, 'payouts.accept-offer');
        const offer = offers.get(offerId);
        if (!offer || !offers.delete(offerId)) return;
        const taken = count ? countedVnd(count) : BigInt(offer.amountVnd);
        money += taken;
        if (taken > 0n) moves.push({ vnd: taken, count });
        for (const id of offer.voucherIds) if (!missing.includes(id)) held.add(id);
        return;
      }
      case 'payouts.refuse-offer':
        return void offers.delete(bodyOf(act, 'payouts.refuse-offer').offerId);
      case 'payouts.return-offer': {
        const { cash, vouchers } = bodyOf(act, 'payouts.return-offer');
        const refused = refusedOf(act);
        const gave = (id: string, kind: 'vault' | 'desk', amountVnd: bigint, count: number) =>
          returns.unshift({
            ...WAITING,
            id,
            toward: { kind, name: '', office: bag.office.name },
            offeredAt: act.at,
            amountVnd: `${amountVnd}`,
            vouchers: count,
          });
        if (vouchers && !refused.includes(vouchers.offerId)) {
          for (const id of vouchers.voucherIds) held.delete(id);
          gave(vouchers.offerId, 'desk', 0n, vouchers.voucherIds.length);
        }
        if (cash && !refused.includes(cash.offerId)) {
          money -= countedVnd(cash.count);
          moves.push({ vnd: -countedVnd(cash.count), count: cash.count });
          gave(cash.offerId, 'vault', countedVnd(cash.count), 0);
        }
        return;
      }
      case 'payouts.close-bag':
        closed = true;
    }
  };

  const undone = new Set(
    counted.flatMap((act) => (act.kind === 'payouts.undo' ? [bodyOf(act, 'payouts.undo').operationId] : [])),
  );
  for (const act of counted) {
    const { kind } = act;
    if (kind === 'payouts.visit') apply(act);
    else if (act.answer?.first === 'quarantined' && kind === 'payouts.pay' && !act.settledAt) apply(act);
    else if (kind === 'payouts.pay' && act.answer?.first === 'posted' && !undone.has(act.id)) {
      const { voucherIds } = bodyOf(act, 'payouts.pay');
      if (voucherIds.every((id) => !held.has(id))) for (const id of voucherIds) paidBy.set(id, act);
    }
  }
  for (const act of since) if (act.answer?.first !== 'refused') apply(act);
  const notes = notesLeft(bag, moves, money);
  return { moneyVnd: money, notes, held, paidBy, visits, offers: [...offers.values()], returns, closed };
}

/** The notes that the packed bag held, with what came and without what went since; null unless they make the sum. */
function notesLeft(bag: Bag, moves: readonly NotedMove[], moneyVnd: bigint): Count | null {
  // A bag that an earlier version has packed says nothing of its notes.
  const packed = bag.bag?.notes ?? null;
  if (!packed?.exact) return null;
  const { atMost, exact } = stockOf(packed.count, moves);
  return atMost && exact && countedVnd(atMost) === moneyVnd ? atMost : null;
}

const WAITING = {
  state: 'waiting',
  by: null,
  at: null,
  reason: null,
  countedVnd: null,
  vouchersCounted: null,
} as const;

/** Of a return, the offers that the server did not take. */
function refusedOf({ answer }: Act): readonly string[] {
  const refused = (answer?.receipt?.['refused'] ?? []) as readonly { readonly offer: string }[];
  return refused.map(({ offer }) => offer);
}

/** The vouchers of a person that are or were in this bag, by what became of them. */
export function vouchersOf(person: Payee, now: BagNow): { open: Voucher[]; paid: Voucher[] } {
  return {
    open: person.vouchers.filter(({ id }) => now.held.has(id)),
    paid: person.vouchers.filter(({ id }) => now.paidBy.has(id)),
  };
}

export const sumVnd = (vouchers: readonly Voucher[]): bigint =>
  vouchers.reduce((sum, each) => sum + BigInt(each.amountVnd), 0n);

/** What the list shows: the stops of the round in their order, then everybody else in the bag. */
export function holdBag(bag: Bag, acts: Acts, _today: Day): Held {
  const now = foldBag(bag, acts);
  const people = new Map(bag.people.map((each) => [each.citizenId, each]));
  const rows: StopRow[] = [];
  const listed = new Set<string>();
  for (const [i, stop] of (bag.round?.stops ?? []).entries())
    for (const id of stop.citizenIds) {
      const person = people.get(id);
      const place = { order: i + 1, arriveAt: stop.arriveAt };
      listed.add(id);
      if (person) rows.push(rowOf(person, now, place));
      else if (stop.citizenIds.length === 1)
        rows.push({ ...place, id, title: stop.name, detail: '', amountVnd: null, state: 'done', words: '' });
    }
  const others = bag.people
    .filter(({ citizenId }) => !listed.has(citizenId))
    .map((person) => rowOf(person, now, { order: null, arriveAt: null }))
    .filter((row) => row.amountVnd !== null)
    .sort((a, b) => a.words.localeCompare(b.words));
  return {
    rows: [...rows, ...others],
    moneyVnd: now.moneyVnd,
    things: now.held.size,
    waiting: now.offers.length,
    finished: now.closed,
  };
}

/** What somebody of this bag, or of the one before it, is called; null when nothing here says so. */
export const nameIn = (bag: Bag | null, citizenId: string): string | null =>
  bag?.people.find((each) => each.citizenId === citizenId)?.fullName ?? bag?.met?.[citizenId] ?? null;

/** A fresh bag that still names whom this phone has paid or visited. */
export function renewBag(bag: Bag, last: Bag | null, acts: readonly Act[]): Bag {
  const met = acts.flatMap(({ body }) => {
    const id = body['citizenId'];
    const name = typeof id === 'string' && nameIn(bag, id) === null ? nameIn(last, id) : null;
    return name === null ? [] : [[id, name] as const];
  });
  return { ...bag, met: Object.fromEntries(met) };
}

/** Where somebody lives: the address as it is written, and what it leaves out of hamlet and commune. */
export function homeOf({ address, hamlet, commune }: Pick<Payee, 'address' | 'hamlet' | 'commune'>): string {
  const written = searchKey(address ?? '');
  const rest = [hamlet, commune].filter((part) => !written.includes(searchKey(part ?? '')));
  return [address, ...rest].filter(Boolean).join(', ');
}

function rowOf(person: Payee, now: BagNow, place: Pick<StopRow, 'order' | 'arriveAt'>): StopRow {
  const { open, paid } = vouchersOf(person, now);
  // Handed to the bag and not yet accepted: there is nothing to pay with.
  const waits = person.vouchers.some(({ id }) => now.offers.some((each) => each.voucherIds.includes(id)));
  const payable = open.filter((each) => each.blocked === null);
  const stateNow = (): StopRow['state'] => {
    if (open.length === 0) return waits ? 'blocked' : 'done';
    if (payable.length === 0) return 'blocked';
    return now.visits.has(person.citizenId) ? 'visited' : 'open';
  };
  const shown = open.length > 0 ? open : paid;
  return {
    ...place,
    id: person.citizenId,
    title: person.fullName,
    detail: [person.hamlet, person.commune].filter(Boolean).join(', '),
    amountVnd: shown.length > 0 ? sumVnd(shown) : null,
    state: stateNow(),
    words: searchKey(
      [person.fullName, person.hamlet, person.address, person.cccd.tail, person.phone]
        .filter(Boolean)
        .join(' '),
    ),
  };
}
