import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { recordLooks } from '../access/reveals.ts';
import { makeTestPerson } from '../access/testing/signed-in.ts';
import { envelope, fill, MORNING, openRoom, postAt, type Room } from '../handover/testing/room.ts';
import { post } from '../handover/post.ts';
import { cloneDatabase } from '../testing/database.ts';
import { untilSettled } from '../testing/settled.ts';
import { newId } from '../words/id.ts';
import { appendLeaves, openAppender } from './append.ts';
import { findCheckpointCovering, listKeys, newestCheckpoint } from './checkpoints.ts';
import { catchUp, type EvidenceSettings, runEvidence } from './follow.ts';
import { rotateKey } from './keys.ts';
import { isConsistent, isIncluded, leafHash } from './merkle.ts';
import { readSuccession, signersOf } from './note.ts';
import { consistencyProof, inclusionProof } from './prove.ts';
import { findPosition, readEnd, readLeafHashes, readRoot, storedSubtrees } from './tree.ts';

const db = await cloneDatabase();
const folder = await mkdtemp(join(tmpdir(), 'tungnha-evidence-'));
after(() => rm(folder, { recursive: true, force: true }));
const errors: object[] = [];
const settings: EvidenceSettings = {
  db,
  clock: { now: () => MORNING },
  log: { error: (facts) => errors.push(facts), info: () => {} },
  keysFolder: join(folder, 'keys'),
  outFolder: join(folder, 'out'),
  restMs: 5,
  signEveryMs: 0,
};
let room: Room;

before(async () => {
  room = await openRoom(db, 'O');
  await fill(db, room, room.vault, 900_000_000n);
});

const pieces = (n: number) =>
  Array.from({ length: n }, () =>
    envelope(room, { money: [{ from: room.vault, to: room.desk, amountVnd: 1_000n }] }),
  );

test('handovers and looks become leaves once, in the order of their commits, and each is proved', async () => {
  const { staffId } = await makeTestPerson(db.owner, []);
  const some = pieces(300);
  await postAt(db, MORNING, some);
  const look = { subjectKind: 'person', subjectId: 'p1', reason: 'hỏi số dư' };
  const actor = { staffId, sessionId: newId() } as Parameters<typeof recordLooks>[1];
  await recordLooks(db, actor, [look, look], { route: 'GET /x', reference: 'ABCDEFGHJK', ip: '127.0.0.1' });
  await untilSettled(db);
  const size = await catchUp(settings);
  assert.equal(size, 303);
  assert.equal(await catchUp(settings), size, 'nothing is taken in twice');
  const checkpoint = await newestCheckpoint(db.read);
  assert.equal(checkpoint?.size, size);
  assert.deepEqual(await readRoot(db.read, size), checkpoint?.root);
  const hashes = await readLeafHashes(db.read, 0, size);
  for (const each of [some[0], some[137], some[299]]) {
    const position = (await findPosition(db.read, each?.id as string)) as number;
    const proof = await inclusionProof(position, size, storedSubtrees(db.read));
    assert.ok(isIncluded(hashes[position] as Buffer, position, size, proof, checkpoint?.root));
  }
  assert.equal(await findPosition(db.read, newId()), null);
});

test('a slow transaction is waited for, and lands behind what was committed before it', async () => {
  await untilSettled(db);
  const size = await catchUp(settings);
  const slow = pieces(1);
  const [quick] = pieces(1);
  let release = () => {};
  const waiting = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begun = () => {};
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const writing = db.write(async (tx) => {
    await post(tx, MORNING, slow);
    begun();
    await waiting;
  });
  await started;
  const other = await openRoom(db, 'P');
  await postAt(db, MORNING, [
    envelope(other, { money: [{ from: other.agency, to: other.vault, amountVnd: 1n }] }),
  ]);
  assert.equal(await catchUp(settings), size, 'nothing may be taken past a running transaction');
  release();
  await writing;
  await postAt(db, MORNING, [quick as (typeof slow)[0]]);
  await untilSettled(db);
  assert.equal(await catchUp(settings), size + 3);
  assert.equal(await findPosition(db.read, slow[0]?.id as string), size);
});

test('the later tree grows out of every checkpoint before it, across stored nodes and runs', async () => {
  const before = await newestCheckpoint(db.read);
  for (let i = 0; i < 4; i++) {
    await postAt(db, MORNING, pieces(150));
    await untilSettled(db);
    await catchUp(settings);
  }
  const now = await newestCheckpoint(db.read);
  assert.ok(before && now && now.size > 800);
  assert.equal(
    (await db.read.selectFrom('evidence_node').selectAll().execute()).length,
    Math.floor(now.size / 256),
  );
  const proof = await consistencyProof(before.size, now.size, storedSubtrees(db.read));
  assert.ok(isConsistent(before, now, proof));
  const covering = await findCheckpointCovering(db.read, before.size + 1);
  assert.ok(covering && covering.size > before.size && covering.size <= now.size);
});

test('two processes at once add every leaf once; the slower one begins anew', async () => {
  await postAt(db, MORNING, pieces(50));
  const [a, b] = await Promise.all([openAppender(db), openAppender(db)]);
  const answers = await Promise.all([appendLeaves(db, a), appendLeaves(db, b)]);
  assert.equal(answers.filter((each) => each === null).length, 1);
  const { rows } = await db.pool.query<{ handovers: bigint }>(
    'select (select count(*) from handover) + (select count(*) from access_log) as handovers',
  );
  assert.equal((await readEnd(db.read)).size, Number(rows[0]?.handovers));
});

test('a run that is out of order, or of the wrong size, is refused by the database', async () => {
  const { size, place } = await readEnd(db.read);
  const run = [size, place.xid, place.xid, place.ref, leafHash('x'), [], [], []];
  const append = 'select append_evidence($1, $2::text::xid8, $3::text::xid8, $4, $5, $6, $7, $8) as size';
  await assert.rejects(db.pool.query(append, run), /order of commits/);
  await assert.rejects(
    db.pool.query(append, [size, '9999999999', '9999999999', ...run.slice(3)]),
    /overtaken/,
  );
  const behind = await db.pool.query<{ size: bigint | null }>(append, [size - 1, ...run.slice(1)]);
  assert.equal(behind.rows[0]?.size, null);
});

test('checkpoints leave the system, signed; keys are kept to their owner and replaced in public', async () => {
  await postAt(db, MORNING, pieces(1));
  await untilSettled(db);
  await catchUp(settings);
  const first = await newestCheckpoint(db.read);
  rotateKey(settings.keysFolder, new Date(MORNING.valueOf() + 1));
  await postAt(db, MORNING, pieces(1));
  await untilSettled(db);
  await catchUp(settings);
  const second = await newestCheckpoint(db.read);
  const listed = await listKeys(db.read);
  const keys = readSuccession(listed);
  assert.ok(first && second && keys && keys.length === 2);
  assert.deepEqual(signersOf(first.note, keys), [keys[0]?.id]);
  assert.deepEqual(signersOf(second.note, keys), [keys[1]?.id]);
  assert.deepEqual(signersOf(second.note.replace(/^\d+$/m, '9'), keys), [], 'another size is not signed');
  assert.equal(
    readSuccession(listed.map((key) => ({ ...key, statement: null }))),
    null,
    'a key nobody named',
  );
  assert.equal(await readFile(join(folder, 'out', 'newest.checkpoint'), 'utf8'), second.note);
  assert.deepEqual((await readdir(join(folder, 'out'))).sort(), [
    '2020-12-07T01Z.checkpoint',
    'keys.json',
    'newest.checkpoint',
  ]);
  assert.equal((await stat(join(settings.keysFolder, 'keys.json'))).mode & 0o777, 0o600);
});

test('a tree that was rewritten is not signed, however well it is rewritten', async () => {
  const { rows } = await db.owner.pool.query<{ hashes: Buffer }>(
    'select hashes from evidence_run order by first_position desc limit 1',
  );
  const rewrite = (hashes: Buffer) =>
    db.owner.pool.query(
      'update evidence_run set hashes = $1 where first_position = (select max(first_position) from evidence_run)',
      [hashes],
    );
  await rewrite(Buffer.alloc(rows[0]?.hashes.length as number, 7));
  await assert.rejects(catchUp(settings), /tree_differs_from_signed/);
  await rewrite(rows[0]?.hashes as Buffer);
  await untilSettled(db);
  await catchUp(settings);
});

test('the loop takes in what is posted while it runs, and ends when it is told', async () => {
  const { size } = await readEnd(db.read);
  const loop = runEvidence(settings);
  const [one] = pieces(1);
  await postAt(db, MORNING, [one as ReturnType<typeof envelope>]);
  for (;;) {
    const newest = await newestCheckpoint(db.read);
    if (newest && newest.size > size) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await loop.stop();
  assert.equal(await findPosition(db.read, one?.id as string), size);
  assert.deepEqual(errors, []);
});
