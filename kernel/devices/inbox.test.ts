import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { Type } from 'typebox';
import { openGate } from '../access/gate.ts';
import { makeTestOffices, makeTestPerson, TEST_SECRET } from '../access/testing.ts';
import { runEvidence } from '../evidence/follow.ts';
import { deviceRoutes } from '../http/device-routes.ts';
import { exceptionRoutes } from '../http/exception-routes.ts';
import { inboxRoutes } from '../http/inbox-routes.ts';
import { createServer, type Server } from '../http/server.ts';
import { settableClock } from '../testing/clock.ts';
import { cloneDatabase } from '../testing/database.ts';
import { newId } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import { act } from './acts.ts';
import { whyNotCovered } from './covered.ts';
import { canonicalJson, NO_HASH, type SignedOperation } from './operation.ts';
import { CHAIN_START, sealOperation, sha256, signText, toBase64url } from './seal.ts';
import { enrolPhone, type TestPhone } from './testing.ts';

const db = await cloneDatabase();
const clock = settableClock('2020-12-06T09:00:00+07:00');
const folder = await mkdtemp(join(tmpdir(), 'tungnha-devices-'));
const applied: string[] = [];

/** Notes: some fail, some are refused, the rest are written down in memory. */
const acts = {
  'test.note': act<{ text: string }>({
    body: Type.Object({ text: Type.String() }, { additionalProperties: false }),
    may: ['teller'],
    touchesMoney: true,
    apply: async (tx, _now, taken) => {
      if (taken.some(({ body }) => body.text === 'fail'))
        await tx
          .selectFrom('hand')
          .select('nowhere' as 'id')
          .execute();
      if (taken.some(({ body }) => body.text === 'refuse')) throw new Refusal('no_note', {});
      applied.push(...taken.map(({ operation }) => operation.id));
      return taken.map(({ body }) => ({ outcome: 'posted' as const, receipt: { text: body.text } }));
    },
  }),
};

let server: Server;
let office: string;
let cookie: { manager: string; accountant: string };

before(async () => {
  office = (await makeTestOffices(db.owner)).a;
  const parts = { db, clock, secret: TEST_SECRET, filesFolder: folder, acts, say: () => null };
  server = await createServer({
    db,
    gate: openGate({ db, secret: TEST_SECRET, secure: false }),
    bound: [deviceRoutes(parts), inboxRoutes(parts), exceptionRoutes(parts)],
    roles: [
      'treasurer',
      'teller',
      'point-keeper',
      'district-manager',
      'administrator',
      'chief-accountant',
      'auditor',
      'provincial-director',
    ],
    info: { title: 'test', version: '1' },
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    uploadFolder: folder,
    webFolder: null,
    secure: false,
    requestsPerMinute: 100_000,
    checkReplies: true,
  });
  cookie = {
    manager: (await makeTestPerson(db.owner, [{ role: 'district-manager', officeId: office }])).cookie,
    accountant: (await makeTestPerson(db.owner, [{ role: 'chief-accountant', officeId: office }])).cookie,
  };
});
after(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function ask(who: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await server.app.inject({
    method,
    url: `/api${url}`,
    headers: { cookie: who },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, json: answer.json() };
}

async function newPhone(): Promise<TestPhone & { staffId: string }> {
  const { staffId } = await makeTestPerson(db.owner, [{ role: 'teller', officeId: office }]);
  const { json } = await ask(cookie.manager, 'POST', '/devices/enrolments', {
    id: newId(),
    officeId: office,
    staffId,
    name: 'Máy',
  });
  return Object.assign(await enrolPhone(server, json.code, () => clock.now()), { staffId });
}

const note = (phone: TestPhone, text = 'a') => phone.write('test.note', { text });
const outcomes = (json: { answers: { outcome: string; code: string | null }[] }) =>
  json.answers.map(({ outcome, code }) => (code ? `${outcome} ${code}` : outcome));
const alarmsOf = async (phone: TestPhone) =>
  (await ask(cookie.manager, 'GET', `/devices/alarms?officeId=${office}`)).json
    .filter((alarm: { deviceId: string }) => alarm.deviceId === phone.deviceId)
    .map((alarm: { kind: string }) => alarm.kind);
const keptOf = async (phone: TestPhone) =>
  (
    await db.read
      .selectFrom('device_operation')
      .select('seq')
      .where('device_id', '=', phone.deviceId)
      .orderBy('seq')
      .execute()
  ).map(({ seq }) => seq);

test('a code enrols one phone, once, within its time; a second phone of the person is refused', async () => {
  const { staffId } = await makeTestPerson(db.owner, [{ role: 'teller', officeId: office }]);
  const make = () =>
    ask(cookie.manager, 'POST', '/devices/enrolments', {
      id: newId(),
      officeId: office,
      staffId,
      name: 'Máy',
    });
  const [first, second] = [await make(), await make()];
  await enrolPhone(server, first.json.code, () => clock.now());
  await assert.rejects(
    enrolPhone(server, first.json.code, () => clock.now()),
    /enrolment_over/,
  );
  await assert.rejects(
    enrolPhone(server, second.json.code, () => clock.now()),
    /device_active/,
  );
  await assert.rejects(
    enrolPhone(server, '00000-00000-00000-00000', () => clock.now()),
    /wrong_enrolment_code/,
  );
  assert.equal((await make()).json.error.code, 'device_active');
  const other = await makeTestPerson(db.owner, [{ role: 'teller', officeId: office }]);
  const late = await ask(cookie.manager, 'POST', '/devices/enrolments', {
    id: newId(),
    officeId: office,
    staffId: other.staffId,
    name: 'Máy',
  });
  clock.advance(16 * 60_000);
  await assert.rejects(
    enrolPhone(server, late.json.code, () => clock.now()),
    /enrolment_over/,
  );
  const stranger = await makeTestPerson(db.owner, []);
  const wrong = { id: newId(), officeId: office, staffId: stranger.staffId, name: 'Máy' };
  assert.equal(
    (await ask(cookie.manager, 'POST', '/devices/enrolments', wrong)).json.error.code,
    'person_not_here',
  );
});

test('failing and refused operations are answered by themselves; all others are applied, in order', async () => {
  const phone = await newPhone();
  for (const text of ['a', 'fail', 'b', 'refuse', 'c']) await note(phone, text);
  const { json } = await phone.send();
  assert.deepEqual(outcomes(json), ['posted', 'quarantined failed', 'posted', 'refused no_note', 'posted']);
  assert.equal(json.nextSeq, 6);
  assert.deepEqual(await alarmsOf(phone), ['failed']);
  assert.deepEqual(outcomes((await phone.send()).json), [
    'already',
    'already failed',
    'already',
    'already no_note',
    'already',
  ]);
});

test('a gap is alarmed once; what comes after it is applied, and the number that is missing is asked for', async () => {
  const phone = await newPhone();
  const [one, two, three, four] = [
    await note(phone),
    await note(phone),
    await note(phone),
    await note(phone),
  ];
  const first = await phone.send([one.signed, three.signed, four.signed]);
  assert.deepEqual(outcomes(first.json), ['posted', 'posted', 'posted']);
  assert.equal(first.json.nextSeq, 2);
  assert.deepEqual(await alarmsOf(phone), ['gap']);
  const second = await phone.send([two.signed]);
  assert.equal(second.json.nextSeq, 5);
  assert.deepEqual(await keptOf(phone), [1, 2, 3, 4]);
});

test('a forged signature is kept aside and alarmed; a batch that the device did not sign is refused whole', async () => {
  const [phone, stranger] = [await newPhone(), await newPhone()];
  const good = await note(phone);
  const forged = { text: good.signed.text.replace('"a"', '"b"'), signature: good.signed.signature };
  const answered = await phone.send([forged, good.signed, { text: '{}', signature: good.signed.signature }]);
  assert.deepEqual(outcomes(answered.json), ['quarantined forged', 'posted', 'quarantined unreadable']);
  assert.deepEqual((await alarmsOf(phone)).sort(), ['forged', 'unreadable']);
  const head = canonicalJson({
    form: 'batch/1',
    device: phone.deviceId,
    sentAt: clock.now().toISOString(),
    clock: { run: newId(), monotonicMs: 1, offsetMs: null },
    lastSeq: 1,
    coveredSeq: 0,
    operations: [await sha256(good.signed.text)],
  });
  const url = `/devices/${phone.deviceId}/operations`;
  const signature = await signText(stranger.keys.privateKey, head);
  const refused = await ask('', 'POST', url, { head, signature, operations: [good.signed] });
  assert.equal(refused.json.error.code, 'wrong_device_signature');
  const own = await signText(phone.keys.privateKey, head);
  const torn = await ask('', 'POST', url, { head, signature: own, operations: [] });
  assert.equal(torn.json.error.code, 'wrong_batch');
});

test('two tabs took one number, and one hangs on nothing: both acts are kept, and the office is alarmed', async () => {
  const phone = await newPhone();
  const start = phone.end;
  const one = await note(phone, 'a');
  phone.end = start;
  const twin = await note(phone, 'b');
  phone.end = { seq: 1, hash: 'f'.repeat(64) };
  const astray = await note(phone, 'c');
  const { json } = await phone.send([one.signed, twin.signed, astray.signed]);
  assert.deepEqual(outcomes(json), ['posted', 'posted', 'posted']);
  assert.deepEqual((await alarmsOf(phone)).sort(), ['broken_chain', 'fork']);
});

test('the same id with other bytes is refused and alarmed; the first stands', async () => {
  const phone = await newPhone();
  const one = await note(phone, 'a');
  await phone.send();
  const other = await phone.write('test.note', { text: 'z' }, { id: one.id });
  const { json } = await phone.send([other.signed]);
  assert.deepEqual(outcomes(json), ['refused other_bytes']);
  assert.deepEqual(await alarmsOf(phone), ['other_bytes']);
});

test('a clock wrong by days is judged by what cannot be set, and alarmed', async () => {
  const phone = await newPhone();
  const days = 3 * 86_400_000;
  phone.now = () => new Date(clock.now().valueOf() + days);
  phone.clock.monotonicMs = () => clock.now().valueOf() - Date.parse('2020-12-01T00:00:00Z');
  const one = await note(phone);
  clock.advance(3_600_000);
  phone.clock = { run: newId(), monotonicMs: () => 5, offsetMs: -days };
  const two = await note(phone);
  clock.advance(3_600_000);
  phone.clock = { run: newId(), monotonicMs: () => 5, offsetMs: null };
  const three = await note(phone);
  clock.advance(60_000);
  phone.clock = { run: newId(), monotonicMs: () => 5, offsetMs: null };
  const received = clock.now().valueOf();
  await phone.send([one.signed, two.signed, three.signed]);
  const rows = await db.read
    .selectFrom('device_operation')
    .select(['id', 'happened_at', 'timed_by', 'skew_ms'])
    .where('device_id', '=', phone.deviceId)
    .orderBy('seq')
    .execute();
  assert.deepEqual(
    rows.map(({ happened_at, timed_by }) => [received - happened_at.valueOf(), timed_by]),
    [
      // Another run than the sending one, and no offset known: the sending's own offset speaks for the phone's clock.
      [7_260_000, 'sending'],
      [3_660_000, 'offset'],
      [60_000, 'sending'],
    ],
  );
  assert.equal(Number(rows[0]?.skew_ms), days);
  assert.deepEqual(await alarmsOf(phone), ['clock_wrong']);
  phone.clock.monotonicMs = () => received;
  const four = await note(phone);
  phone.now = () => clock.now();
  clock.advance(5_000);
  phone.clock.monotonicMs = () => received + 5_000;
  await phone.send([four.signed]);
  const last = await db.read
    .selectFrom('device_operation')
    .select(['happened_at', 'timed_by'])
    .where('id', '=', four.id)
    .executeTakeFirstOrThrow();
  assert.deepEqual(last, { happened_at: new Date(received), timed_by: 'monotonic' });
});

test('what a revoked phone sends is kept aside, never dropped, and applied once two people have said so', async () => {
  const phone = await newPhone();
  const one = await note(phone, 'late');
  clock.advance(1_000);
  const revoked = { officeId: office, how: 'revoked', reason: 'Thôi việc' };
  assert.equal(
    (await ask(cookie.manager, 'POST', `/devices/${phone.deviceId}/revocation`, revoked)).status,
    200,
  );
  const { json } = await phone.send();
  assert.deepEqual(outcomes(json), ['quarantined device_gone']);
  assert.equal(json.state, 'revoked');
  assert.equal(json.answers[0].facts.before, true);
  assert.ok(!applied.includes(one.id));
  const url = `/devices/exceptions/${json.answers[0].exceptionId}/entries`;
  const say = (who: string, kind: string, id = newId()) =>
    ask(who, 'POST', url, { id, officeId: office, kind, note: 'đã hỏi' });
  const id = newId();
  const first = await say(cookie.manager, 'apply', id);
  assert.deepEqual([first.json.ruled, first.json.needs], [false, 1]);
  assert.equal((await say(cookie.manager, 'apply')).json.error.code, 'already_said');
  assert.equal((await say(cookie.manager, 'apply', id)).json.ruled, false);
  const second = await say(cookie.accountant, 'apply');
  assert.equal(second.json.ruled, true);
  assert.equal(second.json.answer.outcome, 'posted');
  assert.ok(applied.includes(one.id));
  assert.equal((await say(cookie.accountant, 'dismiss')).json.error.code, 'exception_ruled');
  assert.equal((await phone.send()).json.answers[0].first, 'posted');
  const open = await ask(cookie.manager, 'GET', `/devices/exceptions?officeId=${office}`);
  assert.ok(!open.json.some((row: { deviceId: string }) => row.deviceId === phone.deviceId));
});

test('rights are judged as of the event: before the revocation it is applied and reported, after it is kept aside', async () => {
  const phone = await newPhone();
  await note(phone, 'before');
  clock.advance(60_000);
  await db.owner.pool.query(
    `insert into role_revocation (grant_id, reason, revoked_at) select id, 'test', $2 from role_grant where staff_id = $1`,
    [phone.staffId, clock.now()],
  );
  clock.advance(60_000);
  await note(phone, 'after');
  const { json } = await phone.send();
  assert.deepEqual(outcomes(json), ['posted', 'quarantined no_right_then']);
  assert.deepEqual(await alarmsOf(phone), ['rights_ended', 'rights_ended']);
});

test('kept and not yet applied, as when the server dies between: the next delivery applies it', async () => {
  const phone = await newPhone();
  const one = await note(phone);
  const { operation } = await sealOperation(phone.keys.privateKey, CHAIN_START, {
    id: one.id,
    device: phone.deviceId,
    kind: 'test.note',
    occurredAt: clock.now().toISOString(),
    clock: { ...phone.clock, monotonicMs: 0 },
    body: {},
    attachments: [],
  });
  await db.owner.pool.query(
    `insert into device_operation (id, device_id, seq, hash, prev, content, signature, kind, occurred_at, happened_at, timed_by, skew_ms, received_at, marks)
     values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $8, 'receipt', 0, $8, '{}')`,
    [
      one.id,
      phone.deviceId,
      createHash('sha256').update(one.signed.text).digest(),
      Buffer.from(NO_HASH, 'hex'),
      one.signed.text,
      one.signed.signature,
      operation.kind,
      clock.now(),
    ],
  );
  const { json } = await phone.send();
  assert.deepEqual([json.answers[0].outcome, json.answers[0].first], ['already', 'posted']);
  assert.ok(applied.includes(one.id));
});

test('only a signed checkpoint that covers them lets a phone forget its operations', async () => {
  const phone = await newPhone();
  for (let i = 0; i < 5; i++) await note(phone);
  assert.equal((await phone.send()).json.covered, null);
  const log = { error: () => {}, info: () => {} };
  const evidence = runEvidence({
    db,
    clock,
    log,
    keysFolder: join(folder, 'keys'),
    restMs: 5,
    signEveryMs: 5,
  });
  let covered = null;
  try {
    for (let tries = 0; !covered && tries < 400; tries++) covered = (await phone.send([])).json.covered;
  } finally {
    await evidence.stop();
  }
  assert.equal(covered?.seq, 5);
  const last = phone.written[4]?.signed as SignedOperation;
  const key = covered.keys[0].verifier;
  const own = { device: phone.deviceId, hash: await sha256(last.text), key };
  assert.equal(await whyNotCovered(covered, own), null);
  assert.equal(await whyNotCovered(covered, { ...own, hash: 'f'.repeat(64) }), 'other_operation');
  assert.equal(await whyNotCovered(covered, { ...own, key: 'x' }), 'key_unknown');
  assert.equal(
    await whyNotCovered({ ...covered, checkpoint: covered.checkpoint.replace(/\n\d+\n/, '\n7\n') }, own),
    'not_signed',
  );
  const stolen = { ...covered, position: covered.position + 1 };
  assert.equal(await whyNotCovered(stolen, own), 'not_included');
  assert.equal((await phone.send([], { coveredSeq: 5 })).json.covered, null);
});

test('a picture travels in parts, goes on where it broke off, and is kept only when it is what the operation named', async () => {
  const phone = await newPhone();
  const content = Buffer.alloc(300_000, 7);
  const digest = createHash('sha256').update(content).digest('hex');
  const attachments = [{ sha256: digest, bytes: content.length, mediaType: 'image/jpeg' }];
  await phone.write('test.note', { text: 'ảnh' }, { attachments });
  const sent = await phone.send();
  assert.deepEqual(sent.json.attachmentsWanted, [{ sha256: digest, have: 0 }]);
  const route = 'POST /devices/:deviceId/attachments/:hash';
  const part = (offset: number, bytes: Buffer, hash = digest) =>
    phone.prove(route, `/devices/${phone.deviceId}/attachments/${hash}`, {
      offset,
      content: toBase64url(bytes),
    });
  assert.deepEqual((await part(0, content.subarray(0, 200_000))).json, { have: 200_000, whole: false });
  assert.deepEqual((await part(250_000, content.subarray(250_000))).json, { have: 200_000, whole: false });
  assert.deepEqual((await phone.send([])).json.attachmentsWanted, [{ sha256: digest, have: 200_000 }]);
  assert.equal((await part(200_000, Buffer.alloc(100_000, 8))).json.error.code, 'wrong_attachment');
  assert.deepEqual((await part(0, content.subarray(0, 200_000))).json, { have: 200_000, whole: false });
  assert.deepEqual((await part(200_000, content.subarray(200_000))).json, { have: 300_000, whole: true });
  assert.deepEqual((await phone.send([])).json.attachmentsWanted, []);
  assert.equal(
    (await part(0, content.subarray(0, 9), 'f'.repeat(64))).json.error.code,
    'attachment_not_found',
  );
  const shown = await server.app.inject({
    url: `/api/devices/${phone.deviceId}/attachments/${digest}?officeId=${office}`,
    headers: { cookie: cookie.manager },
  });
  assert.equal(shown.rawPayload.length, 300_000);
});

test('unsent operations that come in a file are taken by the office, and are the same operations', async () => {
  const phone = await newPhone();
  const one = await note(phone);
  const url = `/devices/${phone.deviceId}/exports`;
  const brought = await ask(cookie.manager, 'POST', url, { officeId: office, operations: [one.signed] });
  assert.deepEqual(outcomes(brought.json), ['posted']);
  assert.deepEqual(outcomes((await phone.send()).json), ['already']);
  const list = await ask(cookie.manager, 'GET', `/devices/${phone.deviceId}/operations?officeId=${office}`);
  assert.equal(list.json.items[0].id, one.id);
  const devices = await ask(cookie.manager, 'GET', `/devices?officeId=${office}`);
  assert.ok(
    devices.json.some(
      (line: { id: string; operations: number }) => line.id === phone.deviceId && line.operations === 1,
    ),
  );
});
