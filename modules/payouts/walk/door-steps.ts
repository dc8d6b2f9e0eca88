import assert from 'node:assert/strict';
import { writeEntry } from '#kernel/devices/exceptions.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { doorActs } from '../at-door/actions/acts.ts';
import { offer } from '../cash/actions/offers.ts';
import { reissueBag } from '../at-door/actions/reissue.ts';
import { applied, effectOf, officeOf } from './door-effects.ts';
import { has, move, pass, restingPlace, sumVnd, type VoucherIs } from './ledger.ts';
import { enrol, lose, send, write, type Written } from './phone.ts';
import { answerOf, expectAnswer, oneOf, takeTurn, today, type World } from './world.ts';
import { collectorAtDoor } from './collectors.ts';

const notes = (amountVnd: bigint) => fewestNotes(amountVnd).count;
const heldBy = (world: World, hand: Id): VoucherIs[] =>
  [...world.ledger.vouchers.values()].filter((voucher) => world.ledger.holders.get(voucher.id) === hand);
const some = <T>(world: World, items: readonly T[]): T[] => items.filter(() => world.pick(2) === 0);

/** Cash from the vault and vouchers from the desk toward the bag; the phone accepts them now, or somebody answers later. */
export async function fillBag(world: World): Promise<void> {
  const payer = takeTurn(world);
  const { ledger, province } = world;
  const office = officeOf(world);
  const desk = await showOfficeHand(world.db.read, office.id, 'desk');
  const things = some(world, heldBy(world, desk.id)).map(({ id }) => id);
  const amountVnd = BigInt(1 + world.pick(9_000)) * 1_000n;
  const frozen = payer.phone.lost && 'hand_frozen';
  const base = { doer: province.treasurer, towardHand: payer.bag.id };
  const cash = { ...base, id: newId(), from: office.vault, count: notes(amountVnd) };
  const given = await answerOf(world, (tx) => offer(tx, world.now, cash));
  const on = { toward: payer.bag.id, transit: office.transit };
  const mine: Id[] = [];
  if (expectAnswer(given, [frozen, has(ledger, office.vault.id) < amountVnd && 'hand_short'])) {
    ledger.offers.set(cash.id, { ...on, from: office.vault.id, amountVnd, things: [] });
    move(ledger, office.vault.id, office.transit, amountVnd);
    mine.push(cash.id);
  }
  if (things.length > 0) {
    const command = { ...base, id: newId(), from: desk, things };
    if (expectAnswer(await answerOf(world, (tx) => offer(tx, world.now, command)), [frozen])) {
      ledger.offers.set(command.id, { ...on, from: desk.id, amountVnd: 0n, things });
      for (const thing of things) pass(ledger, thing, desk.id, office.transit);
      mine.push(command.id);
    }
  }
  for (const offerId of mine) {
    const way = world.pick(9);
    if (way === 0) await refuseLater(world, offerId);
    else if (way < 7) await acceptLater(world, offerId);
  }
}

async function acceptLater(world: World, offerId: Id): Promise<void> {
  const is = world.ledger.offers.get(offerId);
  assert(is);
  const slip = [0n, 0n, 0n, -1_000n, 2_000n][world.pick(5)] as bigint;
  const counted = is.amountVnd + slip < 0n ? 0n : is.amountVnd + slip;
  const count = is.amountVnd > 0n ? notes(counted) : null;
  const missing = is.things.length > 1 && world.pick(6) === 0 ? [oneOf(world, is.things)] : [];
  await write(world.payer, world.now, 'payouts.accept-offer', { offerId, count, missing });
}

async function refuseLater(world: World, offerId: Id): Promise<void> {
  await write(world.payer, world.now, 'payouts.refuse-offer', { offerId, reason: 'không đủ tờ nhỏ' });
}

/** Somebody is not at home: mostly of whom the bag holds a voucher, now and then of anybody. */
export async function visit(world: World): Promise<void> {
  const payer = takeTurn(world);
  const here = heldBy(world, payer.bag.id);
  const voucher = oneOf(world, here.length > 0 ? here : [...world.ledger.vouchers.values()]);
  await write(payer, world.now, 'payouts.visit', {
    citizenId: voucher.citizen,
    voucherIds: [voucher.id],
    reason: 'absent',
    next: 'again',
    againOn: null,
    note: null,
    position: null,
  });
}

/** Mostly what the bag holds, now and then anything at all, with a wrong amount, to another person, or for two people. */
export async function payAtDoor(world: World): Promise<void> {
  const payer = takeTurn(world);
  const { ledger } = world;
  const all = [...ledger.vouchers.values()];
  const here = heldBy(world, payer.bag.id);
  const voucher = oneOf(world, here.length > 0 && world.pick(6) > 0 ? here : all);
  const also = all.filter(
    ({ id, citizen }) => id !== voucher.id && (citizen === voucher.citizen || world.pick(200) === 0),
  );
  const more = also.length > 0 && world.pick(3) === 0 ? [oneOf(world, also)] : [];
  const due = sumVnd([voucher, ...more]);
  const slip = [0n, 0n, 0n, 0n, 0n, 50_000n, -50_000n][world.pick(7)] as bigint;
  await write(payer, world.now, 'payouts.pay', {
    citizenId: voucher.citizen,
    voucherIds: [voucher, ...more].map(({ id }) => id),
    amountVnd: (due + slip).toString(),
    collector: await collectorAtDoor(world, voucher.citizen),
    signed: { how: 'paper', number: 'BN' },
    count: null,
    photoSha256: null,
    identity: 'known',
    position: null,
  });
}

export async function undoAtDoor(world: World): Promise<void> {
  takeTurn(world);
  const pays = world.payer.written.filter(({ kind }) => kind === 'payouts.pay');
  if (pays.length === 0) return payAtDoor(world);
  const operationId = oneOf(world, world.pick(3) > 0 ? pays.slice(-3) : pays).id;
  await write(world.payer, world.now, 'payouts.undo', { operationId, reason: 'nhầm' });
}

/** What the payer says is left goes back, perhaps more than the books know; or the bag is counted and closed. */
export async function bringBack(world: World): Promise<void> {
  const payer = takeTurn(world);
  const { ledger } = world;
  const office = officeOf(world);
  const left = has(ledger, payer.bag.id);
  if (world.pick(3) === 0) {
    const slip = [0n, 0n, -3_000n, 2_000n][world.pick(4)] as bigint;
    const count = notes(left + slip < 0n ? 0n : left + slip);
    const vouchersCounted = heldBy(world, payer.bag.id).length;
    const body = { day: today(world), count, vouchersCounted, reason: null };
    await write(payer, world.now, 'payouts.close-bag', body);
    return;
  }
  const amountVnd = left > 0n && world.pick(8) > 0 ? (left / 1_000n) * 1_000n : 5_000n;
  const things = some(world, heldBy(world, payer.bag.id)).map(({ id }) => id);
  const desk = things.length > 0 && { offerId: newId(), towardHand: office.desk, voucherIds: things };
  const vault = {
    offerId: newId(),
    towardHand: office.vault.id,
    count: notes(amountVnd > 0n ? amountVnd : 5_000n),
  };
  const body = { cash: vault, vouchers: desk || null };
  await write(payer, world.now, 'payouts.return-offer', body);
}

/** The phone sends what it keeps, with something sent before and perhaps a gap, which comes later; now and then twice at once. */
export async function sendAll(world: World): Promise<void> {
  const payer = takeTurn(world);
  const { db, now } = world;
  const kept = payer.written.filter(({ answer }) => answer === null);
  const [first] = kept;
  const phone = first?.deviceId ?? payer.phone.id;
  const mine = kept.filter(({ deviceId }) => deviceId === phone).slice(0, 1 + world.pick(20));
  const before = payer.written.filter(({ answer, deviceId }) => answer !== null && deviceId === phone);
  const left = world.pick(5) === 0 ? world.pick(mine.length + 1) : -1;
  const batch = [...some(world, before.slice(-4)), ...mine.filter((_, i) => i !== left)];
  if (batch.length === 0) return;
  const deliveries = await Promise.all(
    Array.from({ length: 1 + world.pick(2) }, () => send(db, now, phone, batch)),
  );
  for (const [i, operation] of batch.entries()) {
    const answers = deliveries.map((answered) => answered[i]);
    const [one] = answers;
    assert(one);
    for (const other of answers)
      assert.deepEqual([other?.first, other?.code, other?.receipt], [one.first, one.code, one.receipt]);
    if (operation.answer) {
      assert.ok(answers.every((answer) => answer?.outcome === 'already'));
      continue;
    }
    assert.equal(answers.filter((answer) => answer?.outcome !== 'already').length, 1, 'answered anew once');
    operation.answer = one;
    await applied(world, operation, one);
  }
}

/** A phone is lost; what it kept is brought by a file, ruled on by two people, its bag issued anew, and another one enrolled. */
export async function losePhone(world: World): Promise<void> {
  const payer = world.payers.find(({ phone }) => phone.lost) ?? takeTurn(world);
  world.payer = payer;
  const { db, province, ledger } = world;
  const by = province.treasurer.id;
  if (!payer.phone.lost) return lose(db, world.now, payer, by);
  const command = {
    id: newId(),
    doer: province.treasurer,
    witnessId: province.accountant.id,
    officeId: payer.officeId,
    bagId: payer.bag.id,
    reason: 'mất máy',
  };
  const answer = await answerOf(world, (tx) => reissueBag(tx, world.now, command));
  const mine = new Set(payer.written.map(({ id }) => id));
  const open = (await unruled(world)).filter((each) => mine.has(each.operation_id));
  if (!expectAnswer(answer, [open.length > 0 && 'bag_has_unruled'])) return;
  const { desk, suspense } = officeOf(world);
  move(ledger, payer.bag.id, suspense, has(ledger, payer.bag.id));
  for (const { id } of heldBy(world, payer.bag.id))
    pass(ledger, id, payer.bag.id, restingPlace(ledger, id, desk));
  expectAnswer(await answerOf(world, (tx) => reissueBag(tx, world.now, { ...command, id: newId() })), [
    'bag_not_frozen',
  ]);
  payer.phone = await enrol(db, world.now, { person: payer.person, officeId: payer.officeId, by });
}

const unruled = (world: World) =>
  world.db.read
    .selectFrom('device_exception as x')
    .leftJoin('device_exception_ruling as r', 'r.exception_id', 'x.id')
    .select(['x.id', 'x.operation_id', 'x.code'])
    .where('x.state', '=', 'quarantined')
    .where('r.exception_id', 'is', null)
    .orderBy('x.id')
    .execute();

/** Two people say what becomes of an operation that was kept aside; both at once now and then, and the payer never. */
export async function ruleException(world: World): Promise<void> {
  const { province } = world;
  const [exception] = await unruled(world);
  if (!exception) return sendAll(world);
  const payer = world.payers.find(({ written }) => written.some(({ id }) => id === exception.operation_id));
  assert(payer, 'an exception is of a phone');
  world.payer = payer;
  const operation = payer.written.find(({ id }) => id === exception.operation_id) as Written;
  const kind = world.pick(3) > 0 ? ('apply' as const) : ('dismiss' as const);
  let ruled = false;
  const say = (by: Id) =>
    answerOf(world, async (tx) => {
      const command = { id: newId(), exceptionId: exception.id, by, kind, note: 'đã đối chiếu' };
      ruled = (await writeEntry(tx, world.now, doorActs, command)).ruled || ruled;
    });
  expectAnswer(await say(payer.person.id), ['own_exception']);
  const people = [
    province.treasurer,
    province.accountant,
    province.controller,
    ...province.tellers.filter(({ id }) => id !== payer.person.id),
  ];
  for (const person of people) {
    if (ruled) break;
    const answer = await say(person.id);
    // What cannot be applied stays open: two others may still dismiss it.
    if (answer !== null && answer !== 'already_said') {
      const first = operation.kind === 'payouts.return-offer' ? 'refused' : 'quarantined';
      return effectOf(world, operation, { first, code: answer, facts: {} });
    }
  }
  if (!ruled || kind === 'dismiss') return;
  const row = await world.db.read
    .selectFrom('device_exception_ruling')
    .select(['code', 'facts'])
    .where('exception_id', '=', exception.id)
    .executeTakeFirstOrThrow();
  const facts = row.facts as Readonly<Record<string, unknown>>;
  await effectOf(world, operation, { first: 'posted', code: row.code, facts });
}
