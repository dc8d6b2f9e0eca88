import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { newId } from '../words/id.ts';
import { checkEvidence } from './check.ts';
import { listKeys } from './checkpoints.ts';
import { exportEvidence, findRange } from './export.ts';
import { leafHash } from './merkle.ts';
import { briefly, openExportedRecord, SECOND } from './testing/exported-record.ts';
import { readLeafHashes } from './tree.ts';
import type { Kept } from './verify-export.ts';
import { verifyFile } from './verify-file.ts';

/** An export of a small province, bent in every way that a forger has, and the rows behind it changed by a superuser. */
const record = await openExportedRecord();
const { db, folder, settings, checkpoints, path, exported, lines, verify, leafAt } = record;
const { clock } = settings;

const without = (at: number) => lines.filter((_, i) => i !== at);
test('a whole export is whole, packed or not, by itself and against checkpoints kept elsewhere', async () => {
  const packed = await verifyFile(path);
  assert.ok(packed.file === 'export' && packed.verdict.outcome === 'whole');
  const key = (await listKeys(db.read))[0]?.verifier as string;
  for (const checkpoint of checkpoints) {
    const { outcome, kept, confirmed, leaves } = await verify(lines, { checkpoint, key });
    assert.deepEqual(
      { outcome, kept, leaves },
      { outcome: 'whole', kept: 'confirmed', leaves: exported.leaves },
    );
    assert.ok(confirmed >= 2);
  }
});

test('a dropped row is named, with the checkpoint it breaks', async () => {
  const { at } = leafAt(200);
  const verdict = await verify(without(at));
  assert.deepEqual(briefly(verdict), [`dropped 200  ${SECOND}`]);
});

test('a doubled row is named', async () => {
  const { at, line, id } = leafAt(200);
  assert.deepEqual(briefly(await verify(lines.toSpliced(at, 0, line))), [`doubled 200 ${id} ${SECOND}`]);
  const far = await verify(lines.toSpliced(leafAt(230).at, 0, line));
  assert.deepEqual(briefly(far), [`doubled 200 ${id} ${SECOND}`]);
});

test('a reordered row is named', async () => {
  const [a, b] = [leafAt(200), leafAt(201)];
  const swapped = lines.with(a.at, b.line).with(b.at, a.line);
  assert.deepEqual(briefly(await verify(swapped)), [`reordered 200 ${a.id} ${SECOND}`]);
});

test('an edited row is named: its amount, its maker, its day, any letter', async () => {
  const { at, line, id } = leafAt(200);
  for (const [from, to] of [
    ['"amountVnd":"1000"', '"amountVnd":"9000"'],
    ['"name":"Nguyễn Thị An"', '"name":"Nguyễn Thị Ân"'],
    ['"businessDay":"2020-12-07"', '"businessDay":"2020-12-08"'],
  ] as const) {
    assert.ok(line.includes(from));
    const verdict = await verify(lines.with(at, line.replace(from, to)));
    assert.deepEqual(briefly(verdict), [`edited 200 ${id} ${SECOND}`]);
  }
});

test('a forger who also mends hashes and positions is caught by the next signed root', async () => {
  const { at, line } = leafAt(200);
  const leaf = line.slice(line.indexOf('"leaf":') + 7, -1).replace('"1000"', '"9000"');
  const hash = leafHash(leaf).toString('base64');
  const forged = line.replace(/"hash":"[^"]+","leaf":.*$/su, () => `"hash":"${hash}","leaf":${leaf}}`);
  assert.deepEqual(briefly(await verify(lines.with(at, forged))), [`changed 0  ${SECOND}`]);
  const renumbered = without(at).map((text) =>
    text.replace(/^\{"n":(\d+)/, (all, n) => (Number(n) > 200 ? `{"n":${Number(n) - 1}` : all)),
  );
  const verdict = await verify(renumbered);
  assert.equal(verdict.outcome, 'broken');
  assert.ok(verdict.findings.some(({ breaks }) => breaks?.size === SECOND));
});

test('what is cut off, unpacked wrong, unsigned or signed by another key is broken', async () => {
  const whats = async (changed: readonly string[], kept: Kept = {}) =>
    new Set((await verify(changed, kept)).findings.map(({ what }) => what));
  assert.ok((await whats(lines.slice(0, -1))).has('cut_off'));
  assert.ok((await whats(lines.slice(0, 300))).has('cut_off'));
  assert.ok((await whats(lines.with(5, 'x'))).has('unreadable'));
  const noted = lines.findIndex((line) => line.startsWith('{"checkpoint"'));
  assert.ok(
    (await whats(lines.with(noted, (lines[noted] as string).replace('time 2020', 'time 2021')))).has(
      'checkpoint_unsigned',
    ),
  );
  assert.ok(
    (await whats(lines.filter((line) => !line.startsWith('{"checkpoint"')))).has('checkpoint_missing'),
  );
  assert.ok((await whats(lines, { key: 'x+00000000+AA' })).has('key_unknown'));
  const bytes = await readFile(path);
  await writeFile(join(folder, 'cut.gz'), bytes.subarray(0, bytes.length / 2));
  const cut = await verifyFile(join(folder, 'cut.gz'));
  assert.ok(cut.file === 'export' && cut.verdict.outcome === 'broken');
  await assert.rejects(verifyFile(join(folder, 'none.gz')), /ENOENT/);
});

test('a later part of the record verifies by itself too', async () => {
  const part = join(folder, 'part.gz');
  await exportEvidence(db.read, { from: SECOND, to: exported.to }, part);
  const answer = await verifyFile(part, { checkpoint: checkpoints.at(-1) as string });
  assert.ok(answer.file === 'export' && answer.verdict.outcome === 'whole', JSON.stringify(answer));
  assert.equal(answer.verdict.leaves, exported.to - SECOND);
  assert.equal(answer.verdict.kept, 'confirmed');
  const earlier = await verifyFile(part, { checkpoint: checkpoints[0] as string });
  assert.equal(earlier.file === 'export' && earlier.verdict.kept, 'begins_after_it');
});

test('days choose a range of whole checkpoints', async () => {
  assert.deepEqual(await findRange(db.read, null, null), { from: 0, to: exported.to });
  assert.deepEqual(await findRange(db.read, '2020-12-07', '2020-12-07'), { from: 0, to: exported.to });
  const later = await findRange(db.read, '2199-01-01', null);
  assert.deepEqual(later, { from: exported.to, to: exported.to });
});

/** Each act of a superuser, what the check must call it, and how it is taken back. */
const ACTS = [
  [
    'edited',
    `update money_move set amount_vnd = 9000 where handover_id = $1`,
    `update money_move set amount_vnd = 1000 where handover_id = $1`,
  ],
  [
    'edited',
    `update handover set actor_name = 'Ai đó' where id = $1`,
    `update handover set actor_name = 'Nguyễn Thị An' where id = $1`,
  ],
  [
    'edited',
    `insert into money_move values ($1, 2, (select id from hand where kind = 'vault'), (select id from hand where kind = 'desk'), 5, '2020-12-07')`,
    `delete from money_move where handover_id = $1 and n = 2`,
  ],
  [
    'edited',
    `update money_move set business_day = '2020-12-08' where handover_id = $1`,
    `update money_move set business_day = '2020-12-07' where handover_id = $1`,
  ],
] as const;

test(`a superuser's edit is named by the check and by the verifier`, async () => {
  assert.deepEqual((await checkEvidence(db, clock)).findings, []);
  const { id } = leafAt(200);
  const first = (await newestBefore(200)) as number;
  for (const [what, act, back] of ACTS) {
    await db.owner.pool.query(act, [id]);
    const report = await checkEvidence(db, clock);
    assert.equal(report.outcome, 'broken');
    assert.deepEqual(briefly(report), [`${what} 200 ${id} ${first}`]);
    const file = join(folder, 'bent.gz');
    await exportEvidence(db.read, { from: 0, to: exported.to }, file);
    const answer = await verifyFile(file);
    assert.ok(answer.file === 'export');
    assert.deepEqual(briefly(answer.verdict), [`${what} 200 ${id} ${SECOND}`]);
    await db.owner.pool.query(back, [id]);
  }
  assert.equal((await checkEvidence(db, clock)).outcome, 'whole');
});

async function newestBefore(position: number): Promise<number | undefined> {
  const row = await db.read
    .selectFrom('evidence_checkpoint')
    .select('size')
    .where('size', '>', BigInt(position))
    .orderBy('size')
    .executeTakeFirst();
  return row && Number(row.size);
}

test('a handover that a superuser removes or slips in is named', async () => {
  const { id } = leafAt(200);
  const client = await db.owner.pool.connect();
  await client.query('begin');
  await client.query(
    'create temp table kept_handover on commit drop as select * from handover where id = $1',
    [id],
  );
  await client.query('delete from handover where id = $1', [id]);
  await client.query('commit');
  client.release();
  assert.deepEqual(briefly(await checkEvidence(db, clock)), [`dropped 200 ${id} ${await newestBefore(200)}`]);
  const file = join(folder, 'removed.gz');
  await exportEvidence(db.read, { from: 0, to: exported.to }, file);
  const answer = await verifyFile(file);
  assert.ok(answer.file === 'export');
  assert.deepEqual(briefly(answer.verdict), [`dropped 200 ${id} ${SECOND}`]);
  const slipped = newId();
  await db.owner.pool.query(
    `insert into handover select $1, kind, actor_kind, actor_id, actor_name, device_id, office_id, occurred_at, recorded_at,
      business_day, reason, proof, input_hash, null, null, null, xid from handover where id = $2`,
    [slipped, leafAt(201).id],
  );
  const report = await checkEvidence(db, clock);
  assert.ok(report.findings.some(({ what, subject }) => what === 'added' && subject?.id === slipped));
});

test('a superuser who rewrites the tree as well still breaks every signed checkpoint behind it', async () => {
  const hashes = await readLeafHashes(db.read, 0, exported.to);
  hashes[200] = leafHash('another past');
  await db.owner.pool.query(
    'update evidence_run set hashes = overlay(hashes placing $1 from $2) where first_position = 132',
    [hashes[200], 32 * (200 - 132) + 1],
  );
  const report = await checkEvidence(db, clock);
  assert.ok(report.findings.some(({ what, breaks }) => what === 'changed' && breaks !== null));
});
