import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { exportEvidence, findRange } from '#kernel/evidence/export.ts';
import { catchUp } from '#kernel/evidence/follow.ts';
import { verifyFile } from '#kernel/evidence/verify-file.ts';
import { acceptAt, envelope, fill, offerFrom, openRoom, postAt } from '#kernel/handover/testing/room.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { untilSettled } from '#kernel/testing/settled.ts';
import { addMonths } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { auditRoutes } from '../watch/routes/audit.ts';
import { type Branch, openBranch } from '../testing/branch.ts';
import { openCounter } from '../testing/counter.ts';
import { picker } from '../walk/world.ts';

/** The books: what they are made of, which day an entry falls in, how corrections are found, how a difference is disputed. */
const db = await cloneDatabase();
const folder = await mkdtemp(join(tmpdir(), 'tungnha-books-'));
let branch: Branch;
before(async () => {
  branch = await openBranch(db);
});
after(async () => {
  await branch.month.close();
  await rm(folder, { recursive: true, force: true });
});

/** Every stored balance beside the one rebuilt from nothing but posted moves. */
async function differences(): Promise<unknown[]> {
  const { rows } = await db.pool.query(
    `select b.hand_id, b.balance_vnd, coalesce(m.vnd, 0) as rebuilt from hand_balance b left join (
       select hand, sum(vnd) as vnd from (
         select to_hand as hand, amount_vnd as vnd from money_move union all select from_hand, -amount_vnd from money_move
       ) legs group by hand
     ) m on m.hand = b.hand_id where b.balance_vnd <> coalesce(m.vnd, 0)`,
  );
  return rows;
}

test('3. Over 24 months, with money left in transit and in suspense, what is rebuilt from the moves equals what is stored', async () => {
  const pick = picker(24);
  const [giver, taker] = [await openRoom(db, 'giver'), await openRoom(db, 'taker')];
  await fill(db, giver, giver.vault, 900_000_000n);
  let suspense = 0n;
  for (let i = 0; i < 24; i++) {
    const at = new Date(`${addMonths('2019-01', i)}-15T09:00:00+07:00`);
    for (let n = 0; n < 6; n++) {
      const offerId = await offerFrom(db, giver, {
        from: giver.vault,
        toward: taker.vault,
        amountVnd: 300_000n,
      });
      // Some offers wait for good, some are counted short: neither is ever used for something else later.
      const fate = pick(3);
      if (fate === 0) continue;
      await acceptAt(db, taker, offerId, { count: { '100000': 3 - (fate - 1) } });
      suspense += BigInt(fate - 1) * 100_000n;
    }
    await postAt(db, at, [
      envelope(giver, { money: [{ from: giver.vault, to: giver.party, amountVnd: 1_000n }] }),
    ]);
    assert.deepEqual(await differences(), [], `month ${i + 1}`);
    assert.equal(await branch.held(taker.suspense), suspense, 'what was counted short, and nothing else');
  }
  assert.ok(suspense > 0n);
});

test('10. An audit extract carries count, range and root: dropped, doubled, reordered or edited, the row is named', async () => {
  const log = { error: assert.fail, info: () => {} };
  await untilSettled(db);
  const to = await catchUp({ db, clock: branch.month.clock, log, keysFolder: join(folder, 'keys') });
  const path = join(folder, 'extract.gz');
  assert.deepEqual(await findRange(db.read, null, null), { from: 0, to });
  const { leaves } = await exportEvidence(db.read, { from: 0, to }, path);
  const { rows } = await db.pool.query<{ n: number }>(
    'select (select count(*) from handover)::int + (select count(*) from access_log)::int as n',
  );
  assert.equal(leaves, rows[0]?.n, 'every row once');
  const lines = gunzipSync(await readFile(path))
    .toString()
    .split('\n')
    .slice(0, -1);
  const at = lines.findIndex((line) => line.includes('"amountVnd":"300000"'));
  const line = lines[at] as string;
  const { n, leaf } = JSON.parse(line) as { n: number; leaf: { id: string } };
  const findings = async (changed: readonly string[]) => {
    const file = join(folder, `${newId()}.ndjson`);
    await writeFile(file, `${changed.join('\n')}\n`);
    const answer = await verifyFile(file);
    assert.ok(answer.file === 'export');
    return answer.verdict.findings.map(({ what, position, subject, breaks }) => [
      what,
      position,
      subject?.id ?? null,
      breaks?.size,
    ]);
  };
  assert.deepEqual(await findings(lines), []);
  assert.deepEqual(await findings(lines.toSpliced(at, 1)), [['dropped', n, null, to]]);
  assert.deepEqual(await findings(lines.toSpliced(at, 0, line)), [['doubled', n, leaf.id, to]]);
  assert.deepEqual(await findings(lines.with(at, lines[at + 1] as string).with(at + 1, line)), [
    ['reordered', n, leaf.id, to],
  ]);
  const edited = line.replace('"amountVnd":"300000"', '"amountVnd":"3000000"');
  assert.deepEqual(await findings(lines.with(at, edited)), [['edited', n, leaf.id, to]]);
});

test('11. At the change of the day every entry falls into one day, and none into a day that is closed', async () => {
  const room = await openRoom(db, 'rollover');
  await fill(db, room, room.vault, 100_000_000n);
  const evening = new Date('2020-12-07T23:59:59.500+07:00');
  const close = (now: Date) =>
    db.pool.query<{ day: string | null }>(`select close_office_day($1, '2020-12-07', $2, $3, '{}') as day`, [
      room.officeId,
      newId(),
      now,
    ]);
  const pay = (now: Date, occurredAt = now) => {
    const one = envelope(room, { occurredAt, money: [{ from: room.vault, to: room.party, amountVnd: 1n }] });
    return postAt(db, now, [one]).then(([answer]) => ({ id: one.id, answer: answer?.answer }));
  };
  const racing = await Promise.all([
    ...Array.from({ length: 15 }, () => pay(evening)),
    close(evening),
    ...Array.from({ length: 15 }, () => pay(evening)),
  ]);
  const posted = racing.flatMap((each) => ('answer' in each ? [each] : []));
  assert.ok(posted.every(({ answer }) => answer === 'posted'));
  // A phone that was away brings yesterday's act after the close: its hour is kept, its day is the open one.
  const late = await pay(new Date('2020-12-08T08:00:00+07:00'), new Date('2020-12-07T15:00:00+07:00'));
  const { rows } = await db.pool.query<{ id: Id; business_day: string; same: boolean }>(
    `select h.id, h.business_day, bool_and(m.business_day = h.business_day) as same
     from handover h join money_move m on m.handover_id = h.id where h.id = any ($1) group by h.id`,
    [[...posted.map(({ id }) => id), late.id]],
  );
  assert.equal(rows.length, 31);
  assert.ok(
    rows.every((row) => row.same),
    'an envelope and its moves fall into one day',
  );
  assert.equal(rows.find((row) => row.id === late.id)?.business_day, '2020-12-08');
  const days = Map.groupBy(rows, (row) => row.business_day);
  assert.deepEqual(
    [...days.keys()].filter((day) => !['2020-12-07', '2020-12-08'].includes(day)),
    [],
  );
  assert.equal((await pay(evening)).answer, 'posted');
  const after = await db.read
    .selectFrom('handover')
    .select('id')
    .where('office_id', '=', room.officeId)
    .where('business_day', '=', '2020-12-07')
    .execute();
  assert.equal(
    after.length,
    (days.get('2020-12-07') ?? []).length + 1,
    'the closed day holds what it held, and what filled the vault',
  );
});

test('12. All corrections of an office over five years are listed at once', async () => {
  const made = 60 * 10;
  // Five years of a busy office: 120,000 handovers, ten of them taken back in each month.
  await db.owner.pool.query(
    `insert into handover (id, kind, actor_kind, actor_id, actor_name, office_id, occurred_at, recorded_at, business_day, input_hash)
     select gen_random_uuid(), 'pay', 'person', $2, 'Lê Thị Giao Dịch', $1, at, at, at::date, sha256('')
     from (select timestamptz '2016-01-01' + n * interval '21 minutes' as at from generate_series(1, 120000) n) t`,
    [branch.officeId, newId()],
  );
  await db.owner.pool.query(
    `insert into handover (id, kind, actor_kind, actor_id, actor_name, office_id, occurred_at, recorded_at, business_day, reason, input_hash, reverses)
     select gen_random_uuid(), 'pay-reverse', 'person', $2, 'Trần Văn Giao Dịch', $1, at, at, at::date, 'sai người', sha256(''), id
     from (select id, recorded_at + interval '1 hour' as at, row_number() over (order by recorded_at) as n
       from handover where office_id = $1 and kind = 'pay' and recorded_at < '2020-12-01') t where n % 200 = 0 limit $3`,
    [branch.officeId, newId(), made],
  );
  await db.owner.pool.query('analyze handover');
  const counter = await openCounter(db, [auditRoutes({ db })]);
  const seen = new Set<string>();
  let after = '';
  const began = performance.now();
  for (;;) {
    const url = `/payouts/corrections?officeId=${branch.officeId}&limit=500${after}`;
    const { status, json } = await counter.ask(branch.accountant, 'GET', url);
    assert.equal(status, 200, JSON.stringify(json));
    for (const item of json.items as { id: string; kind: string; by: string; corrects: string | null }[])
      if (item.kind === 'reversal') {
        assert.ok(item.by && item.corrects, 'who, and what was corrected');
        seen.add(item.id);
      }
    if (json.next === null) break;
    after = `&after=${encodeURIComponent(json.next as string)}`;
  }
  await counter.server.close();
  const spentMs = performance.now() - began;
  assert.equal(seen.size, made);
  assert.ok(spentMs < 5_000, `${spentMs.toFixed(0)} ms, where months were spoken of`);
});

test('13. A shortfall is disputed: it sits in suspense, both sides are kept, and who counted it does not rule', async () => {
  const suspense = await branch.hand('suspense');
  const before = await branch.held(suspense);
  const book = await branch.held(branch.vault);
  const counted = fewestNotes(book - 500_000n).count;
  const closed = await branch.ask(branch.treasurer, 'POST', '/closes/hand', {
    id: newId(),
    handId: branch.vault,
    day: '2020-12-06',
    count: counted,
    thingsCounted: 0,
    reason: 'chưa rõ',
  });
  assert.equal(closed.status, 200, JSON.stringify(closed.json));
  assert.equal(closed.json.differenceVnd, '-500000');
  const [caseId] = closed.json.caseIds as string[];
  assert.equal(await branch.held(suspense), before + 500_000n, 'in suspense, named, and nobody is charged');
  const dispute = { id: newId(), kind: 'disputed', note: 'Tôi đã giao đủ; đề nghị xem lại biên bản.' };
  assert.equal((await branch.ask(branch.treasurer, 'POST', `/cases/${caseId}/entries`, dispute)).status, 200);
  const ruling = { id: newId(), ruling: 'charged', note: 'x' };
  const own = await branch.ask(branch.treasurer, 'POST', `/cases/${caseId}/ruling`, ruling);
  assert.equal(own.code, 'not_allowed', 'its own counter does not rule');
  const { rows } = await db.pool.query<{ kinds: string[]; book_vnd: bigint; counted_vnd: bigint }>(
    `select array_agg(e.kind) as kinds, c.book_vnd, c.counted_vnd from custody_case k
     join hand_close c on c.handover_id = k.handover_id join custody_case_entry e on e.case_id = k.id
     where k.id = $1 group by c.book_vnd, c.counted_vnd`,
    [caseId],
  );
  assert.deepEqual(rows, [{ kinds: ['disputed'], book_vnd: book, counted_vnd: book - 500_000n }]);
  assert.equal(await branch.held(suspense), before + 500_000n, 'the dispute moves nothing by itself');
});
