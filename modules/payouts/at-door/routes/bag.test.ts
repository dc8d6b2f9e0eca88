import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { type DueVoucher, fillBag, must, mustBalance, payBody } from '../../testing/at-door.ts';
import { openDoorMonth } from '../../testing/door-month.ts';

const db = await cloneDatabase();
const { month, door, next, balance, statusOf, send, close } = await openDoorMonth(db, 30, { 500000: 60 });
after(close);

test('more cash left the bag than the books know: the difference is a surplus with its case, and the payment stands', async () => {
  const vouchers = [next(), next()];
  const left = await balance();
  const [one, two] = vouchers as [DueVoucher, DueVoucher];
  // The bag is emptied but for less than one payment, by returning cash that the phone says it still has.
  const back = left - 1_000_000n - (left % 500_000n);
  const offerId = newId();
  const vault = must(
    await door.phone.prove('POST /devices/:deviceId/bag', `/devices/${door.phone.deviceId}/bag`),
  ).returnTo.vault;
  const returned = await door.phone.write('payouts.return-offer', {
    cash: { offerId, towardHand: vault, count: { 500000: Number(back / 500_000n) } },
    vouchers: null,
  });
  const paid = [
    await door.phone.write('payouts.pay', payBody([one])),
    await door.phone.write('payouts.pay', payBody([two])),
  ];
  const { answers } = await send(returned, ...paid);
  assert.deepEqual(
    answers.map(({ outcome }: { outcome: string }) => outcome),
    ['posted', 'posted', 'posted'],
  );
  assert.equal(await statusOf(two.id), 'paid');
  assert.equal(await balance(), 0n);
  const surplus = await db.read
    .selectFrom('custody_case')
    .select((eb) => eb.fn.sum<string>('amount_vnd').as('sum'))
    .where('hand_id', '=', door.bagId)
    .where('kind', '=', 'surplus')
    .executeTakeFirstOrThrow();
  assert.equal(BigInt(surplus.sum), one.amountVnd + two.amountVnd - (left - back));
  await mustBalance(db);
});

test('the bag goes down to the phone with no more than it needs, admitted by the key alone', async () => {
  const route = 'POST /devices/:deviceId/bag';
  const url = `/devices/${door.phone.deviceId}/bag`;
  const bag = must(await door.phone.prove(route, url));
  const [person] = bag.people;
  assert.match(person.cccd.tail, /^\d{4}$/);
  assert.match(person.cccd.hash, /^[0-9a-f]{64}$/);
  assert.ok(!JSON.stringify(bag).includes('04504800'));
  assert.equal(bag.bag.handId, door.bagId);
  assert.equal((await door.phone.prove('POST /another', url)).json.error.code, 'wrong_device_proof');
  const { rows } = await db.owner.pool.query(
    `select count(*)::int as n from access_log where route = $1 and staff_id = $2`,
    [route, door.payer.id],
  );
  assert.ok(rows[0].n >= bag.people.length);
});

test('closing the bag names its difference, and what a late phone brings lands in the open day', async () => {
  const voucher = next();
  await fillBag(db, month, door, [], { 500000: 4 }).catch(() => {});
  const closed = await door.phone.write('payouts.close-bag', {
    day: '2020-12-06',
    count: { 500000: 3 },
    vouchersCounted: 0,
    reason: null,
  });
  const late = await door.phone.write('payouts.pay', payBody([voucher]));
  const { answers } = await send(closed, late);
  assert.equal(answers[0].outcome, 'posted');
  assert.equal(answers[1].outcome, 'posted');
  const { business_day: day } = await db.read
    .selectFrom('handover')
    .select('business_day')
    .where('id', '=', late.id)
    .executeTakeFirstOrThrow();
  assert.equal(day, '2020-12-07');
  await mustBalance(db);
});

test('a lost phone: its bag is frozen, what it still sends waits, and two people issue its vouchers anew', async () => {
  const { camLoId } = month.province;
  const voucher = next();
  const ask = (who: string, url: string, body: object) =>
    month.counter.ask(who, 'POST', url, { officeId: camLoId, ...body });
  const unsent = await door.phone.write('payouts.pay', payBody([voucher]));
  const lost = { how: 'lost', reason: 'Rơi xuống suối' };
  const ended = must(await ask(door.manager, `/devices/${door.phone.deviceId}/revocation`, lost));
  assert.equal(ended.frozenBagId, door.bagId);
  const [, thing] = [
    await fillBag(db, month, door, [], { 500000: 1 }).catch((error: Error) => error.message),
    next(),
  ];
  assert.equal(thing.cccd.length, 12);
  const [answer] = (await send(unsent)).answers;
  assert.deepEqual([answer.outcome, answer.code], ['quarantined', 'device_gone']);
  const accountant = await month.counter.cookie('chief-accountant', camLoId);
  const what = { kind: 'bag-reissue', bagId: door.bagId, reason: 'Mất máy' };
  const proposal = newId();
  const early = await ask(door.manager, '/payouts/proposals', { id: proposal, what });
  assert.equal(early.code, 'bag_has_unruled');
  const { items: open } = must(
    await month.counter.ask(door.manager, 'GET', `/devices/exceptions?officeId=${camLoId}`),
  ) as {
    items: { id: string; state: string; code: string; operationId: string; amountVnd: string | null }[];
  };
  assert.equal(
    open.find(({ operationId }) => operationId === unsent.id)?.amountVnd,
    voucher.amountVnd.toString(),
  );
  for (const { id, operationId } of open.filter(({ state }) => state === 'quarantined'))
    for (const who of [door.manager, accountant]) {
      const kind = operationId === unsent.id ? 'apply' : 'dismiss';
      const said = await ask(who, `/devices/exceptions/${id}/entries`, {
        id: newId(),
        kind,
        note: 'đã đối chiếu',
      });
      assert.ok(said.status === 200 || said.code === 'exception_ruled', JSON.stringify(said.json));
    }
  assert.equal(await statusOf(voucher.id), 'paid');
  must(await ask(door.manager, '/payouts/proposals', { id: proposal, what }));
  assert.equal(
    (await ask(door.manager, `/payouts/proposals/${proposal}/ruling`, { granted: true, note: null })).code,
    'own_proposal',
  );
  must(await ask(accountant, `/payouts/proposals/${proposal}/ruling`, { granted: true, note: null }));
  assert.equal(await balance(), 0n);
  const held = await db.read.selectFrom('thing').select('id').where('holder', '=', door.bagId).execute();
  assert.deepEqual(held, []);
  await mustBalance(db);
});
