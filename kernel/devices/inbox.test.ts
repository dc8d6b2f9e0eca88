import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { hourAt } from '../words/day.ts';
import { newId } from '../words/id.ts';
import { canonicalJson, NO_HASH } from './operation.ts';
import { CHAIN_START, sealOperation, sha256, signText } from './seal.ts';
import { alarmsOf, applied, ask, clock, db, keptOf, newPhone, note, outcomes } from './testing/room.ts';

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

test('a wrong clock is one alarm a day of the province, not of Greenwich', async () => {
  const phone = await newPhone();
  phone.now = () => new Date(clock.now().valueOf() + 3 * 86_400_000);
  const untilHour = (hour: number) => ((hour - hourAt(clock.now()) + 24) % 24) * 3_600_000;
  for (const wait of [untilHour(22), 3_600_000, 3_600_000]) {
    clock.advance(wait);
    await phone.send([(await note(phone)).signed]);
  }
  assert.deepEqual(await alarmsOf(phone), ['clock_wrong', 'clock_wrong']);
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
    `insert into device_operation (id, device_id, seq, hash, prev, content, signature, kind, occurred_at, happened_at, timed_by, skew_ms, received_at, marks, named)
     values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $8, 'receipt', 0, $8, '{}', '{}')`,
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
