import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { PoolClient } from 'pg';
import type { Tx } from '#kernel/db/types.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { dayAt } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { letGo } from '../../cases/store/aside.ts';
import { type DueVoucher, must, mustBalance, openDoor } from '../../testing/at-door.ts';
import { type Contradiction, openConflicts } from '../../testing/conflicts.ts';
import { openDoorMonth } from '../../testing/door-month.ts';
import { inTurn } from '../../testing/waiting.ts';
import { recordRecognised } from '../store/recognise.ts';

const db = await cloneDatabase();
const at = await openDoorMonth(db, 14, { 500000: 60 });
const { month, officeId, next, statusOf, holderOf, recall } = at;
const { payAgainstBooks, rule, paymentsOf } = await openConflicts(db, at);
const other = await openDoor(month, 0);
const suspense = await showOfficeHand(db.read, officeId, 'suspense');
const party = await showOfficeHand(db.read, officeId, 'party');
const { agency_hand: agency } = await db.read
  .selectFrom('funder')
  .select('agency_hand')
  .executeTakeFirstOrThrow();
after(at.close);

async function bothPay(): Promise<{ voucher: DueVoucher; both: readonly [Contradiction, Contradiction] }> {
  const voucher = next();
  await recall(voucher.id);
  return { voucher, both: [await payAgainstBooks(voucher), await payAgainstBooks(voucher, other.phone)] };
}
const holding =
  ({ id }: DueVoucher) =>
  (client: PoolClient) =>
    client.query('select from thing where id = $1 for update', [id]);

for (const order of [
  [0, 1],
  [1, 0],
] as const)
  test(`two conflicts of one voucher are recognised at once, the ${order[0] ? 'second' : 'first'} ahead: one is the payment`, async () => {
    const { voucher, both } = await bothPay();
    const works = order.map((i) => () => rule(both[i].caseId, 'recognised'));
    const answers = await inTurn(db, holding(voucher), works);
    assert.deepEqual(
      answers.map(({ code }) => code),
      [null, 'recognised_before'],
    );
    assert.equal((await paymentsOf(voucher.id)).length, 1);
    must(await rule(both[order[1]].caseId, 'claimed'));
    await mustBalance(db);
  });

test('one is recognised while the other is charged: the voucher is paid, and not freed beside it', async () => {
  const { voucher, both } = await bothPay();
  const [one, two] = both;
  const answers = await inTurn(db, holding(voucher), [
    () => rule(one.caseId, 'charged'),
    () => rule(two.caseId, 'recognised'),
  ]);
  answers.forEach(must);
  assert.deepEqual([await statusOf(voucher.id), await holderOf(voucher.id)], ['paid', 'agency']);
  await mustBalance(db);
});

test('one ruling sent twice at once is one ruling; two people’s at once are one, and the other is told', async () => {
  const voucher = next();
  await recall(voucher.id);
  const { caseId } = await payAgainstBooks(voucher);
  const id = newId();
  const twice = await inTurn(db, holding(voucher), [
    () => rule(caseId, 'recognised', id),
    () => rule(caseId, 'recognised', id),
  ]);
  twice.forEach(must);
  assert.equal((await paymentsOf(voucher.id)).length, 1);
  const second = next();
  await recall(second.id);
  const conflict = await payAgainstBooks(second);
  const answers = await inTurn(db, holding(second), [
    () => rule(conflict.caseId, 'recognised'),
    () => rule(conflict.caseId, 'recognised'),
  ]);
  assert.deepEqual(
    answers.map(({ code }) => code),
    [null, 'case_ruled'],
  );
  assert.equal((await paymentsOf(second.id)).length, 1);
  await mustBalance(db);
});

/** What a recognition writes, without anybody having looked: what the database itself makes of it. */
async function recogniseUnseen(
  tx: Tx,
  voucher: DueVoucher,
  conflict: Contradiction,
  handoverId: Id,
): Promise<void> {
  const now = month.clock.now();
  const { id: operationId, caseId } = conflict;
  await tx
    .insertInto('custody_case_entry')
    .values({
      id: newId(),
      case_id: caseId,
      kind: 'ruled',
      note: 'thử',
      written_by: month.province.accountant.id,
      written_at: now,
      handover_id: handoverId,
    })
    .execute();
  await letGo(tx, caseId, { paid: true });
  await post(tx, now, [
    {
      id: handoverId,
      kind: 'pay',
      doer: month.province.accountant,
      officeId,
      occurredAt: now,
      input: { handoverId },
      money: [{ from: suspense.id, to: party.id, amountVnd: voucher.amountVnd }],
      things: [{ thing: voucher.id, from: suspense.id, to: agency }],
    },
  ]);
  await recordRecognised(tx, now, {
    caseId,
    operationId,
    handoverId,
    officeId,
    paidFrom: suspense.id,
    day: dayAt(now),
    receiptNo: `CL-${handoverId}`,
    signed: 'paper',
    collector: { collectorKind: 'self', collectorName: 'Lê Văn An', authorityId: null, heirId: null },
    vouchers: [voucher],
  });
}

const outcomes = async (works: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(works)).map(({ status }) => status).toSorted();

test('the database itself: of two rulings on two connections one pays the voucher, and the other writes nothing', async () => {
  const { voucher, both } = await bothPay();
  const [started] = await inTurn(db, holding(voucher), [
    () => outcomes(both.map((conflict) => db.write((tx) => recogniseUnseen(tx, voucher, conflict, newId())))),
  ]);
  assert.deepEqual(started, ['fulfilled', 'rejected']);
  assert.equal((await paymentsOf(voucher.id)).length, 1);
  const left = await db.read
    .selectFrom('custody_case_entry')
    .select('id')
    .where(
      'case_id',
      'in',
      both.map(({ caseId }) => caseId),
    )
    .execute();
  assert.equal(left.length, 1, 'a ruling that could not be carried out is none');
});

test('the database itself: one ruling on two connections pays once, and once in one transaction', async () => {
  const voucher = next();
  await recall(voucher.id);
  const conflict = await payAgainstBooks(voucher);
  const id = newId();
  await assert.rejects(
    db.write(async (tx) => {
      await recogniseUnseen(tx, voucher, conflict, newId());
      await recogniseUnseen(tx, voucher, conflict, newId());
    }),
  );
  assert.deepEqual(await paymentsOf(voucher.id), []);
  const [answers] = await inTurn(db, holding(voucher), [
    () => outcomes([1, 2].map(() => db.write((tx) => recogniseUnseen(tx, voucher, conflict, id)))),
  ]);
  assert.deepEqual(answers, ['fulfilled', 'rejected']);
  assert.equal((await paymentsOf(voucher.id)).length, 1);
});
