import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { createStaging } from '#modules/payouts/lists/store/staging.ts';
import { openList } from '#modules/payouts/lists/store/lists.ts';
import { smallProvince, type SmallProvince } from '#modules/payouts/testing/province.ts';

/** What a foreign key a row would guard is guarded by the only functions that may write a voucher. */
const db = await cloneDatabase();
const NOW = new Date('2020-12-01T08:00:00+07:00');
let province: SmallProvince;
let vault: Id;
let desk: Id;

before(async () => {
  province = await smallProvince(db, NOW);
  vault = (await showOfficeHand(db.read, province.camLoId, 'vault')).id;
  desk = (await showOfficeHand(db.read, province.camLoId, 'desk')).id;
});

async function stageOne(tx: Tx, citizen: Id, fresh: boolean): Promise<void> {
  await createStaging(tx);
  await sql`insert into staged_line (line, full_name, name_key, tail_key, regime, source, channel, pay_on, pay_until, office_id,
      citizen_id, fresh)
    values (1, 'Lê Văn Thử', 'le van thu', 'thu van le', 'Hưu trí', 'NSNN', 'point', '2020-12-05', '2020-12-10',
      ${province.camLoId}, ${citizen}, ${fresh})`.execute(tx);
  await sql`insert into staged_voucher values (${newId()}, 1, 'regular', '2020-12-01', 5)`.execute(tx);
}

async function open(tx: Tx, handoverId: Id, kind = 'supplementary'): Promise<Id> {
  const id = newId();
  await openList(tx, NOW, {
    id,
    programme: 'merit',
    month: '2020-12',
    kind,
    fileName: 'x.csv',
    fileBytes: 1,
    sha256: id.replaceAll('-', '').repeat(2),
    people: 0,
    vouchers: 0,
    totalVnd: 0n,
    findings: [],
    handoverId,
    doer: province.controller,
  });
  return id;
}

async function postOne(tx: Tx): Promise<Id> {
  const id = newId();
  const input = { list: id };
  const [answer] = await post(tx, NOW, [
    {
      id,
      kind: 'list-accept',
      doer: province.controller,
      officeId: province.camLoId,
      occurredAt: NOW,
      input,
    },
  ]);
  assert.equal(answer?.answer, 'posted');
  return id;
}

const enter = (tx: Tx, list: Id, toHand = desk) =>
  sql`select enter_staged(${list}, ${vault}, ${toHand}, ${NOW})`.execute(tx);

test('a list counts its own vouchers, and cannot be committed without its handover', async () => {
  const list = await db.write(async (tx) => {
    await stageOne(tx, newId(), true);
    const id = await open(tx, newId());
    await enter(tx, id);
    const { rows } = await sql`select * from finish_list(${id}, 1, '[]')`.execute(tx);
    assert.deepEqual(rows, [{ vouchers: 1, total_vnd: 5n }]);
    const { rows: made } = await sql<{ handover_id: Id }>`select handover_id from payout_list`.execute(tx);
    const [answer] = await post(tx, NOW, [
      {
        id: made[0]?.handover_id ?? '',
        kind: 'list-accept',
        doer: province.controller,
        officeId: province.camLoId,
        occurredAt: NOW,
        input: id,
      },
    ]);
    assert.equal(answer?.answer, 'posted');
    return id;
  });
  const refused: ((tx: Tx) => Promise<unknown>)[] = [
    // Without a handover, the commit fails.
    (tx) => stageOne(tx, newId(), true).then(async () => enter(tx, await open(tx, newId()))),
    // A list of an earlier transaction takes no more vouchers and no other figures.
    (tx) => stageOne(tx, newId(), true).then(() => enter(tx, list)),
    (tx) => sql`select * from finish_list(${list}, 9, '[]')`.execute(tx),
    // A citizen nobody knows, a hand that is none, a list that takes back.
    (tx) => stageOne(tx, newId(), false).then(async () => enter(tx, await open(tx, await postOne(tx)))),
    (tx) =>
      stageOne(tx, newId(), true).then(async () => enter(tx, await open(tx, await postOne(tx)), newId())),
    (tx) =>
      stageOne(tx, newId(), true).then(async () =>
        enter(tx, await open(tx, await postOne(tx), 'withdrawal')),
      ),
  ];
  for (const work of refused) await assert.rejects(db.write(work), { code: '23503' });
  const { rows } = await sql<{ vouchers: bigint; things: bigint }>`
    select (select count(*) from voucher) as vouchers, (select count(*) from thing) as things`.execute(
    db.kysely,
  );
  assert.deepEqual(rows, [{ vouchers: 1n, things: 1n }]);
});

test('the application writes no voucher of its own, nor says whose it is', async () => {
  for (const statement of ['insert into voucher select * from voucher', 'update voucher set citizen_id = id'])
    await assert.rejects(db.pool.query(statement), { code: '42501' });
  const { rows } = await db.pool.query('select follow_merge(citizen_id) as moved from voucher');
  assert.deepEqual(rows, [{ moved: 0n }], 'a record that was not merged keeps its vouchers');
});
