import assert from 'node:assert/strict';
import type { Answer } from '#kernel/devices/inbox.ts';
import { dayAt, type Day, firstDayOf } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import type { Collector } from '../pay/rules/pay.ts';
import { whyNotCollector } from './collectors.ts';
import {
  accept,
  giveBack,
  has,
  isContested,
  type Ledger,
  move,
  nameThings,
  pass,
  restingPlace,
  settleVoucher,
  sumVnd,
  type VoucherIs,
} from './ledger.ts';
import type { Written } from './phone.ts';
import { expectAnswer, type Office, stops, today, type World } from './world.ts';

/**
 * What the model says becomes of a phone's operation, held against its answer. A physical fact is never refused: it is
 * posted, recorded as a conflict whose cash stands aside, or kept for people.
 */
export type Said = Pick<Answer, 'code' | 'facts'> & { readonly first: Answer['first'] };

export const officeOf = (world: World): Office => {
  const office = world.offices.find(({ id }) => id === world.payer.officeId);
  assert(office);
  return office;
};

export async function applied(world: World, operation: Written, said: Said): Promise<void> {
  const { phone } = world.payer;
  const gone = operation.deviceId !== phone.id || phone.lost;
  if (gone && said.first === 'quarantined') return assert.equal(said.code, 'device_gone');
  assert.ok(!gone, 'what a lost phone sends waits for people');
  await effectOf(world, operation, said);
}

/** The effect of an operation that is judged, by its phone or by those who ruled that it is to be applied. */
export async function effectOf(world: World, operation: Written, said: Said): Promise<void> {
  const effects: Record<string, (world: World, operation: Written, said: Said) => Promise<void> | void> = {
    'payouts.pay': paidAtDoor,
    'payouts.undo': undone,
    'payouts.accept-offer': accepted,
    'payouts.refuse-offer': refused,
    'payouts.visit': visited,
    'payouts.return-offer': returned,
    'payouts.close-bag': closed,
  };
  await effects[operation.kind]?.(world, operation, said);
}

interface Paid {
  readonly voucherIds: Id[];
  readonly amountVnd: string;
  readonly collector: Collector;
}

async function happenedOn(world: World, id: Id): Promise<Day> {
  const row = await world.db.read
    .selectFrom('device_operation')
    .select('happened_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return dayAt(row.happened_at);
}

/** Why each voucher may not be paid out of the bag, by the day on which it happened. */
async function reasonsOf(
  world: World,
  { voucherIds: ids, collector }: Paid,
  day: Day,
): Promise<Map<Id, (string | false)[]>> {
  const { ledger, payer } = world;
  const stopped = await stops(world.db.read);
  const why = new Map<Id, (string | false)[]>();
  for (const id of ids) {
    const voucher = ledger.vouchers.get(id) as VoucherIs;
    why.set(id, [
      voucher.status === 'paid' && 'already_paid',
      voucher.status === 'returned' && 'voucher_returned',
      ledger.locked.has(voucher.month) && 'period_locked',
      stopped.some(
        (stop) => stop.citizen_id === voucher.citizen && stop.from_month <= firstDayOf(voucher.month),
      ) && 'payment_stopped',
      ...whyNotCollector(world, voucher.citizen, collector, day),
      voucher.channel === 'bank' && 'paid_by_bank',
      isContested(ledger, id) && 'contested',
      voucher.office !== payer.officeId && 'wrong_place',
      ledger.holders.get(id) !== payer.bag.id && 'held_elsewhere',
      day < (await world.opensOn(voucher.month)) && 'too_early',
    ]);
  }
  return why;
}

async function paidAtDoor(world: World, operation: Written, said: Said): Promise<void> {
  const { ledger, payer } = world;
  const { party, suspense } = officeOf(world);
  const paid = operation.body as unknown as Paid;
  const { voucherIds, amountVnd } = paid;
  const given = BigInt(amountVnd);
  const why = await reasonsOf(world, paid, await happenedOn(world, operation.id));
  const bad = voucherIds.filter((id) => why.get(id)?.some((reason) => reason !== false));
  const aside = new Set((said.facts['voucherIds'] as Id[] | undefined) ?? []);
  assert.equal(said.first, 'posted', `cash that has left a hand is recorded: ${said.code}`);
  for (const id of bad) assert.ok(aside.has(id), `paid at the door though ${why.get(id)?.join()}`);
  let good = voucherIds.filter((id) => !aside.has(id));
  const vouchers = (ids: readonly Id[]) => ids.map((id) => ledger.vouchers.get(id) as VoucherIs);
  if (aside.size > bad.length) {
    const rest = vouchers(voucherIds.filter((id) => !bad.includes(id)));
    const several = new Set(vouchers(voucherIds).map(({ citizen }) => citizen)).size > 1;
    const told = `${said.code}, ${rest.length} of ${voucherIds.length} may be paid, ${given} given`;
    assert.ok(several || sumVnd(rest) > given, `what may be paid is paid: ${told}`);
    good = [];
  }
  const due = sumVnd(vouchers(good));
  if (bad.length === 0 && good.length > 0) assert.equal(said.code, given === due ? null : 'amount_differs');
  const rest = given - due;
  const needed = due + (rest > 0n ? rest : 0n);
  const short = needed - has(ledger, payer.bag.id);
  if (short > 0n) move(ledger, suspense, payer.bag.id, short);
  for (const voucher of vouchers(good)) {
    move(ledger, payer.bag.id, party, voucher.amountVnd);
    settleVoucher(ledger, voucher.id, 'paid', world.agency);
  }
  if (good.length > 0) remember(world, operation.id, good, payer.bag.id);
  if (rest > 0n) move(ledger, payer.bag.id, suspense, rest);
  nameThings(ledger, [...aside], 1);
  for (const id of aside) {
    const holder = ledger.holders.get(id) as Id;
    ledger.holders.set(id, holder === payer.bag.id ? suspense : restingPlace(ledger, id, holder));
  }
}

/** A payment that did not come of a counter's command, so that it can be taken back and settled like one. */
export function remember(
  world: World,
  handoverId: Id,
  vouchers: Id[],
  paidFrom: Id,
  recognised = false,
): void {
  const { payer } = world;
  world.pays.push({
    command: {
      id: handoverId,
      doer: payer.person,
      officeId: payer.officeId,
      voucherIds: vouchers,
      collector: { kind: 'self' },
      signed: 'paper',
      occurredAt: world.now,
    },
    receipt: { handoverId, receiptNo: '', amountVnd: 0n, already: false },
    office: officeOf(world),
    drawer: paidFrom,
    vouchers,
    reversed: false,
    recognised,
    deviceId: recognised ? null : payer.phone.id,
  });
}

function undone(world: World, operation: Written, said: Said): void {
  const { ledger, payer } = world;
  const paid = world.pays.find(
    ({ command, deviceId }) =>
      command.id === operation.body['operationId'] && deviceId === operation.deviceId,
  );
  const vouchers = (paid?.vouchers ?? []).map((id) => ledger.vouchers.get(id) as VoucherIs);
  const done = expectAnswer(said.first === 'posted' ? null : said.code, [
    !paid && 'not_found',
    !!paid?.reversed && 'already_reversed',
    !!paid?.reversed && 'held_elsewhere',
    vouchers.some(({ month }) => ledger.settled.has(month)) && 'period_locked',
  ]);
  if (!done || !paid) return;
  paid.reversed = true;
  for (const { id, amountVnd } of vouchers) {
    move(ledger, officeOf(world).party, payer.bag.id, amountVnd);
    settleVoucher(ledger, id, 'due', payer.bag.id);
  }
}

function accepted(world: World, { body }: Written, said: Said): void {
  const { offerId, count, missing } = body as { offerId: Id; count: Count | null; missing: Id[] };
  const offer = world.ledger.offers.get(offerId);
  const done = expectAnswer(said.first === 'posted' ? null : said.code, [!offer && 'offer_closed']);
  if (done) accept(world.ledger, offerId, count ? countedVnd(count) : 0n, missing, officeOf(world).suspense);
}

function refused(world: World, { body }: Written, said: Said): void {
  const { offerId } = body as { offerId: Id };
  const offer = world.ledger.offers.get(offerId);
  const done = expectAnswer(said.first === 'posted' ? null : said.code, [!offer && 'offer_closed']);
  if (done) giveBack(world.ledger, offerId);
}

/** Somebody came and nothing was paid: nothing moves, and it is written down of what is due at this office. */
function visited(world: World, { body }: Written, said: Said): void {
  const { voucherIds } = body as { voucherIds: Id[] };
  const vouchers = voucherIds.map((id) => world.ledger.vouchers.get(id) as VoucherIs);
  const done = expectAnswer(
    said.first === 'posted' ? null : said.code,
    vouchers.flatMap(({ status, office }) => [
      status === 'paid' && 'already_paid',
      status === 'returned' && 'voucher_returned',
      office !== world.payer.officeId && 'wrong_place',
    ]),
  );
  if (done) world.attempts += vouchers.length;
}

interface Back {
  readonly cash: { readonly offerId: Id; readonly towardHand: Id; readonly count: Count } | null;
  readonly vouchers: { readonly offerId: Id; readonly towardHand: Id; readonly voucherIds: Id[] } | null;
}

function returned(world: World, operation: Written, said: Said): void {
  const { ledger, payer } = world;
  const { transit } = officeOf(world);
  const { cash, vouchers } = operation.body as unknown as Back;
  const from = payer.bag.id;
  const vnd = cash ? countedVnd(cash.count) : 0n;
  const mayCash = cash !== null && vnd <= has(ledger, from);
  const mayThings = vouchers !== null && vouchers.voucherIds.every((id) => ledger.holders.get(id) === from);
  assert.equal(said.first, mayCash || mayThings ? 'posted' : 'refused', `${said.code}`);
  if (cash && mayCash) {
    ledger.offers.set(cash.offerId, { from, toward: cash.towardHand, transit, amountVnd: vnd, things: [] });
    move(ledger, from, transit, vnd);
  }
  if (vouchers && mayThings) {
    const things = vouchers.voucherIds;
    ledger.offers.set(vouchers.offerId, {
      from,
      toward: vouchers.towardHand,
      transit,
      amountVnd: 0n,
      things,
    });
    for (const thing of things) pass(ledger, thing, from, transit);
  }
}

function closed(world: World, { body }: Written, said: Said): void {
  const { day, count } = body as { day: Day; count: Count };
  const { bag } = world.payer;
  const late = (world.ledger.closed.get(bag.id) ?? '') >= day && 'day_closed';
  if (!expectAnswer(said.first === 'posted' ? null : said.code, [late, day > today(world) && 'day_ahead']))
    return;
  closeBook(world.ledger, bag.id, officeOf(world).suspense, countedVnd(count), day);
}

export function closeBook(ledger: Ledger, hand: Id, suspense: Id, counted: bigint, day: Day): void {
  const book = has(ledger, hand);
  if (counted < book) move(ledger, hand, suspense, book - counted);
  else move(ledger, suspense, hand, counted - book);
  ledger.closed.set(hand, day);
}
