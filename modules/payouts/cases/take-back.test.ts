import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { asNamed, showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { untilSettled } from '#kernel/testing/settled.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import type { HandKind } from '#kernel/handover/hands.ts';
import { must, mustBalance, offerToBag } from '../testing/at-door.ts';
import { takeRulingBack } from './actions/take-back.ts';
import { openConflicts } from '../testing/conflicts.ts';
import { openDoorMonth } from '../testing/door-month.ts';
import { fillDrawer, payCommand, payNow } from '../testing/paying.ts';

const db = await cloneDatabase();
const at = await openDoorMonth(db, 12, { 500000: 40 });
const { month, door, officeId, next, statusOf, holderOf, recall } = at;
const { accountant, payAgainstBooks, showException, rule, openClaims } = await openConflicts(db, at);
await fillDrawer(db, month, { 500000: 20 });
const treasurer = await month.counter.cookie('treasurer', officeId);
after(at.close);

const ask = (url: string, body: object, cookie = accountant) =>
  month.counter.ask(cookie, 'POST', `/payouts${url}`, { officeId, ...body });
const takeBack = (caseId: Id, id = newId(), reason = 'nhầm người') =>
  ask(`/cases/${caseId}/ruling/reversal`, { id, reason });
const showCase = async (caseId: Id) =>
  must(await month.counter.ask(accountant, 'GET', `/payouts/cases/${caseId}`));
const holds = async (kind: HandKind, office: Id = officeId) => {
  const { id } = await showOfficeHand(db.read, office, kind);
  return (await sumHands(db.read, [id])).get(id) ?? 0n;
};

/** The vault is counted, `off` more or less than its book, on a day of its own. */
async function differs(off: bigint): Promise<Id> {
  month.clock.set(new Date(month.clock.now().valueOf() + 86_400_000).toISOString());
  const vault = await showOfficeHand(db.read, officeId, 'vault');
  const book = (await sumHands(db.read, [vault.id])).get(vault.id) as bigint;
  const day = month.clock.now().toISOString().slice(0, 10);
  const count = fewestNotes(book + off).count;
  const close = { id: newId(), handId: vault.id, day, count, thingsCounted: 0 };
  const [caseId] = must(await ask('/closes/hand', close, treasurer)).caseIds;
  month.clock.set(new Date(month.clock.now().valueOf() + 86_400_000).toISOString());
  return caseId;
}

for (const [off, ruling, place] of [
  [-300_000n, 'found', 'vault'],
  [-300_000n, 'charged', 'party'],
  [-300_000n, 'written_off', 'income'],
  [200_000n, 'kept', 'income'],
  [200_000n, 'returned', 'vault'],
] as const)
  test(`${ruling} is taken back: the money is where it was, and the difference open with all that was said`, async () => {
    const caseId = await differs(off);
    const where = place === 'income' ? month.province.rootId : officeId;
    const before = [await holds('suspense'), await holds(place, where)];
    must(await rule(caseId, ruling));
    assert.notDeepEqual([await holds('suspense'), await holds(place, where)], before);
    assert.equal((await showCase(caseId)).reversible, true);
    must(await takeBack(caseId));
    assert.deepEqual([await holds('suspense'), await holds(place, where)], before);
    const { ruled, reversible, entries } = await showCase(caseId);
    assert.deepEqual([ruled, reversible], [false, false]);
    assert.deepEqual(
      entries.map((entry: Record<string, unknown>) => [entry['kind'], entry['note'], entry['ruling']]),
      [
        ['overruled', `đã gọi điện: ${ruling}`, ruling],
        ['taken_back', 'nhầm người', null],
      ],
    );
    assert.equal((await takeBack(caseId)).code, 'case_open');
    must(await rule(caseId, ruling));
    await mustBalance(db);
  });

test('asked for again it is done once, another reason under its id is refused, and of two at once one stands', async () => {
  const caseId = await differs(-300_000n);
  must(await rule(caseId, 'charged'));
  const id = newId();
  must(await takeBack(caseId, id));
  must(await takeBack(caseId, id));
  assert.equal((await takeBack(caseId, id, 'vì khác')).code, 'conflict');
  must(await rule(caseId, 'written_off'));
  const answers = await Promise.all([takeBack(caseId), takeBack(caseId), takeBack(caseId)]);
  assert.deepEqual(answers.map(({ code }) => code).toSorted(), ['case_open', 'case_open', null].toSorted());
  must(await rule(caseId, 'found'));
  await mustBalance(db);
});

test('above the limit two people take it back, and neither of them held or counted it', async () => {
  const caseId = await differs(-300_000n);
  must(await rule(caseId, 'charged'));
  await db.owner.pool.query(
    `insert into payout_setting (name, valid_from, value_vnd, legal_basis) values ('two-people-above', '2020-12-01', 100000, 'thử')
     on conflict (name, valid_from) do update set value_vnd = excluded.value_vnd`,
  );
  assert.equal((await takeBack(caseId)).code, 'two_people_needed');
  const [id, reason] = [newId(), 'nhầm người'];
  const what = { kind: 'ruling-reversal', caseId, reason };
  const { actor_id: counted } = await db.read
    .selectFrom('custody_case as c')
    .innerJoin('handover as h', 'h.id', 'c.handover_id')
    .select('h.actor_id')
    .where('c.id', '=', caseId)
    .executeTakeFirstOrThrow();
  const doer = month.province.accountant;
  const withCounter = { id: newId(), caseId, doer, witnessId: counted, reason };
  await assert.rejects(
    db.write((tx) => takeRulingBack(tx, month.clock.now(), withCounter)),
    { code: 'own_case' },
  );
  must(await ask('/proposals', { id, what }));
  const grant = { granted: true, note: null };
  assert.equal((await ask(`/proposals/${id}/ruling`, grant)).code, 'own_proposal');
  must(await ask(`/proposals/${id}/ruling`, grant, door.manager));
  must(await ask(`/proposals/${id}/ruling`, grant, door.manager));
  assert.equal((await showCase(caseId)).ruled, false);
  assert.equal((await ask('/proposals', { id: newId(), what })).code, 'case_open');
  await db.owner.pool.query(
    `update payout_setting set value_vnd = 1000000000 where name = 'two-people-above'`,
  );
  await mustBalance(db);
});

test('what was found in the vault and has gone on stays: whoever asks is told that the vault has it no more', async () => {
  const caseId = await differs(-300_000n);
  must(await rule(caseId, 'found'));
  const vault = await showOfficeHand(db.read, officeId, 'vault');
  const { count } = fewestNotes(await holds('vault'));
  const offer = { id: newId(), fromHand: vault.id, towardHand: door.bagId, count };
  must(await ask('/offers', offer, treasurer));
  const refused = await takeBack(caseId);
  assert.deepEqual([refused.status, refused.code], [409, 'ruling_gone_on']);
  assert.deepEqual(refused.json.error.facts, { holder: asNamed(vault), balanceVnd: '0' });
  assert.equal((await showCase(caseId)).ruled, true);
  must(
    await ask(`/offers/${offer.id}/return`, { id: newId(), how: 'withdraw', reason: 'không đi' }, treasurer),
  );
  must(await takeBack(caseId));
  await mustBalance(db);
});

test('a missing voucher that was not found after all stands aside again, unless somebody has it', async () => {
  const missingOf = async () => {
    const voucher = next();
    await recall(voucher.id);
    const { things } = await offerToBag(db, month, door.bagId, [voucher.id], { 500000: 1 });
    const { signed } = await door.phone.write('payouts.accept-offer', {
      offerId: things,
      count: null,
      missing: [voucher.id],
    });
    const [answer] = must(await door.phone.send([signed])).answers;
    const [caseId] = answer.receipt.caseIds as Id[];
    must(await rule(caseId as Id, 'found'));
    assert.equal(await holderOf(voucher.id), 'desk');
    return { voucher, caseId: caseId as Id };
  };
  const one = await missingOf();
  must(await takeBack(one.caseId));
  assert.equal(await holderOf(one.voucher.id), 'suspense');
  await assert.rejects(payNow(db, month, await payCommand(db, month, one.voucher.cccd)), /contested/);
  const two = await missingOf();
  await payNow(db, month, await payCommand(db, month, two.voucher.cccd));
  assert.equal((await takeBack(two.caseId)).code, 'ruling_gone_on');
});

test('a conflict charged and taken back is an open conflict: its phone hears it, and it can be recognised', async () => {
  const voucher = next();
  await recall(voucher.id);
  const { id, caseId, exceptionId } = await payAgainstBooks(voucher);
  must(await rule(caseId, 'charged'));
  await payNow(db, month, await payCommand(db, month, voucher.cccd));
  must(await takeBack(caseId));
  assert.equal((await showException(exceptionId)).exception.ruled, null);
  await untilSettled(db);
  const { rulings } = must(await door.phone.send([]));
  assert.deepEqual(
    rulings
      .filter((told: { operationId: string }) => told.operationId === id)
      .map((told: { ruling: string }) => told.ruling),
    ['charged', 'taken_back'],
  );
  must(await rule(caseId, 'recognised'));
  assert.equal(await statusOf(voucher.id), 'paid');
  assert.deepEqual(
    (await openClaims()).map(({ hand }) => hand),
    ['drawer'],
  );
  assert.equal((await takeBack(caseId)).code, 'ruling_elsewhere');
  await mustBalance(db);
});

test('a conflict charged and taken back holds a voucher that lies on the desk aside again', async () => {
  const voucher = next();
  await recall(voucher.id);
  const { caseId } = await payAgainstBooks(voucher);
  must(await rule(caseId, 'written_off'));
  assert.equal(await holderOf(voucher.id), 'desk');
  must(await takeBack(caseId));
  assert.equal(await holderOf(voucher.id), 'suspense');
  must(await rule(caseId, 'claimed'));
  assert.equal((await takeBack(caseId)).code, 'ruling_elsewhere');
  assert.equal((await showCase(caseId)).reversible, false);
  await mustBalance(db);
});

test('the database itself opens a difference again only for what reverses its ruling', async () => {
  const [caseId, other] = [await differs(-300_000n), await differs(-100_000n)];
  must(await rule(caseId, 'charged'));
  must(await rule(other, 'charged'));
  const reopen = (which: Id, handover: Id) =>
    sql`select take_case_ruling_back(now(), ${newId()}, ${which}, ${handover}, ${month.province.accountant.id}, 'thử')`.execute(
      db.kysely,
    );
  const { entries } = await showCase(caseId);
  await assert.rejects(reopen(caseId, entries[0].handoverId), /does not reverse the ruling/);
  const id = newId();
  must(await takeBack(other, id));
  await assert.rejects(reopen(caseId, id), /does not reverse the ruling/);
  await assert.rejects(reopen(other, id), /does not reverse the ruling/);
  const claimed = next();
  await recall(claimed.id);
  const conflict = await payAgainstBooks(claimed);
  must(await rule(conflict.caseId, 'claimed'));
  for (const [which, why] of [
    [caseId, /has not come back/],
    [conflict.caseId, /opened another difference/],
  ] as const) {
    const nothing = newId();
    const reverses = (await showCase(which)).entries[0].handoverId;
    const envelope = {
      id: nothing,
      kind: 'test',
      doer: { kind: 'job' as const, name: 'test' },
      officeId,
      reverses,
    };
    const at = month.clock.now();
    await db.write((tx) => post(tx, at, [{ ...envelope, occurredAt: at, input: {} }]));
    await assert.rejects(reopen(which, nothing), why);
  }
  await assert.rejects(
    sql`update custody_case_entry set kind = 'overruled' where case_id = ${caseId}`.execute(db.kysely),
    /permission denied/,
  );
});
