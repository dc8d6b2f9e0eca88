import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openTestSession } from '#kernel/access/testing/signed-in.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { addDays, dayAt } from '#kernel/words/day.ts';
import { newId } from '#kernel/words/id.ts';
import { dueVouchers } from '#modules/payouts/testing/at-door.ts';
import { openHouse } from './testing/house.ts';
import { furnish, type World } from './testing/world.ts';

/** What people try with ids, codes, dates and moments that are not theirs. */
const house = await openHouse(await cloneDatabase(), 10);
const { db, month, send } = house;
const { camLoId: officeId, rootId } = month.province;
let world: World;

before(async () => {
  world = await furnish(house);
});
after(async () => {
  await house.close();
  assert.deepEqual(house.defects, []);
});

const post = (cookie: string, path: string, body: object) => send('POST', path, { cookie, body });

test('the id of an act is its maker’s: the same act under it by somebody else is a conflict, not the first one’s receipt', async () => {
  const { doer, other } = world;
  const vault = await showOfficeHand(db.read, officeId, 'vault');
  const [paid, dead, moved] = (await dueVouchers(db)).slice(-3);
  assert.ok(paid && dead && moved);
  const drawers = await db.owner.pool.query<{ id: string }>(
    `select id from hand where kind = 'drawer' and staff_id = $1`,
    [doer.staffId],
  );
  const toward = drawers.rows[0]?.id;
  const draw = { kind: 'bank-cash', direction: 'draw', count: { 500000: 500 }, document: 'Séc 2' };
  const cash = { officeId, fromHand: vault.id, towardHand: toward, count: { 500000: 1 } };
  const person = (citizenId: string) => `/payouts/people/${citizenId}`;
  const move = { officeId, unitId: 1, hamlet: null, reason: 'Theo con' };
  const { rows: unit } = await db.owner.pool.query<{ unit_id: number }>(
    'select unit_id from office_unit limit 1',
  );
  const acts: readonly (readonly [path: string, body: object])[] = [
    [
      '/payouts/payments',
      {
        officeId,
        voucherIds: [paid.id],
        collector: { kind: 'self' },
        signed: 'paper',
        occurredAt: month.clock.now().toISOString(),
      },
    ],
    ['/payouts/offers', cash],
    ['/payouts/bank-cash', { officeId, direction: 'draw', count: { 500000: 1 }, document: 'Séc 3' }],
    ['/payouts/funding', { programme: 'merit', month: '2020-12', amountVnd: '5', document: 'UNC 2' }],
    [
      '/payouts/orders',
      { officeId, month: '2020-12', fromHand: vault.id, toHand: toward, count: { 500000: 1 } },
    ],
    ['/payouts/proposals', { officeId, what: draw }],
    [`${person(dead.citizenId)}/death`, { officeId, diedOn: '2020-12-03', document: 'Giấy' }],
    [`${person(moved.citizenId)}/move`, { ...move, unitId: unit[0]?.unit_id }],
    ['/payouts/distribution', { month: '2020-12', programme: 'merit' }],
    [
      '/privacy/requests',
      {
        number: null,
        kind: 'see',
        askedBy: 'Ông A',
        identifiedBy: 'CCCD',
        text: 'Xin',
        receivedAt: month.clock.now().toISOString(),
      },
    ],
  ];
  for (const [path, body] of acts) {
    const id = newId();
    const first = await post(doer.cookie, path, { id, ...body });
    assert.equal(first.status, 200, `${path}: ${first.answer.body}`);
    const before = await rowsOf();
    const second = await post(other.cookie, path, { id, ...body });
    assert.equal(second.code, 'conflict', `${path}: ${second.answer.body}`);
    assert.deepEqual(await rowsOf(), before, path);
    assert.equal((await post(doer.cookie, path, { id, ...body })).status, 200, path);
  }
});

/** How much was ever handed over, asked and written down. */
async function rowsOf() {
  const { rows } = await db.owner.pool.query(
    `select (select count(*) from handover) as handovers, (select count(*) from payment) as payments, (select count(*) from proposal) as proposals,
       (select count(*) from cash_order) as orders, (select count(*) from citizen_note) as notes, (select count(*) from subject_request) as requests`,
  );
  return rows;
}

test('a receipt’s code is not guessed: wrong codes and wrong numbers look alike, and soon nobody listens', async () => {
  const { rows } = await db.owner.pool.query<{ receipt_no: string }>(
    'select receipt_no from payment limit 1',
  );
  const ask = async (number: string) => {
    const code = randomBytes(8).toString('hex').slice(0, 10).toUpperCase();
    const asked = new URLSearchParams({ so: number, ma: code }).toString();
    const { statusCode, body } = await house.server.app.inject({ url: `/kiem-chung?${asked}` });
    return { status: statusCode, body: body.replaceAll(code, '').replaceAll(number, '') };
  };
  const [real, invented] = [await ask(rows[0]?.receipt_no ?? ''), await ask('XX-99999999')];
  assert.deepEqual([real.status, invented.status], [404, 404]);
  assert.equal(real.body, invented.body);
  const statuses = [];
  for (let i = 0; i < 30; i++) statuses.push((await ask(rows[0]?.receipt_no ?? '')).status);
  assert.ok(statuses.filter((status) => status === 429).length >= 10, statuses.join());
});

test('a stream tells of no other office, also to who comes back with another one’s place', async () => {
  const far = await house.person(month.farId, 'teller');
  const refused = await send('GET', `/payouts/changes?officeId=${officeId}`, { cookie: far.cookie });
  assert.equal(refused.code, 'not_allowed');
  const origin = await house.server.app.listen({ host: '127.0.0.1', port: 0 });
  const open = async (cookie: string, at: string, lastEventId?: string) => {
    const gone = new AbortController();
    const answer = await fetch(`${origin}/api/payouts/changes?officeId=${at}`, {
      headers: { cookie, ...(lastEventId && { 'last-event-id': lastEventId }) },
      signal: gone.signal,
    });
    assert.equal(answer.status, 200);
    return streamOf(answer, () => gone.abort());
  };
  const draw = async (at: string) => {
    const body = { id: newId(), officeId: at, direction: 'draw', count: { 1000: 1 }, document: 'Séc' };
    assert.equal((await post(world.doer.cookie, '/payouts/bank-cash', body)).status, 200);
  };
  /** A stream begins a moment after it is answered: cash moves at the office until it is told of it. */
  const hears = async (stream: Stream, at: string) => {
    let heard = false;
    const told = stream.until(new RegExp(at)).finally(() => (heard = true));
    while (!heard) await draw(at);
    return told;
  };
  const [all, one] = [await open(world.doer.cookie, rootId), await open(far.cookie, month.farId)];
  await hears(one, month.farId);
  const place = /id: (\S+)/.exec(await hears(all, officeId))?.[1];
  assert.ok(place);
  const back = await open(far.cookie, month.farId, place);
  await hears(back, month.farId);
  all.forget();
  await hears(all, officeId);
  for (const each of [one, back]) {
    each.forget();
    await hears(each, month.farId);
    assert.doesNotMatch(each.whole(), new RegExp(officeId));
  }
  for (const each of [all, one, back]) each.leave();
});

interface Stream {
  /** Reads on until what it says, since it was last told to forget, holds this. */
  until(wanted: RegExp): Promise<string>;
  forget(): void;
  whole(): string;
  leave(): void;
}

function streamOf(answer: Response, leave: () => void): Stream {
  let [before, heard] = ['', ''];
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  return {
    until: async (wanted) => {
      while (!wanted.test(heard)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended after ${heard}`);
        heard += decoder.decode(value);
      }
      return heard;
    },
    forget: () => {
      before += heard;
      heard = '';
    },
    whole: () => before + heard,
    leave,
  };
}

test('a role counts on its days alone, is not granted from a day that is over, and never upwards', async () => {
  const administrator = await house.person(officeId, 'administrator');
  const { staffId, cookie } = await house.person(officeId, 'teller');
  const today = dayAt(new Date());
  const grant = (given: object) =>
    post(administrator.cookie, `/staff/${staffId}/grants`, {
      id: newId(),
      role: 'administrator',
      officeId,
      validFrom: today,
      validTo: null,
      ...given,
    });
  const sees = async () => (await send('GET', '/offices/all', { cookie })).status === 200;
  assert.equal(await sees(), false);
  assert.equal((await grant({ validFrom: addDays(today, 1) })).status, 200);
  assert.equal(await sees(), false, 'from tomorrow');
  assert.equal((await grant({ validFrom: addDays(today, -30) })).code, 'grant_past');
  assert.equal(
    (await grant({ validFrom: addDays(today, -30), validTo: addDays(today, -1) })).code,
    'grant_past',
  );
  assert.equal(await sees(), false);
  for (const at of [rootId, month.farId]) assert.equal((await grant({ officeId: at })).code, 'not_allowed');
  const self = { id: newId(), role: 'treasurer', officeId, validFrom: today, validTo: null };
  const own = await post(administrator.cookie, `/staff/${administrator.staffId}/grants`, self);
  assert.equal(own.code, 'own_rights_not_allowed');
  assert.equal((await grant({ validTo: today })).status, 200);
  assert.equal(await sees(), true, 'today, and no longer');
  await db.owner.pool.query(
    `update role_grant set valid_from = $2, valid_to = $2 where staff_id = $1 and role = 'administrator'`,
    [staffId, addDays(today, -1)],
  );
  assert.equal(await sees(), false, 'its last day is over');
});

test('somebody suspended in the middle of an act finishes nothing that begins after it', async () => {
  const teller = await house.person(officeId, 'teller');
  const administrator = await house.person(rootId, 'administrator');
  const made = await post(world.doer.cookie, '/payouts/drawers', {
    id: newId(),
    officeId,
    staffId: teller.staffId,
    name: 'Ngăn kéo',
    limitVnd: null,
  });
  assert.equal(made.status, 200, made.answer.body);
  const { rows } = await db.owner.pool.query<{ id: string }>('select id from hand where staff_id = $1', [
    teller.staffId,
  ]);
  const vault = await showOfficeHand(db.read, officeId, 'vault');
  const offer = { id: newId(), officeId, fromHand: vault.id, towardHand: rows[0]?.id, count: { 500000: 2 } };
  assert.equal((await post(world.doer.cookie, '/payouts/offers', offer)).status, 200);
  const second = await openTestSession(db.owner, teller.staffId);
  const accept = (cookie: string) =>
    post(cookie, `/payouts/offers/${offer.id}/acceptance`, { id: newId(), officeId, count: offer.count });
  const suspend = () =>
    post(administrator.cookie, `/staff/${teller.staffId}/suspension`, { reason: 'Nghi vấn' });
  // The acceptance may have been let in before the suspension stood: then it is whole, else it is not there.
  const [taken, ended] = await Promise.all([accept(teller.cookie), suspend()]);
  assert.equal(ended.status, 200);
  assert.ok(taken.status === 200 || taken.code === 'not_signed_in', taken.answer.body);
  for (const cookie of [teller.cookie, second]) assert.equal((await accept(cookie)).code, 'not_signed_in');
  const open = await db.owner.pool.query('select from open_offer where handover_id = $1', [offer.id]);
  assert.equal(open.rows.length, taken.status === 200 ? 0 : 1);
});
