import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { PoolClient } from 'pg';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { pay } from '../../pay/actions/pay.ts';
import { type DueVoucher, fillBag, must, mustBalance, openDoor, payBody } from '../../testing/at-door.ts';
import { openConflicts } from '../../testing/conflicts.ts';
import { openDoorMonth } from '../../testing/door-month.ts';
import { fillDrawer, payCommand } from '../../testing/paying.ts';
import { inTurn } from '../../testing/waiting.ts';

const db = await cloneDatabase();
const at = await openDoorMonth(db, 16, { 500000: 60 });
const { month, door, officeId, next, statusOf, recall } = at;
const { mark, paymentsOf } = await openConflicts(db, at);
const other = await openDoor(month, 0);
await fillDrawer(db, month, { 500000: 40 });
const suspense = await showOfficeHand(db.read, officeId, 'suspense');
after(at.close);

const now = () => month.clock.now();
const holding =
  ({ id }: DueVoucher) =>
  (client: PoolClient) =>
    client.query('select from thing where id = $1 for update', [id]);

test('the counter pays in the moment in which a phone’s payment comes in: paid once, or not at all', async () => {
  for (let i = 0; i < 8; i++) {
    const voucher = next();
    await recall(voucher.id);
    const command = await payCommand(db, month, voucher.cccd);
    const { signed } = await door.phone.write('payouts.pay', payBody([voucher]));
    const [[paid], sent] = await Promise.all([
      db.write((tx) => pay(tx, now(), [command])),
      door.phone.send([signed]),
    ]);
    assert.ok(must(sent).answers[0].exceptionId, 'what the phone paid is a conflict either way');
    if (!(paid instanceof Refusal)) assert.equal(await statusOf(voucher.id), 'paid');
    else {
      assert.equal(paid.code, 'contested');
      assert.deepEqual(await mark(voucher), { holder: suspense.id, held_by: suspense.id, contested: true });
    }
  }
  await mustBalance(db);
});

test('two phones pay at once, and the one that holds the voucher was judged first and is posted last: it is no payment', async () => {
  const voucher = next();
  await recall(voucher.id);
  await fillBag(db, month, other, [voucher.id], { 500000: 4 });
  const [against, meant] = [
    await door.phone.write('payouts.pay', payBody([voucher])),
    await other.phone.write('payouts.pay', payBody([voucher])),
  ];
  const answers = await inTurn(db, holding(voucher), [
    () => door.phone.send([against.signed]),
    () => other.phone.send([meant.signed]),
  ]);
  for (const answer of answers) assert.ok(must(answer).answers[0].exceptionId);
  assert.equal(must(answers[1] as (typeof answers)[0]).answers[0].code, 'contested');
  assert.deepEqual(await mark(voucher), { holder: suspense.id, held_by: suspense.id, contested: true });
  assert.deepEqual(await paymentsOf(voucher.id), []);
  await mustBalance(db);
});

test('a plain payment that is judged before a difference names its voucher and made after it pays nothing', async () => {
  const voucher = next();
  await recall(voucher.id);
  const command = await payCommand(db, month, voucher.cccd);
  const paying = () => db.write((tx) => pay(tx, now(), [command]));
  const [answers] = await inTurn(db, holding(voucher), [paying], (client) =>
    client.query('update thing set contested = true where id = $1', [voucher.id]),
  );
  const [answer] = answers ?? [];
  assert.equal(answer instanceof Refusal && answer.code, 'contested');
  assert.equal(await statusOf(voucher.id), 'due');
  await db.owner.pool.query('update thing set contested = false where id = $1', [voucher.id]);
});
