import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeTestPerson } from '#kernel/access/testing/signed-in.ts';
import { findPersonalHand, openHands, showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { textOfPdf } from '#kernel/paper/testing/pdf-text.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { citizenOf, HOA, type ServedMonth, serveMonth } from '../../testing/served.ts';

const db = await cloneDatabase();
let month: ServedMonth;
let teller: string;
let treasurer: string;
let otherTreasurer: string;

before(async () => {
  month = await serveMonth(db);
  const { counter, province } = month;
  teller = await counter.cookie('teller', province.camLoId);
  treasurer = await counter.cookie('treasurer', province.camLoId);
  otherTreasurer = await counter.cookie('treasurer', province.camLoId);
});
after(() => month.close());

async function voucherOf(cccd: string): Promise<string> {
  const row = await db.read
    .selectFrom('voucher')
    .select('id')
    .where('citizen_id', '=', await citizenOf(db, cccd))
    .executeTakeFirstOrThrow();
  return row.id;
}

async function drawerOfTeller(): Promise<string> {
  const session = await month.counter.ask(
    teller,
    'GET',
    `/payouts/my-hands?officeId=${month.province.camLoId}`,
  );
  const mine = (session.json as { id: string; mine: boolean }[]).find((hand) => hand.mine);
  if (mine) return mine.id;
  const who = await db.read
    .selectFrom('role_grant')
    .select('staff_id')
    .where('role', '=', 'teller')
    .where('office_id', '=', month.province.camLoId)
    .orderBy('granted_at', 'desc')
    .executeTakeFirstOrThrow();
  const [drawer] = await db.write((tx) =>
    openHands(tx, month.clock.now(), [
      { kind: 'drawer', officeId: month.province.camLoId, staffId: who.staff_id, name: 'Ngăn kéo thử' },
    ]),
  );
  return drawer?.id as string;
}

test('cash goes vault to drawer over HTTP, payment follows, and the receipt prints in Vietnamese', async () => {
  const { camLoId } = month.province;
  const drawer = await drawerOfTeller();
  const vault = await showOfficeHand(db.read, camLoId, 'vault');
  const { count } = fewestNotes(20_000_000n);
  const offerId = newId();
  const offered = await month.counter.ask(treasurer, 'POST', '/payouts/offers', {
    id: offerId,
    officeId: camLoId,
    fromHand: vault.id,
    towardHand: drawer,
    count,
  });
  assert.equal(offered.status, 200, JSON.stringify(offered.json));
  const foreign = await month.counter.ask(otherTreasurer, 'POST', `/payouts/offers/${offerId}/acceptance`, {
    id: newId(),
    officeId: camLoId,
    count,
  });
  assert.equal(foreign.status, 403, 'a drawer is accepted into by its own holder only');
  const accepted = await month.counter.ask(teller, 'POST', `/payouts/offers/${offerId}/acceptance`, {
    id: newId(),
    officeId: camLoId,
    count,
  });
  assert.equal(accepted.status, 200, JSON.stringify(accepted.json));

  const payment = {
    id: newId(),
    officeId: camLoId,
    voucherIds: [await voucherOf(HOA)],
    collector: { kind: 'self' },
    signed: 'paper',
    occurredAt: month.clock.now().toISOString(),
  };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => month.counter.ask(teller, 'POST', '/payouts/payments', payment)),
  );
  assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [200]);
  assert.equal(new Set(answers.map((answer) => (answer.json as { receiptNo: string }).receiptNo)).size, 1);

  // The place on a paper is the province's own setting.
  await db.owner.pool.query(`update setting set value = '"Đông Hà"' where name = 'place-of-issue'`);
  for (const paper of ['a5', '80mm']) {
    const receipt = await month.counter.server.app.inject({
      url: `/api/payouts/payments/${payment.id}/receipt?officeId=${camLoId}&paper=${paper}`,
      headers: { cookie: teller },
    });
    const text = textOfPdf(receipt.rawPayload).pages.join(' ');
    assert.match(text, /Nguyễn Thị Hòa/);
    if (paper === 'a5') assert.match(text, /Đông Hà, ngày/);
    assert.match(text, /1\.624\.000/);
    assert.match(text, /Một triệu sáu trăm hai mươi tư nghìn đồng/i);
  }
});

test('what one moves into a drawer of one’s own is counted once and taken in the same act, or not given at all', async () => {
  const { camLoId } = month.province;
  const { staffId, cookie } = await makeTestPerson(db.owner, [{ role: 'treasurer', officeId: camLoId }]);
  const vault = await showOfficeHand(db.read, camLoId, 'vault');
  const [drawer] = await db.write((tx) =>
    openHands(tx, month.clock.now(), [
      { kind: 'drawer', officeId: camLoId, staffId, name: 'Ngăn kéo thủ quỹ' },
    ]),
  );
  const move = (towardHand: string, count: Record<string, number>, ids: { id: string; takenAs: string }) =>
    month.counter.ask(cookie, 'POST', '/payouts/offers', {
      ...ids,
      officeId: camLoId,
      fromHand: vault.id,
      towardHand,
      count,
    });
  const own = drawer?.id as string;
  const balances = async () => Object.fromEntries(await sumHands(db.read, [vault.id, own]));
  const before = (await balances())[vault.id] ?? 0n;
  const ids = { id: newId(), takenAs: newId() };
  for (const each of await Promise.all([1, 2, 3].map(() => move(own, { '500000': 2 }, ids))))
    assert.equal(each.status, 200, JSON.stringify(each.json));
  assert.deepEqual(await balances(), { [vault.id]: before - 1_000_000n, [own]: 1_000_000n });

  // The acceptance is refused, so nothing is given either.
  const late = await move(own, { '500000': 1 }, { id: newId(), takenAs: ids.takenAs });
  assert.equal(late.status, 409);
  const foreign = await move(await drawerOfTeller(), { '500000': 1 }, { id: newId(), takenAs: newId() });
  assert.equal(foreign.status, 403, 'nobody takes for another');
  assert.deepEqual(await balances(), { [vault.id]: before - 1_000_000n, [own]: 1_000_000n });
});

test('a teller cannot give out of the hand of another', async () => {
  const { camLoId, tellers } = month.province;
  const theirs = await findPersonalHand(db.read, tellers[0]?.id as string, 'drawer');
  const vault = await showOfficeHand(db.read, camLoId, 'vault');
  const body = {
    id: newId(),
    officeId: camLoId,
    fromHand: theirs?.id,
    towardHand: vault.id,
    count: { '1000': 1 },
  };
  assert.equal((await month.counter.ask(teller, 'POST', '/payouts/offers', body)).status, 403);
});

test('what needs two people is proposed by one and granted by another', async () => {
  const { camLoId } = month.province;
  const [id, count] = [newId(), fewestNotes(250_000_000n).count];
  const alone = await month.counter.ask(treasurer, 'POST', '/payouts/bank-cash', {
    id,
    officeId: camLoId,
    direction: 'draw',
    count,
    document: 'Séc 2',
  });
  assert.equal(alone.code, 'two_people_needed');
  const what = { kind: 'bank-cash', direction: 'draw', count, document: 'Séc 2' };
  assert.equal(
    (await month.counter.ask(treasurer, 'POST', '/payouts/proposals', { id, officeId: camLoId, what }))
      .status,
    200,
  );
  const ruling = { officeId: camLoId, granted: true, note: null };
  assert.equal(
    (await month.counter.ask(treasurer, 'POST', `/payouts/proposals/${id}/ruling`, ruling)).code,
    'own_proposal',
  );
  assert.equal(
    (await month.counter.ask(otherTreasurer, 'POST', `/payouts/proposals/${id}/ruling`, ruling)).status,
    200,
  );
  const witness = await db.read
    .selectFrom('handover_witness')
    .selectAll()
    .where('handover_id', '=', id)
    .execute();
  assert.equal(witness.length, 1);
});

test('a shortage stands in suspense, is disputed, and is ruled on once, never by who counted it', async () => {
  const { camLoId, rootId } = month.province;
  const vault = await showOfficeHand(db.read, camLoId, 'vault');
  const suspense = await showOfficeHand(db.read, camLoId, 'suspense');
  const both = await makeTestPerson(db.owner, [
    { role: 'treasurer', officeId: camLoId },
    { role: 'chief-accountant', officeId: rootId },
  ]);
  const book = (await sumHands(db.read, [vault.id])).get(vault.id) as bigint;
  const closed = await month.counter.ask(both.cookie, 'POST', '/payouts/closes/hand', {
    id: newId(),
    officeId: camLoId,
    handId: vault.id,
    day: '2020-12-06',
    count: fewestNotes(book - 100_000n).count,
    thingsCounted: 0,
  });
  assert.equal(closed.json.differenceVnd, '-100000', JSON.stringify(closed.json));
  const [caseId] = closed.json.caseIds as string[];
  const dispute = {
    id: newId(),
    officeId: camLoId,
    kind: 'disputed',
    note: 'Đã giao đủ, xin kiểm lại biên bản.',
  };
  const say = (change: object = {}) =>
    month.counter.ask(treasurer, 'POST', `/payouts/cases/${caseId}/entries`, { ...dispute, ...change });
  assert.equal((await say()).status, 200);
  assert.equal((await say()).status, 200, 'sent again it is the same entry');
  assert.equal((await say({ note: 'Lời khác' })).code, 'conflict');
  assert.equal((await say({ kind: 'explained' })).code, 'conflict');
  assert.equal((await sumHands(db.read, [suspense.id])).get(suspense.id), 100_000n);

  const ruling = {
    id: newId(),
    officeId: camLoId,
    ruling: 'written_off',
    note: 'Tiền rách không đủ điều kiện lưu thông.',
  };
  const rule = (cookie: string, change: object = {}) =>
    month.counter.ask(cookie, 'POST', `/payouts/cases/${caseId}/ruling`, { ...ruling, ...change });
  assert.equal((await rule(both.cookie)).code, 'own_case');
  const accountant = await month.counter.cookie('chief-accountant', rootId);
  assert.equal((await rule(accountant, { ruling: 'kept' })).code, 'ruling_unfit');
  const tenTimes = await Promise.all(Array.from({ length: 10 }, () => rule(accountant)));
  assert.deepEqual(
    tenTimes.map(({ status }) => status),
    Array(10).fill(200),
  );
  assert.equal((await rule(accountant, { note: 'Ý khác' })).code, 'conflict');
  assert.equal((await rule(accountant, { ruling: 'found' })).code, 'conflict');
  assert.equal((await rule(accountant, { id: newId() })).code, 'case_ruled');
  assert.equal((await say()).status, 200, 'what was said before the ruling is still answered as it was');
  assert.equal((await say({ id: newId() })).code, 'case_ruled');
  const entries = await db.read
    .selectFrom('custody_case_entry')
    .select('kind')
    .where('case_id', '=', caseId as string)
    .orderBy('kind')
    .execute();
  assert.deepEqual(
    entries.map(({ kind }) => kind),
    ['disputed', 'ruled'],
  );
  assert.equal((await sumHands(db.read, [suspense.id])).get(suspense.id), 0n);
});
