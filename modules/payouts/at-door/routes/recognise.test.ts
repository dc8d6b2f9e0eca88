import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { untilSettled } from '#kernel/testing/settled.ts';
import { newId } from '#kernel/words/id.ts';
import { must, mustBalance, payBody } from '../../testing/at-door.ts';
import { openConflicts } from '../../testing/conflicts.ts';
import { openDoorMonth } from '../../testing/door-month.ts';
import { fillDrawer, payCommand, payNow } from '../../testing/paying.ts';

const db = await cloneDatabase();
const at = await openDoorMonth(db, 20, { 500000: 60 });
const { month, door, officeId, next, statusOf, holderOf, recall } = at;
const { payAgainstBooks, showException, rule, takeBack, openClaims, paymentsOf } = await openConflicts(
  db,
  at,
);
await fillDrawer(db, month, { 500000: 20 });
after(at.close);

async function rulingsHeard(operationId: string): Promise<string[]> {
  await untilSettled(db);
  const { rulings } = must(await door.phone.send([])) as {
    rulings: { operationId: string; ruling: string }[];
  };
  return rulings.filter((each) => each.operationId === operationId).map(({ ruling }) => ruling);
}

test('while a conflict is open nobody else pays its voucher; recognised, it is paid by the phone’s receipt, once', async () => {
  const voucher = next();
  await recall(voucher.id);
  const sent = await payAgainstBooks(voucher);
  assert.equal(await holderOf(voucher.id), 'suspense');
  await assert.rejects(payCommand(db, month, voucher.cccd).then((command) => payNow(db, month, command)));
  must(await rule(sent.caseId, 'recognised'));
  assert.equal(await statusOf(voucher.id), 'paid');
  assert.equal(await holderOf(voucher.id), 'agency');
  const [payment, more] = await paymentsOf(voucher.id);
  assert.equal(more, undefined);
  assert.match(payment?.receiptNo ?? '', /^CL-201206-/);
  await assert.rejects(payCommand(db, month, voucher.cccd).then((command) => payNow(db, month, command)));
  assert.equal((await rule(sent.caseId, 'recognised')).code, 'case_ruled');
  assert.deepEqual(await openClaims(), []);
  assert.deepEqual(await rulingsHeard(sent.id), ['recognised']);
  assert.ok((await showException(sent.exceptionId)).exception.ruled);
  await mustBalance(db);
});

test('paid at the counter too and the door’s is recognised: the counter’s payment is a claim against its drawer', async () => {
  const voucher = next();
  await recall(voucher.id);
  await payNow(db, month, await payCommand(db, month, voucher.cccd));
  const sent = await payAgainstBooks(voucher);
  must(await rule(sent.caseId, 'recognised'));
  assert.equal(await statusOf(voucher.id), 'paid');
  const payments = await paymentsOf(voucher.id);
  assert.deepEqual(
    payments.map(({ taken }) => taken),
    [true, false],
  );
  const [claim] = await openClaims();
  assert.deepEqual([claim?.amountVnd, claim?.hand], [voucher.amountVnd, 'drawer']);
  await mustBalance(db);
  must(await rule(claim?.id as string, 'charged'));
  assert.deepEqual(await openClaims(), []);
  await mustBalance(db);
});

test('paid at the counter too and the counter’s stands: the door’s payment is a claim against its bag', async () => {
  const voucher = next();
  await recall(voucher.id);
  await payNow(db, month, await payCommand(db, month, voucher.cccd));
  const sent = await payAgainstBooks(voucher);
  must(await rule(sent.caseId, 'claimed'));
  assert.deepEqual(
    (await paymentsOf(voucher.id)).map(({ taken }) => taken),
    [false],
  );
  const [claim] = await openClaims();
  assert.deepEqual([claim?.amountVnd, claim?.hand], [voucher.amountVnd, 'bag']);
  await mustBalance(db);
  assert.equal((await rule(claim?.id as string, 'recognised')).code, 'ruling_unfit');
  must(await rule(claim?.id as string, 'found'));
  await mustBalance(db);
});

test('a recognition taken back by two people stands aside again, is told to the phone, and can be ruled on anew', async () => {
  const voucher = next();
  await recall(voucher.id);
  const sent = await payAgainstBooks(voucher);
  must(await rule(sent.caseId, 'recognised'));
  const [payment] = await paymentsOf(voucher.id);
  await takeBack(payment?.handoverId as string);
  assert.equal(await statusOf(voucher.id), 'due');
  await mustBalance(db);
  const { exception } = await showException(sent.exceptionId);
  assert.equal(exception.ruled, null);
  assert.notEqual(exception.caseId, sent.caseId);
  must(await rule(exception.caseId, 'recognised'));
  assert.equal(await statusOf(voucher.id), 'paid');
  assert.deepEqual(await rulingsHeard(sent.id), ['recognised', 'taken_back', 'recognised']);
  await mustBalance(db);
});

test('two rulings at once: one stands, the other is told that it was ruled on', async () => {
  const voucher = next();
  await recall(voucher.id);
  const { caseId } = await payAgainstBooks(voucher);
  const answers = await Promise.all(
    ['recognised', 'claimed', 'charged'].map((ruling) => rule(caseId, ruling)),
  );
  assert.deepEqual(answers.map(({ status, code }) => (status === 200 ? 'done' : code)).toSorted(), [
    'case_ruled',
    'case_ruled',
    'done',
  ]);
  await mustBalance(db);
});

test('a second payment whose voucher was paid by another ruling is charged all the same', async () => {
  const voucher = next();
  await recall(voucher.id);
  const [one, two] = [await payAgainstBooks(voucher), await payAgainstBooks(voucher)];
  must(await rule(two.caseId, 'recognised'));
  must(await rule(one.caseId, 'charged'));
  assert.equal(await holderOf(voucher.id), 'agency');
  await mustBalance(db);
});

test('what cannot be called the payment is not: less than due, a voucher in another’s hands, an unknown one', async () => {
  const [short, away] = [next(), next()];
  await recall(short.id);
  const less = await door.phone.write('payouts.pay', payBody([short], { amountVnd: '1000' }));
  const unknown = await door.phone.write('payouts.pay', payBody([{ ...away, id: newId() }]));
  const { answers } = must(await door.phone.send([less.signed, unknown.signed]));
  const codes = await Promise.all(
    answers.map(async ({ exceptionId }: { exceptionId: string }) => {
      const { exception } = await showException(exceptionId);
      return (await rule(exception.caseId, 'recognised')).code;
    }),
  );
  assert.deepEqual(codes, ['recognition_short', 'recognition_unfit']);
  await mustBalance(db);
});

test('the database itself recognises in the one ruling on a conflict of the operation, its vouchers, and no more than stands aside', async () => {
  const [voucher, other] = [next(), next()];
  await recall(voucher.id);
  const sent = await payAgainstBooks(voucher);
  const suspense = await showOfficeHand(db.read, officeId, 'suspense');
  const call = (caseId: string, operation: string, vouchers: string[], ruling = newId()) =>
    db.write(async (tx) => {
      await sql`insert into custody_case_entry (id, case_id, kind, note, written_by, written_at, handover_id)
        select ${newId()}, id, 'ruled', 'thử', ${month.province.accountant.id}, now(), ${ruling} from custody_case where id = ${caseId}`.execute(
        tx,
      );
      await sql`select recognise_payments(now(), ${caseId}, ${operation}, ${ruling}, ${officeId}, ${suspense.id}, '2020-12-06', 'CL-1',
        'paper', 'self', 'X', null, null, null, ${vouchers}::uuid[], ${vouchers.map(() => voucher.citizenId)}::uuid[])`.execute(
        tx,
      );
    });
  await assert.rejects(call(newId(), sent.id, [voucher.id]), /no conflict of this operation/);
  await assert.rejects(call(sent.caseId, newId(), [voucher.id]), /no conflict of this operation/);
  await assert.rejects(call(sent.caseId, sent.id, [other.id]), /does not name/);
  await db.owner.pool.query('update custody_case set amount_vnd = 1 where id = $1', [sent.caseId]);
  await assert.rejects(call(sent.caseId, sent.id, [voucher.id]), /more is recognised/);
  await db.owner.pool.query('update custody_case set amount_vnd = $2 where id = $1', [
    sent.caseId,
    voucher.amountVnd,
  ]);
  const unruled = sql`select recognise_payments(now(), ${sent.caseId}, ${sent.id}, ${sent.id}, ${officeId}, ${suspense.id}, '2020-12-06',
    'CL-1', 'paper', 'self', 'X', null, null, null, array[${voucher.id}]::uuid[], array[${voucher.citizenId}]::uuid[])`;
  await assert.rejects(unruled.execute(db.kysely), /not the ruling/);
  must(await rule(sent.caseId, 'charged'));
  await assert.rejects(call(sent.caseId, sent.id, [voucher.id]), { constraint: 'custody_case_ruled' });
  await assert.rejects(sql`insert into payment_recognition default values`.execute(db.kysely), {
    code: '42501',
  });
});
