import assert from 'node:assert/strict';
import { dayAt } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { ruleCase } from '../cases/actions/rule.ts';
import { takeRulingBack as takeRulingBackNow } from '../cases/actions/take-back.ts';
import { fitsCase, RULINGS, type Ruling } from '../cases/rules.ts';
import { findOperationAside, type OperationAside } from '../at-door/store/recognise.ts';
import type { Collector } from '../pay/rules/pay.ts';
import { whyNotCollector } from './collectors.ts';
import { officeOf, remember } from './door-effects.ts';
import {
  has,
  isContested,
  move,
  nameThings,
  pass,
  restingPlace,
  settleVoucher,
  sumVnd,
  type VoucherIs,
} from './ledger.ts';
import { answerOf, expectAnswer, type Office, type Open, oneOf, whyHeld, type World } from './world.ts';

/** Differences that nobody has ruled on, with what each names. */
async function openCases(world: World): Promise<Open[]> {
  const rows = await world.db.read
    .selectFrom('custody_case as c')
    .select(['c.id', 'c.kind', 'c.amount_vnd', 'c.hand_id', 'c.office_id', 'c.facts'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('custody_case_entry as e')
            .select('e.id')
            .whereRef('e.case_id', '=', 'c.id')
            .where('e.kind', '=', 'ruled'),
        ),
      ),
    )
    .orderBy('c.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    amountVnd: row.amount_vnd,
    handId: row.hand_id,
    things: (row.facts as { things?: Id[] }).things ?? [],
    office: world.offices.find(({ id }) => id === row.office_id) as Office,
  }));
}

/** Two accountants at once rule on a difference, mostly on one of a phone: one ruling stands, by what it says. */
export async function rule(world: World): Promise<void> {
  const open = await openCases(world);
  if (open.length === 0) return;
  const phones = open.filter(({ kind }) => kind === 'conflict' || kind === 'claim');
  const found = oneOf(world, phones.length > 0 && world.pick(4) > 0 ? phones : open);
  const fitting = RULINGS.filter((ruling) => fitsCase(found.kind, ruling));
  const ruling =
    found.kind === 'conflict' && world.pick(2) === 0
      ? 'recognised'
      : oneOf(world, world.pick(20) > 0 ? fitting : RULINGS);
  const { accountant, controller } = world.province;
  const run = (id: Id) =>
    answerOf(world, (tx) =>
      ruleCase(tx, world.now, {
        id,
        caseId: found.id,
        doer: accountant,
        witnessId: controller.id,
        ruling,
        note: 'đã đối chiếu',
      }),
    );
  const why = await reasons(world, found, ruling);
  const ids = world.pick(3) === 0 ? [newId(), newId()] : [newId()];
  const answers = await Promise.all(ids.map(run));
  const can = why.every((reason) => reason === false);
  assert.equal(
    answers.filter((answer) => answer === null).length,
    can ? 1 : 0,
    `${ruling}: ${answers.join()}`,
  );
  for (const answer of answers) if (answer !== null) expectAnswer(answer, [...why, can && 'case_ruled']);
  const won = answers.indexOf(null);
  if (won < 0) return;
  nameThings(world.ledger, found.things, -1);
  if (ruling === 'recognised') await recognised(world, found, ids[won] as Id);
  else settled(world, found, ruling);
  expectAnswer(await run(newId()), ['case_ruled']);
}

function settled(world: World, found: Open, ruling: Ruling): void {
  const { ledger } = world;
  const { id, kind, amountVnd, things, office } = found;
  const counter = {
    found: office.vault.id,
    returned: office.vault.id,
    charged: office.party,
    claimed: office.suspense,
    written_off: world.income,
    kept: world.income,
    recognised: office.suspense,
  }[ruling];
  const [from, to] = kind === 'surplus' ? [counter, office.suspense] : [office.suspense, counter];
  move(ledger, from, to, amountVnd);
  world.rulings.set(id, { found, from, to, stands: true, elsewhere: ruling === 'claimed' });
  for (const thing of things) {
    const aside = world.offices.find(({ suspense }) => suspense === ledger.holders.get(thing));
    // What another open difference names lies aside for that one too.
    if (aside && !isContested(ledger, thing)) pass(ledger, thing, aside.suspense, aside.desk);
  }
}

const asideOf = (world: World, caseId: Id): Promise<OperationAside | null> =>
  world.db.write((tx) => findOperationAside(tx, caseId));

function vouchersOf(world: World, aside: OperationAside): VoucherIs[] {
  const { body } = JSON.parse(aside.content) as { body: { voucherIds: Id[] } };
  return (aside.voucherIds ?? body.voucherIds).map((id) => world.ledger.vouchers.get(id) as VoucherIs);
}

/** The payment of a voucher that is in force. */
const paymentOf = (world: World, { id }: VoucherIs) =>
  world.pays.findLast(({ reversed, vouchers }) => !reversed && vouchers.includes(id));

/** Whoever received had no right to: an authority of another or of nobody, an heir before a death. */
const NO_COLLECTOR = new Set<string | false>(['authority_not_found', 'heir_not_found', 'citizen_alive']);

async function reasons(world: World, found: Open, ruling: Ruling): Promise<(string | false)[]> {
  const { ledger } = world;
  if (!fitsCase(found.kind, ruling)) return ['ruling_unfit'];
  if (found.kind === 'surplus' && ruling === 'returned')
    return [has(ledger, found.office.vault.id) < found.amountVnd && 'hand_short'];
  if (ruling !== 'recognised') return [];
  const aside = await asideOf(world, found.id);
  assert(aside, 'a conflict is of an operation');
  const vouchers = vouchersOf(world, aside);
  const { body } = JSON.parse(aside.content) as { body: { collector: Collector } };
  const day = dayAt(aside.happenedAt);
  const free = new Set([...world.offices.flatMap(({ desk, suspense }) => [desk, suspense]), found.handId]);
  return [
    new Set(vouchers.map(({ citizen }) => citizen)).size > 1 && 'recognition_unfit',
    sumVnd(vouchers) > found.amountVnd && 'recognition_short',
    ...vouchers.flatMap((voucher) => {
      const paid = paymentOf(world, voucher);
      const holder = ledger.holders.get(voucher.id) as Id;
      const collects = whyNotCollector(world, voucher.citizen, body.collector, day);
      return [
        ledger.settled.has(voucher.month) && 'period_locked',
        voucher.status === 'returned' && 'voucher_returned',
        voucher.status === 'paid' && !paid && 'paid_by_bank',
        collects.includes('citizen_dead') && 'citizen_dead',
        collects.some((why) => NO_COLLECTOR.has(why)) && 'recognition_unfit',
        voucher.status === 'due' && !free.has(holder) && 'held_elsewhere',
        voucher.status === 'due' && whyHeld(world, holder),
        paid?.command.id === aside.operationId && 'recognition_unfit',
        !!paid?.recognised && 'recognised_before',
        !!paid && paid.vouchers.some((id) => !vouchers.some((each) => each.id === id)) && 'recognition_unfit',
      ];
    }),
  ];
}

/** Two accountants at once take a ruling back: the money is where it was, and what the difference names stands aside again. */
export async function takeRulingBack(world: World): Promise<void> {
  const { ledger, province } = world;
  if (world.rulings.size === 0) return;
  const ruled = oneOf(world, [...world.rulings.values()]);
  const { found, from, to } = ruled;
  const desks = new Set<Id | undefined>(world.offices.map(({ desk }) => desk));
  const spent = to === found.office.vault.id && has(ledger, to) < found.amountVnd;
  const handedOn =
    found.kind === 'missing_thing' && found.things.some((thing) => !desks.has(ledger.holders.get(thing)));
  const why = ruled.stands
    ? [ruled.elsewhere && 'ruling_elsewhere', (spent || handedOn) && 'ruling_gone_on']
    : ['case_open'];
  const run = () =>
    answerOf(world, (tx) =>
      takeRulingBackNow(tx, world.now, {
        id: newId(),
        caseId: found.id,
        doer: province.accountant,
        witnessId: province.controller.id,
        reason: 'kết luận nhầm',
      }),
    );
  const answers = await Promise.all([run(), run()]);
  if (why.some((reason) => reason !== false)) return answers.forEach((answer) => expectAnswer(answer, why));
  assert.deepEqual(answers.toSorted(), ['case_open', null], 'a ruling is taken back once');
  ruled.stands = false;
  move(ledger, to, from, found.amountVnd);
  nameThings(ledger, found.things, 1);
  for (const thing of found.things)
    ledger.holders.set(thing, restingPlace(ledger, thing, ledger.holders.get(thing) as Id));
}

/** The phone's payment is the payment; what was paid meanwhile was the second one and stands aside. */
async function recognised(world: World, found: Open, handoverId: Id): Promise<void> {
  const { ledger } = world;
  world.rulings.set(found.id, { found, from: found.handId, to: found.handId, stands: true, elsewhere: true });
  const { party, suspense } = officeOf(world);
  const vouchers = vouchersOf(world, (await asideOf(world, found.id)) as OperationAside);
  for (const voucher of vouchers) {
    const second = paymentOf(world, voucher);
    if (!second) continue;
    second.reversed = true;
    for (const id of second.vouchers) {
      const { amountVnd } = ledger.vouchers.get(id) as VoucherIs;
      move(ledger, second.office.party, second.office.suspense, amountVnd);
    }
  }
  for (const { id, amountVnd } of vouchers) {
    move(ledger, suspense, party, amountVnd);
    settleVoucher(ledger, id, 'paid', world.agency);
  }
  remember(
    world,
    handoverId,
    vouchers.map(({ id }) => id),
    suspense,
    true,
  );
}
