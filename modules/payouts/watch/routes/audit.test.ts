import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { looksRoutes } from '#people/looks/routes.ts';
import { BINH, serveMonth, type ServedMonth } from '../../testing/served.ts';
import { type Counter, openCounter } from '../../testing/counter.ts';
import { auditRoutes } from './audit.ts';

const db = await cloneDatabase();
let month: ServedMonth;
let counter: Counter;

before(async () => {
  month = await serveMonth(db);
  counter = await openCounter(db, [auditRoutes({ db }), looksRoutes({ db })]);
});
after(async () => {
  await counter.server.close();
  await month.close();
});

const citizenOf = (cccd: string) =>
  db.owner.read.selectFrom('citizen').select('id').where('cccd', '=', cccd).executeTakeFirstOrThrow();

test('a corrected fact of a person stands among the corrections of the province, and of no office below', async () => {
  const { id } = await citizenOf(BINH);
  const changeId = newId();
  await db.write((tx) =>
    tx
      .insertInto('citizen_change')
      .values({
        id: changeId,
        citizen_id: id,
        before: '{"hamlet":"Thôn 1"}',
        after: '{"hamlet":"Thôn 2"}',
        reason: 'dời nhà',
        changed_by: month.province.controller.id,
        changed_at: month.clock.now(),
      })
      .execute(),
  );
  const auditor = await counter.cookie('auditor', month.province.rootId);
  const ask = (officeId: string, more = '') =>
    counter.ask(auditor, 'GET', `/payouts/corrections?officeId=${officeId}${more}`);
  const found = await ask(month.province.rootId);
  assert.equal(found.status, 200);
  const line = found.json.items.find((each: { id: string }) => each.id === changeId);
  assert.deepEqual([line.kind, line.reason, line.citizenId], ['person', 'dời nhà', id]);
  assert.deepEqual((await ask(month.province.camLoId)).json.items, []);
  assert.deepEqual((await ask(month.province.rootId, '&from=2020-12-07')).json.items, []);
  assert.equal((await ask(month.province.rootId, '&from=2020-12-06&to=2020-12-06')).json.items.length, 1);
});

test('who looked at whose data is found by person, name without accents and day, and pages neither skip nor double', async () => {
  const { id } = await citizenOf(BINH);
  const auditor = await counter.cookie('auditor', month.province.rootId);
  const looker = month.province.controller;
  await db.owner.pool.query(
    `insert into access_log (staff_id, subject_kind, subject_id, reason, route, reference, at)
     select $1, 'citizen', $2, 'lần ' || n, 'GET /x', 'r' || n, '2020-12-06 09:00+07'::timestamptz from generate_series(1, 5) n`,
    [looker.id, id],
  );
  const seen: string[] = [];
  for (let after = ''; ;) {
    const { json } = await counter.ask(auditor, 'GET', `/looks?citizenId=${id}&limit=2${after}`);
    seen.push(...json.items.map((each: { reason: string }) => each.reason));
    if (json.next === null) break;
    after = `&after=${json.next}`;
  }
  assert.deepEqual(seen, ['lần 5', 'lần 4', 'lần 3', 'lần 2', 'lần 1']);
  const none = await counter.ask(auditor, 'GET', `/looks?citizenId=${id}&to=2020-12-05`);
  assert.deepEqual(none.json.items, []);
  const [first] = (await counter.ask(auditor, 'GET', `/looks?citizenId=${id}`)).json.items;
  assert.equal(first.subject, 'T. Đ. Bình');
});

test('only an auditor sees who looked; a chief accountant sees corrections', async () => {
  const chief = await counter.cookie('chief-accountant', month.province.rootId);
  assert.equal((await counter.ask(chief, 'GET', '/looks')).status, 403);
  const url = `/payouts/corrections?officeId=${month.province.rootId}`;
  assert.equal((await counter.ask(chief, 'GET', url)).status, 200);
  const teller = await counter.cookie('teller', month.province.camLoId);
  assert.equal(
    (await counter.ask(teller, 'GET', `/payouts/corrections?officeId=${month.province.camLoId}`)).status,
    403,
  );
});
