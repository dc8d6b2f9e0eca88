import assert from 'node:assert/strict';
import { firstDayOf } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { pay, type PayCommand, type Receipt } from '../pay/actions/pay.ts';
import { reversePayment } from '../pay/actions/reverse.ts';
import { newAuthority, whyNoAuthority } from './collectors.ts';
import {
  has,
  isContested,
  move,
  nameThings,
  restingPlace,
  settleVoucher,
  sumVnd,
  type VoucherIs,
} from './ledger.ts';
import { answerOf, expectAnswer, type Office, oneOf, stops, today, whyHeld, type World } from './world.ts';

/** Why the model would not pay this voucher there and then; empty when it would. */
async function reasons(
  world: World,
  command: PayCommand,
  office: Office,
  drawer: Id,
): Promise<(string | false)[]> {
  const { ledger } = world;
  const vouchers = command.voucherIds.map((id) => ledger.vouchers.get(id) as VoucherIs);
  const stopped = await stops(world.db.read);
  const { collector } = command;
  return [
    (ledger.closed.get(drawer) ?? '') >= today(world) && 'drawer_closed',
    new Set(vouchers.map((voucher) => voucher.citizen)).size > 1 && 'several_people',
    sumVnd(vouchers) > has(ledger, drawer) && 'drawer_short',
    ...(
      await Promise.all(
        vouchers.map(async (voucher) => [
          voucher.status === 'paid' && 'already_paid',
          voucher.status === 'returned' && 'voucher_returned',
          ledger.died.has(voucher.citizen) && 'citizen_dead',
          voucher.channel === 'bank' && 'paid_by_bank',
          isContested(ledger, voucher.id) && 'contested',
          voucher.office !== office.id && 'wrong_place',
          ledger.holders.get(voucher.id) !== office.desk && 'held_elsewhere',
          today(world) < (await world.opensOn(voucher.month)) && 'too_early',
          stopped.some(
            (stop) => stop.citizen_id === voucher.citizen && stop.from_month <= firstDayOf(voucher.month),
          ) && 'payment_stopped',
          collector.kind === 'proxy' &&
            whyNoAuthority(world, voucher.citizen, collector.authorityId, today(world)),
        ]),
      )
    ).flat(),
  ];
}

/** Mostly what can be paid, now and then anything at all. */
async function somePayment(world: World): Promise<{ command: PayCommand; office: Office; drawer: Id }> {
  const office = oneOf(world, world.offices);
  const { person, drawer } = oneOf(world, office.tellers);
  const all = [...world.ledger.vouchers.values()];
  const here = all.filter(
    (each) =>
      each.status === 'due' && world.ledger.holders.get(each.id) === office.desk && each.channel === 'cash',
  );
  const voucher = oneOf(world, here.length > 0 && world.pick(5) > 0 ? here : all);
  const also = all.filter(
    (each) => each.citizen === voucher.citizen && each.id !== voucher.id && each.status === 'due',
  );
  const voucherIds = [voucher.id, ...(also.length > 0 && world.pick(3) === 0 ? [oneOf(world, also).id] : [])];
  if (world.pick(25) === 0) voucherIds.push(oneOf(world, all).id);
  const proxy = world.pick(6);
  const authorityId =
    proxy === 0
      ? await newAuthority(world, voucher.citizen)
      : oneOf(world, [newId(), ...world.authorities.values()]);
  const command: PayCommand = {
    id: newId(),
    doer: person,
    officeId: office.id,
    voucherIds: [...new Set(voucherIds)],
    collector: proxy <= 1 ? { kind: 'proxy', authorityId } : { kind: 'self' },
    signed: 'paper',
    occurredAt: world.now,
  };
  return { command, office, drawer: drawer.id };
}

const payOne = async (world: World, command: PayCommand): Promise<Receipt | Refusal> =>
  (await world.db.write((tx) => pay(tx, world.now, [command])))[0] as Receipt | Refusal;

function paid(
  world: World,
  { command, office, drawer }: Awaited<ReturnType<typeof somePayment>>,
  receipt: Receipt,
): void {
  for (const id of command.voucherIds) {
    const { amountVnd } = world.ledger.vouchers.get(id) as VoucherIs;
    move(world.ledger, drawer, office.party, amountVnd);
    settleVoucher(world.ledger, id, 'paid', world.agency);
  }
  const vouchers = [...command.voucherIds];
  const counter = { recognised: false, deviceId: null };
  world.pays.push({ command, receipt, office, drawer, vouchers, reversed: false, ...counter });
  world.repeats.push(async () => {
    const again = await payOne(world, command);
    assert.deepEqual(again, { ...receipt, already: true }, 'a payment sent again gives its receipt');
    const other = await payOne(world, { ...command, signed: 'pad' });
    assert.equal((other as Refusal).code, 'conflict');
  });
}

export async function payVoucher(world: World): Promise<void> {
  const some = await somePayment(world);
  const why = await reasons(world, some.command, some.office, some.drawer);
  const answer = await payOne(world, some.command);
  if (expectAnswer(answer instanceof Refusal ? answer.code : null, why)) paid(world, some, answer as Receipt);
}

/** Two counters, one voucher, one moment; or one request sent twice at once. */
export async function payTwice(world: World): Promise<void> {
  const some = await somePayment(world);
  const rival = oneOf(world, some.office.tellers);
  const same = world.pick(2) === 0;
  const other = same
    ? some
    : { ...some, drawer: rival.drawer.id, command: { ...some.command, id: newId(), doer: rival.person } };
  const why = [
    await reasons(world, some.command, some.office, some.drawer),
    await reasons(world, other.command, other.office, other.drawer),
  ];
  const answers = await Promise.all([payOne(world, some.command), payOne(world, other.command)]);
  const done = answers.flatMap((answer, i) => (answer instanceof Refusal ? [] : [i]));
  const fresh = done.filter((i) => !(answers[i] as Receipt).already);
  const can = why.map((each) => each.every((reason) => reason === false));
  assert.equal(fresh.length, can.some(Boolean) ? 1 : 0, 'a voucher is paid once, by whoever can');
  if (!same) assert.ok(done.length <= 1);
  answers.forEach((answer, i) => {
    if (answer instanceof Refusal)
      expectAnswer(answer.code, [...(why[i] ?? []), fresh.length > 0 && 'already_paid']);
  });
  const [winner] = fresh;
  if (winner !== undefined) paid(world, winner === 0 ? some : other, answers[winner] as Receipt);
}

export const takeBack = (world: World, { command }: World['pays'][number]): Promise<string | null> =>
  answerOf(world, (tx) =>
    reversePayment(tx, world.now, {
      id: newId(),
      doer: command.doer,
      paymentHandoverId: command.id,
      witnessId: world.province.accountant.id,
      reason: 'nhầm',
    }),
  );

export async function reverse(world: World): Promise<void> {
  const { ledger } = world;
  if (world.pays.length === 0) return;
  const one = oneOf(world, world.pays);
  const vouchers = one.vouchers.map((id) => ledger.vouchers.get(id) as VoucherIs);
  const full =
    one.drawer === world.root.tellers[0]?.drawer.id &&
    has(ledger, one.drawer) + sumVnd(vouchers) > 20_000_000n;
  const why = [
    one.reversed && 'already_reversed',
    one.reversed && 'held_elsewhere',
    vouchers.some((voucher) => ledger.settled.has(voucher.month)) && 'period_locked',
    full && 'hand_over_limit',
    whyHeld(world, one.drawer),
  ];
  const answers = await Promise.all([takeBack(world, one), takeBack(world, one)]);
  if (why.some((reason) => reason !== false)) return answers.forEach((answer) => expectAnswer(answer, why));
  assert.equal(
    answers.filter((answer) => answer === null).length,
    1,
    `it is taken back once: ${answers.join()}`,
  );
  answers.forEach((answer) => answer !== null && expectAnswer(answer, ['already_reversed']));
  one.reversed = true;
  // A recognition that is taken back leaves its conflict open.
  if (one.recognised) nameThings(ledger, one.vouchers, 1);
  for (const voucher of vouchers) {
    move(ledger, one.office.party, one.drawer, voucher.amountVnd);
    settleVoucher(ledger, voucher.id, 'due', restingPlace(ledger, voucher.id, one.office.desk));
  }
}
