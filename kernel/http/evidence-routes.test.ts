import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { openGate } from '../access/gate.ts';
import { makeTestOffices, makeTestPerson, TEST_SECRET } from '../access/testing/signed-in.ts';
import { catchUp } from '../evidence/follow.ts';
import { evidenceTasks } from '../evidence/nightly.ts';
import { verifyFile } from '../evidence/verify-file.ts';
import { envelope, fill, MORNING, openRoom, postAt, type Room } from '../handover/testing/room.ts';
import { cloneDatabase } from '../testing/database.ts';
import { untilSettled } from '../testing/settled.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { createServer, type Server } from './server.ts';

const db = await cloneDatabase();
const folder = await mkdtemp(join(tmpdir(), 'tungnha-evidence-routes-'));
const log = pino({ level: 'silent' });
const clock = { now: () => MORNING };
const settings = { db, clock, log, keysFolder: join(folder, 'keys') };
let server: Server;
let auditor: string;
let room: Room;
const handoverIds: string[] = [];

before(async () => {
  const { root } = await makeTestOffices(db.owner);
  auditor = (await makeTestPerson(db.owner, [{ role: 'auditor', officeId: root }])).cookie;
  server = await createServer({
    db,
    gate: openGate({ db, secret: TEST_SECRET, secure: false }),
    bound: [evidenceRoutes({ db })],
    roles: ['auditor', 'provincial-director', 'chief-accountant', 'administrator'],
    info: { title: 'test', version: '1' },
    log,
    uploadFolder: folder,
    webFolder: null,
    secure: false,
  });
  room = await openRoom(db, 'O', root);
  await fill(db, room, room.vault, 1_000n);
  for (let i = 0; i < 5; i++) {
    const one = envelope(room, { money: [{ from: room.vault, to: room.party, amountVnd: 1n }] });
    await postAt(db, MORNING, [one]);
    await untilSettled(db);
    await catchUp(settings);
    handoverIds.push(one.id);
  }
});
after(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(method: 'GET' | 'POST', url: string) {
  const body = method === 'POST' ? { payload: {} } : {};
  const answer = await server.app.inject({
    method,
    url: `/api/evidence${url}`,
    headers: { cookie: auditor },
    ...body,
  });
  return { status: answer.statusCode, text: answer.body, json: answer.json() };
}

test('the state tells leaves, what waits, the newest checkpoint, and the keys', async () => {
  await postAt(db, MORNING, [
    envelope(room, { money: [{ from: room.vault, to: room.party, amountVnd: 1n }] }),
  ]);
  await untilSettled(db);
  const { json } = await ask('GET', '/state');
  assert.deepEqual([json.size, json.waiting, json.checkpoint.size, json.lastCheck], [6, 1, 6, null]);
  assert.match(json.checkpoint.note, /^tungnha-evidence-[0-9a-f]{12}\n6\n/);
  assert.equal(json.keys.length, 1);
});

test('checkpoints come in pages, the newest first, none twice', async () => {
  const sizes: number[] = [];
  let after = '';
  do {
    const { json } = await ask('GET', `/checkpoints?limit=2${after}`);
    sizes.push(...json.items.map(({ size }: { size: number }) => size));
    after = json.next === null ? '' : `&after=${json.next}`;
  } while (after !== '');
  assert.deepEqual(sizes, [6, 5, 4, 3, 2]);
});

test('a check that is asked for is queued once, and its outcome is shown with what it found', async () => {
  for (const _ of [1, 2]) assert.deepEqual((await ask('POST', '/check')).json, { queued: true });
  const { rows } = await db.pool.query<{ n: number }>(
    `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'evidence-check'`,
  );
  assert.equal(rows[0]?.n, 1);
  await db.owner.pool.query('update handover set actor_name = $2 where id = $1', [handoverIds[2], 'Ai đó']);
  await evidenceTasks({ db, clock, log })['evidence-check']?.();
  const { lastCheck } = (await ask('GET', '/state')).json;
  assert.equal(lastCheck.outcome, 'broken');
  assert.deepEqual(lastCheck.findings[0].subject, { kind: 'handover', id: handoverIds[2] });
  assert.equal((await ask('GET', `/handovers/${handoverIds[2]}/proof`)).json.error.code, 'not_in_record_yet');
});

test('an auditor takes the proof of a handover along', async () => {
  const { text } = await ask('GET', `/handovers/${handoverIds[1]}/proof`);
  const path = join(folder, 'proof.json');
  await writeFile(path, text);
  const answer = await verifyFile(path);
  assert.ok(answer.file === 'receipt' && answer.why === null);
});
