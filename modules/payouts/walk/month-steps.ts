import assert from 'node:assert/strict';
import { addMonths, type Day, type Month, monthOf } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { recordBankAnswer, sendToBank } from '../bank/actions.ts';
import { acceptVouchers, distributeVouchers } from '../cash/actions/distribute.ts';
import { lockSettlement, settle, type Settlement } from '../settle/actions.ts';
import { takeBack } from './pay-steps.ts';
import { recordDeath } from '../people/actions/deaths.ts';
import { returnUnpaid } from '../pay/actions/unpaid.ts';
import {
  accept,
  has,
  move,
  ofMonth,
  pass,
  restingPlace,
  settleVoucher,
  sumVnd,
  type VoucherIs,
} from './ledger.ts';
import { answerOf, expectAnswer, type Office, oneOf, PROGRAMME, stops, today, type World } from './world.ts';

export async function distribute(world: World): Promise<void> {
  const { db, ledger, root, province } = world;
  const month = oneOf(world, world.months);
  const doer = province.controller;
  const going = ofMonth(ledger, month).filter(
    (voucher) =>
      voucher.status === 'due' &&
      voucher.channel === 'cash' &&
      voucher.office !== root.id &&
      ledger.holders.get(voucher.id) === root.desk,
  );
  const { offers } = await db.write((tx) =>
    distributeVouchers(tx, world.now, { doer, month, programme: PROGRAMME }),
  );
  assert.equal(
    offers.reduce((n, each) => n + each.vouchers, 0),
    going.length,
  );
  const [offer] = offers;
  if (!offer) return;
  const toward = (world.offices[0] as Office).desk;
  const things = going.map((voucher) => voucher.id);
  ledger.offers.set(offer.id, { from: root.desk, toward, transit: root.transit, amountVnd: 0n, things });
  for (const thing of things) pass(ledger, thing, root.desk, root.transit);
  if (world.pick(2) === 0) return;
  const [first] = world.offices as [Office];
  const take = () =>
    answerOf(world, (tx) =>
      acceptVouchers(tx, world.now, { doer, officeId: first.id, offerIds: [offer.id] }),
    );
  expectAnswer(await take(), []);
  accept(ledger, offer.id, 0n, [], first.suspense);
  expectAnswer(await take(), ['offer_closed']);
}

const desks = (world: World) => new Set(world.offices.map((office) => office.desk));

export async function giveBackUnpaid(world: World, month: Month): Promise<void> {
  const { ledger } = world;
  const left = ofMonth(ledger, month).filter(
    (voucher) => voucher.status === 'due' && desks(world).has(ledger.holders.get(voucher.id) as Id),
  );
  const command = {
    doer: world.province.treasurer,
    witnessId: world.province.accountant.id,
    programme: PROGRAMME,
    month,
    officeIds: null,
    reason: 'không đến nhận',
  };
  const result = await world.db.write((tx) => returnUnpaid(tx, world.now, command));
  assert.deepEqual([result.vouchers, result.totalVnd], [left.length, sumVnd(left)]);
  for (const voucher of left) settleVoucher(ledger, voucher.id, 'returned', world.agency);
}

/** A death some months back: what is due for later months is recalled from the desks; told again, it recalls what has arrived. */
export async function death(world: World): Promise<void> {
  const { ledger } = world;
  const voucher = oneOf(world, [...ledger.vouchers.values()]);
  const diedIn = ledger.died.get(voucher.citizen) ?? addMonths(monthOf(today(world)), -1);
  if (!ledger.died.has(voucher.citizen) && ledger.died.size >= 3) return;
  const command = {
    doer: world.province.controller,
    citizenId: voucher.citizen,
    diedOn: `${diedIn}-15` as Day,
    document: 'TL-KT',
  };
  const undue = [...ledger.vouchers.values()].filter(
    (each) => each.citizen === voucher.citizen && each.status === 'due' && each.month > diedIn,
  );
  const here = undue.filter((each) => desks(world).has(ledger.holders.get(each.id) as Id));
  const answer = await world.db.write((tx) => recordDeath(tx, world.now, command));
  assert.deepEqual(answer, { recalled: here.length, awaiting: undue.length - here.length });
  ledger.died.set(voucher.citizen, diedIn);
  for (const each of here) settleVoucher(ledger, each.id, 'returned', world.agency);
  const other = { ...command, diedOn: `${diedIn}-16` };
  expectAnswer(await answerOf(world, (tx) => recordDeath(tx, world.now, other)), ['death_recorded']);
}

export async function bankSend(world: World): Promise<void> {
  const { ledger, root } = world;
  const month = oneOf(world, world.months);
  const stopped = new Set((await stops(world.db.read)).map((stop) => stop.citizen_id));
  const going = ofMonth(ledger, month).filter(
    (each) =>
      each.status === 'due' &&
      each.channel === 'bank' &&
      ledger.holders.get(each.id) === root.desk &&
      !ledger.died.has(each.citizen) &&
      !stopped.has(each.citizen),
  );
  const command = { id: newId(), doer: world.province.treasurer, programme: PROGRAMME, month };
  const run = () => answerOf(world, (tx) => sendToBank(tx, world.now, command));
  if (!expectAnswer(await run(), [going.length === 0 && 'nothing_to_send'])) return;
  for (const each of going) pass(ledger, each.id, root.desk, world.bank);
  world.batches.push({ id: command.id, vouchers: going.map((each) => each.id), answered: false });
  expectAnswer(await run(), []);
  const other = { ...command, month: addMonths(month, 1) };
  expectAnswer(await answerOf(world, (tx) => sendToBank(tx, world.now, other)), ['conflict']);
}

export async function bankAnswer(world: World): Promise<void> {
  const { ledger, root } = world;
  const batch = world.batches.find((each) => !each.answered);
  if (!batch) return bankSend(world);
  const good = batch.vouchers.filter(() => world.pick(4) > 0);
  const command = {
    batchId: batch.id,
    doer: world.province.treasurer,
    fileSha256: 'ab'.repeat(32),
    paid: good,
  };
  const run = (sha = command.fileSha256) =>
    answerOf(world, (tx) => recordBankAnswer(tx, world.now, { ...command, fileSha256: sha }));
  const totalVnd = sumVnd(good.map((id) => ledger.vouchers.get(id) as VoucherIs));
  const short = totalVnd > has(ledger, world.bank) && 'hand_short';
  const answers = await Promise.all([run(), run()]);
  if (!answers.map((answer) => expectAnswer(answer, [short])).every(Boolean)) return;
  batch.answered = true;
  move(ledger, world.bank, root.party, totalVnd);
  for (const id of batch.vouchers) {
    if (good.includes(id)) settleVoucher(ledger, id, 'paid', world.agency);
    else {
      pass(ledger, id, world.bank, restingPlace(ledger, id, root.desk));
      (ledger.vouchers.get(id) as VoucherIs).channel = 'cash';
    }
  }
  expectAnswer(await run(), []);
  expectAnswer(await run('cd'.repeat(32)), ['bank_answered']);
}

/** Settles a month, twice at once, and has it locked by its maker and then by another. */
export async function settleMonth(world: World): Promise<void> {
  const { ledger } = world;
  const month = oneOf(world, world.months);
  if (month !== world.months.at(-1) && world.pick(2) === 0) await giveBackUnpaid(world, month);
  const all = ofMonth(ledger, month);
  const done = all.filter((voucher) => voucher.status === 'paid');
  const spare = (ledger.funded.get(month) ?? 0n) - sumVnd(done);
  const { treasurer, accountant } = world.province;
  const why = [
    ledger.settled.has(month) && 'already_settled',
    all.some((voucher) => voucher.status === 'due') && 'settlement_blocked',
    spare < 0n && 'settlement_blocked',
    spare > has(ledger, world.bank) && 'hand_short',
  ];
  let figures: Settlement | null = null;
  const run = async (id: Id) =>
    answerOf(world, async (tx) => {
      figures = await settle(tx, world.now, { id, doer: treasurer, programme: PROGRAMME, month });
    });
  const [one, two] = await Promise.all([run(newId()), run(newId())]);
  const lock = (doer: typeof treasurer) =>
    answerOf(world, (tx) => lockSettlement(tx, world.now, { doer, programme: PROGRAMME, month }));
  if (why.some((reason) => reason !== false)) {
    expectAnswer(one, why);
    expectAnswer(two, why);
    if (!ledger.settled.has(month)) expectAnswer(await lock(accountant), ['not_settled']);
    return;
  }
  assert.deepEqual([one, two].sort(), ['already_settled', null]);
  assert.ok(figures);
  const { toReturnVnd, feeVnd } = figures as Settlement;
  assert.equal(toReturnVnd, spare);
  move(ledger, world.bank, world.agency, toReturnVnd);
  move(ledger, world.income, world.agency, feeVnd);
  const byBank = new Set(world.batches.flatMap((batch) => batch.vouchers));
  for (const voucher of done) {
    const cash = world.pays.find((each) => !each.reversed && each.vouchers.includes(voucher.id));
    assert.ok(cash || byBank.has(voucher.id), 'whatever is paid was paid by somebody');
    move(ledger, cash ? cash.office.party : world.root.party, world.agency, voucher.amountVnd);
  }
  ledger.settled.add(month);
  const gone = world.pays.find(
    (each) => !each.reversed && done.some((voucher) => each.vouchers.includes(voucher.id)),
  );
  if (gone) expectAnswer(await takeBack(world, gone), ['period_locked']);
  expectAnswer(await lock(treasurer), ['two_people_needed']);
  expectAnswer(await lock(accountant), []);
  expectAnswer(await lock(accountant), []);
  ledger.locked.add(month);
}
