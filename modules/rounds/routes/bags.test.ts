import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { textOfPdf } from '#kernel/paper/testing/pdf-text.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { DAY, OUTING, serveVisits } from '../testing/visits.ts';

const db = await cloneDatabase();
const at = serveVisits(db);

test('a day is accepted twice', async () => {
  await at.accept();
  assert.equal((await at.accept({ after: 1, reason: 'Lập lại' })).json.version, 2);
});

test('the sheet names the stops in order, and who looked is recorded', async () => {
  const plans = (await at.get(at.keeper, `/rounds/plans?officeId=${at.officeId}&day=${DAY}`)).json;
  const [{ id }] = plans.versions;
  const url = `/api/rounds/plans/${id}/sheet?officeId=${at.officeId}`;
  const printed = await at.counter.server.app.inject({ url, headers: { cookie: at.keeper } });
  assert.equal(printed.statusCode, 200);
  const text = textOfPdf(printed.rawPayload).pages.join('\n');
  for (const { name } of plans.rounds[0].stops) assert.ok(text.includes(name), `${name} in ${text}`);
  const looks = await db.read
    .selectFrom('access_log')
    .select('subject_id')
    .where('subject_kind', '=', 'round-plan')
    .execute();
  assert.deepEqual(looks, [{ subject_id: id }]);
  const sheet = await at.counter.server.app.inject({ url: `${url}&as=xlsx`, headers: { cookie: at.keeper } });
  assert.equal(sheet.rawPayload.subarray(0, 2).toString(), 'PK');
  const far = await at.counter.cookie('treasurer', at.month.farId);
  assert.equal((await at.get(far, `/rounds/plans/${id}/sheet?officeId=${at.month.farId}`)).code, 'not_found');
});

test('a bag is filled once, accepted by its payer, keeps its vouchers with them, and comes back', async () => {
  const bags = async () => (await at.get(at.keeper, `/rounds/bags?officeId=${at.officeId}&day=${DAY}`)).json;
  const [before] = await bags();
  assert.deepEqual([before.planned, before.ready, before.bag], [2, 2, null]);
  const fill = { id: newId(), count: before.notes };
  const url = `/rounds/bags/${before.roundId}/filling`;
  assert.equal((await at.post(at.payer, url, fill)).code, 'not_allowed');
  const filled = await at.post(at.keeper, url, fill);
  assert.deepEqual(filled.json, { vouchers: 2, proposed: false, already: false });
  assert.equal((await at.post(at.keeper, url, fill)).json.already, true);
  assert.equal((await at.post(at.keeper, url, { id: newId(), count: {} })).code, 'nothing_to_offer');

  const [offered] = await bags();
  assert.deepEqual(
    offered.offers.map((each: { what: string; state: string }) => [each.what, each.state]),
    [
      ['vouchers', 'waiting'],
      ['cash', 'waiting'],
    ],
  );
  for (const { id, what } of offered.offers) {
    const body = { id: newId(), ...(what === 'cash' && { count: before.notes }) };
    const taken = await at.post(at.payer, `/payouts/offers/${id}/acceptance`, body);
    assert.equal(taken.status, 200, JSON.stringify(taken.json));
  }
  const [taken] = await bags();
  assert.equal(taken.bag.vouchers, 2);
  assert.equal(taken.bag.balanceVnd, taken.plannedVnd);
  assert.equal(taken.ready, 0);

  // What is in one payer's bag is not planned for another.
  const other = [
    {
      payerId: at.month.province.tellers[1]?.id,
      ...OUTING,
      stops: [(await at.readDay()).stops[0].citizenId],
    },
  ];
  assert.equal((await at.accept({ after: 2, reason: 'đổi người', rounds: other })).code, 'limits_broken');

  const vault = await showOfficeHand(db.read, at.officeId, 'vault');
  const heldBefore = (await sumHands(db.read, [vault.id])).get(vault.id) as bigint;
  const back = await at.post(at.payer, '/rounds/bags/return', { id: newId(), count: before.notes });
  assert.equal(back.json.vouchers, 2, JSON.stringify(back.json));
  const underWay = `/payouts/transit?officeId=${at.officeId}`;
  const transit = (await at.get(at.keeper, underWay)).json.items;
  const page = (await at.get(at.keeper, `${underWay}&limit=1`)).json;
  const behind = (await at.get(at.keeper, `${underWay}&limit=500&after=${page.next}`)).json;
  assert.ok(transit.length > 1);
  assert.deepEqual([...page.items, ...behind.items], transit);
  for (const { id, things } of transit) {
    const taking = await at.post(at.keeper, `/payouts/offers/${id}/acceptance`, {
      id: newId(),
      ...(things === 0 && { count: before.notes }),
    });
    assert.equal(taking.status, 200, JSON.stringify(taking.json));
  }
  const [empty] = await bags();
  assert.deepEqual([empty.bag.vouchers, empty.bag.balanceVnd, empty.ready], [0, '0', 2]);
  assert.equal((await sumHands(db.read, [vault.id])).get(vault.id), heldBefore + BigInt(taken.plannedVnd));
});

test('a round of an older version is not filled', async () => {
  const old = await db.read
    .selectFrom('round as r')
    .innerJoin('round_plan as p', 'p.id', 'r.plan_id')
    .select('r.id')
    .where('p.version', '=', 1)
    .executeTakeFirstOrThrow();
  const refused = await at.post(at.keeper, `/rounds/bags/${old.id}/filling`, { id: newId(), count: {} });
  assert.equal(refused.code, 'round_replaced');
});

test('cash above the amount for two people waits for the second one; one payer alone may not carry it', async () => {
  await db.owner.pool.query(
    `insert into payout_setting (name, valid_from, value_vnd, legal_basis) values ('two-people-above', '2020-12-05', 1000000, 'thử')`,
  );
  const bags = async () => (await at.get(at.keeper, `/rounds/bags?officeId=${at.officeId}&day=${DAY}`)).json;
  const [before] = await bags();
  const url = `/rounds/bags/${before.roundId}/filling`;
  const filled = await at.post(at.keeper, url, { id: newId(), count: before.notes });
  assert.deepEqual(filled.json, { vouchers: 2, proposed: true, already: false });
  const [offered] = await bags();
  assert.deepEqual(
    offered.offers
      .filter(({ state }: { state: string }) => state !== 'accept')
      .map((each: { what: string; state: string }) => [each.what, each.state]),
    [
      ['vouchers', 'waiting'],
      ['cash', 'proposed'],
    ],
  );
  assert.equal(offered.bag.balanceVnd, '0');
  const alone = await at.accept({ after: 2, reason: 'một mình' });
  assert.equal(alone.json.error.facts.limit, 'two-people');
  const [first, second] = at.month.province.tellers.map(({ id }) => id);
  const stops = (await at.readDay()).stops.map(({ citizenId }: { citizenId: string }) => citizenId);
  const pair = [{ payerId: first, ...OUTING, partnerId: second, stops }];
  assert.equal((await at.accept({ after: 2, reason: 'hai người', rounds: pair })).json.version, 3);
});
