import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { untilSettled } from '../testing/settled.ts';
import { newId } from '../words/id.ts';
import { NO_HASH } from './operation.ts';
import { enrolPhone } from './testing/phone.ts';
import { sweepPending } from './sweep.ts';
import {
  acts,
  applied,
  ask,
  clock,
  cookie,
  db,
  keptOf,
  newPhone,
  note,
  office,
  outcomes,
  server,
} from './testing/room.ts';

const revoke = (deviceId: string) =>
  ask(cookie.manager, 'POST', `/devices/${deviceId}/revocation`, {
    officeId: office,
    how: 'revoked',
    reason: 'Hỏng màn hình',
  });
const say = (who: string, exceptionId: string, kind: string) =>
  ask(who, 'POST', `/devices/exceptions/${exceptionId}/entries`, {
    id: newId(),
    officeId: office,
    kind,
    note: `nghe máy: ${kind}`,
  });

test('a phone hears each ruling on its operations once, from where it stopped, and how they are answered since', async () => {
  const phone = await newPhone();
  const other = await newPhone();
  await revoke(phone.deviceId);
  const [one, two] = [await note(phone, 'one'), await note(phone, 'two')];
  const sent = (await phone.send()).json;
  assert.deepEqual([sent.rulings, sent.rulingsCursor], [[], null]);
  const [first, second] = sent.answers.map((answer: { exceptionId: string }) => answer.exceptionId);
  for (const who of [cookie.manager, cookie.accountant]) await say(who, first, 'apply');
  await untilSettled(db);
  const heard = (await phone.send([])).json;
  assert.equal(heard.rulings.length, 1);
  const [ruling] = heard.rulings;
  assert.deepEqual(
    [ruling.operationId, ruling.seq, ruling.ruling, ruling.note, ruling.answer.outcome],
    [one.id, 1, 'applied', 'nghe máy: apply', 'posted'],
  );
  assert.deepEqual(ruling.answer.receipt, { text: 'one' });
  // Nobody has heard of the second before a second person says the same.
  await say(cookie.manager, second, 'dismiss');
  assert.deepEqual((await phone.send([], { rulingsCursor: heard.rulingsCursor })).json.rulings, []);
  await say(cookie.accountant, second, 'dismiss');
  await untilSettled(db);
  const later = (await phone.send([], { rulingsCursor: heard.rulingsCursor })).json;
  assert.deepEqual(
    later.rulings.map((each: { operationId: string; ruling: string }) => [each.operationId, each.ruling]),
    [[two.id, 'dismissed']],
  );
  const end = (await phone.send([], { rulingsCursor: later.rulingsCursor })).json;
  assert.deepEqual([end.rulings, end.rulingsCursor], [[], later.rulingsCursor]);
  assert.equal((await phone.send([])).json.rulings.length, 2);
  assert.equal((await phone.send([], { rulingsCursor: 'x' })).json.rulings.length, 2);
  assert.deepEqual((await other.send([])).json.rulings, []);
});

test('a ruling of a transaction that is still under way is not passed over by a later one', async () => {
  const phone = await newPhone();
  await revoke(phone.deviceId);
  await note(phone, 'late');
  const [answer] = (await phone.send()).json.answers;
  const slow = await db.owner.pool.connect();
  await slow.query('begin');
  await slow.query('select pg_current_xact_id()');
  for (const who of [cookie.manager, cookie.accountant]) await say(who, answer.exceptionId, 'dismiss');
  assert.deepEqual((await phone.send([])).json.rulings, []);
  await slow.query('commit');
  slow.release();
  await untilSettled(db);
  assert.equal((await phone.send([])).json.rulings.length, 1);
});

test('a new phone replaces an old one at the moment it answers; what the old one is known to hold back is asked for', async () => {
  const old = await newPhone();
  await note(old, 'sent');
  await old.send();
  const held = await note(old, 'held back');
  await old.send([]);
  const enrol = (more: object) =>
    ask(cookie.manager, 'POST', '/devices/enrolments', {
      id: newId(),
      officeId: office,
      staffId: old.staffId,
      name: 'Máy mới',
      ...more,
    });
  const replaces = { deviceId: old.deviceId, reason: 'Máy bị xoá dữ liệu', unsentLost: false };
  assert.equal((await enrol({})).json.error.code, 'device_active');
  const refused = (await enrol({ replaces })).json.error;
  assert.deepEqual([refused.code, refused.facts.unsent], ['device_has_unsent', 1]);
  const other = await newPhone();
  const strange = { ...replaces, deviceId: other.deviceId, unsentLost: true };
  assert.equal((await enrol({ replaces: strange })).json.error.code, 'not_found');
  const made = await enrol({ replaces: { ...replaces, unsentLost: true } });
  assert.equal(made.status, 200);
  assert.deepEqual(outcomes((await old.send([])).json), []);
  const fresh = await enrolPhone(server, made.json.code, () => clock.now());
  await note(fresh, 'new');
  assert.deepEqual(outcomes((await fresh.send()).json), ['posted']);
  assert.equal((await old.send([])).json.state, 'replaced');
  assert.deepEqual(outcomes((await old.send([held.signed])).json), ['quarantined device_gone']);
  const again = await enrol({ replaces: { ...replaces, unsentLost: true } });
  assert.equal(again.json.error.code, 'device_gone');
  const lines = (await ask(cookie.manager, 'GET', `/devices?officeId=${office}&limit=500`)).json.items;
  const line = lines.find((each: { id: string }) => each.id === old.deviceId);
  assert.deepEqual([line.state, line.unsent, line.gone.how], ['replaced', 0, 'replaced']);
});

test('what was kept and never applied is applied by the sweep, once', async () => {
  const phone = await newPhone();
  const left = await note(phone, 'left behind');
  const operation = JSON.parse(left.signed.text) as { kind: string };
  const at = clock.now();
  await db.owner.pool.query(
    `insert into device_operation (id, device_id, seq, hash, prev, content, signature, kind, occurred_at, happened_at, timed_by, skew_ms, received_at, marks, named)
     values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $8, 'receipt', 0, $8, '{}', '{}')`,
    [
      left.id,
      phone.deviceId,
      createHash('sha256').update(left.signed.text).digest(),
      Buffer.from(NO_HASH, 'hex'),
      left.signed.text,
      left.signed.signature,
      operation.kind,
      at,
    ],
  );
  const inbox = { db, clock, acts };
  assert.equal(await sweepPending(inbox, 1), 0);
  clock.advance(61_000);
  assert.equal(await sweepPending(inbox, 1), 1);
  assert.equal(await sweepPending(inbox, null), 0);
  assert.equal(applied.filter((id) => id === left.id).length, 1);
  assert.deepEqual(await keptOf(phone), [1]);
  assert.deepEqual(outcomes((await phone.send()).json), ['already']);
});
