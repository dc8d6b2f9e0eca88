import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeTestPerson } from '../access/testing/signed-in.ts';
import { runEvidence } from '../evidence/follow.ts';
import { newId } from '../words/id.ts';
import { whyNotCovered } from './covered.ts';
import { type SignedOperation } from './operation.ts';
import { sha256, toBase64url } from './seal.ts';
import { enrolPhone, type TestPhone } from './testing/phone.ts';
import {
  applied,
  ask,
  clock,
  cookie,
  db,
  folder,
  newPhone,
  note,
  office,
  outcomes,
  server,
} from './testing/room.ts';

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

test('only who holds a role that works with a phone is offered one, and is given one', async () => {
  const [teller, accountant] = [
    await makeTestPerson(db.owner, [{ role: 'teller', officeId: office }]),
    await makeTestPerson(db.owner, [{ role: 'chief-accountant', officeId: office }]),
  ];
  const { json } = await ask(cookie.manager, 'GET', `/devices/holders?officeId=${office}`);
  const offered = (json.items as { staffId: string }[]).map(({ staffId }) => staffId);
  assert.ok(offered.includes(teller.staffId));
  assert.ok(!offered.includes(accountant.staffId));
  const body = { id: newId(), officeId: office, staffId: accountant.staffId, name: 'Máy' };
  const { json: refused } = await ask(cookie.manager, 'POST', '/devices/enrolments', body);
  assert.equal(refused.error.code, 'person_not_here');
});

test('two keepers enrol a phone for one person at the same moment, or replace one: one phone answers', async () => {
  for (let i = 0; i < 2; i++) {
    const { staffId } = await makeTestPerson(db.owner, [{ role: 'teller', officeId: office }]);
    const codeOf = async (more: object = {}) => {
      const body = { id: newId(), officeId: office, staffId, name: 'Máy', ...more };
      return (await ask(cookie.manager, 'POST', '/devices/enrolments', body)).json.code as string;
    };
    const enrolBoth = async (codes: readonly string[]) => {
      const both = await Promise.allSettled(codes.map((code) => enrolPhone(server, code, () => clock.now())));
      const [won] = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      const lost = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : []));
      assert.equal(lost.length, 1);
      assert.match(String(lost[0]), /device_active/);
      return won as TestPhone;
    };
    const { deviceId } = await enrolBoth([await codeOf(), await codeOf()]);
    const replaces = { deviceId, reason: 'Vỡ màn hình', unsentLost: false };
    await enrolBoth([await codeOf({ replaces }), await codeOf({ replaces })]);
  }
});

test('a phone of another office is not replaced by an office where its person works too', async () => {
  const { rows } = await db.pool.query<{ id: string }>(`select id from office where path = 'T/B'`);
  const [a, b] = [office, rows[0]?.id as string];
  const grants = [a, b].map((officeId) => ({ role: 'teller', officeId }));
  const { staffId } = await makeTestPerson(db.owner, grants);
  const manager = async (officeId: string) =>
    (await makeTestPerson(db.owner, [{ role: 'district-manager', officeId }])).cookie;
  const body = { id: newId(), officeId: a, staffId, name: 'Máy' };
  const made = await ask(await manager(a), 'POST', '/devices/enrolments', body);
  const { deviceId } = await enrolPhone(server, made.json.code, () => clock.now());
  const replaces = { deviceId, reason: 'Vỡ màn hình', unsentLost: true };
  const taken = { ...body, id: newId(), officeId: b, replaces };
  assert.equal(
    (await ask(await manager(b), 'POST', '/devices/enrolments', taken)).json.error.code,
    'not_found',
  );
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
  assert.ok(!open.json.items.some((row: { deviceId: string }) => row.deviceId === phone.deviceId));
});

test('exceptions and alarms come page by page, exceptions of one phone alone where that is asked', async () => {
  const phones = [await newPhone(), await newPhone()];
  const revoked = { officeId: office, how: 'revoked', reason: 'Thôi việc' };
  for (const phone of phones) {
    await note(phone);
    await ask(cookie.manager, 'POST', `/devices/${phone.deviceId}/revocation`, revoked);
    await phone.send();
  }
  const [first, second] = phones.map(({ deviceId }) => deviceId);
  const open = `/devices/exceptions?officeId=${office}`;
  const page = (await ask(cookie.manager, 'GET', `${open}&limit=1`)).json;
  const next = (await ask(cookie.manager, 'GET', `${open}&limit=1&after=${page.next}`)).json;
  assert.deepEqual([page.items[0].deviceId, next.items[0].deviceId], [second, first]);
  const alone = (await ask(cookie.manager, 'GET', `${open}&deviceId=${first}`)).json;
  assert.deepEqual(
    alone.items.map((row: { deviceId: string }) => row.deviceId),
    [first],
  );
  assert.equal(alone.next, null);
  const alarms = (await ask(cookie.manager, 'GET', `/devices/alarms?officeId=${office}&limit=1`)).json;
  assert.deepEqual([alarms.items.length, alarms.items[0].deviceId], [1, second]);
  const before = `/devices/alarms?officeId=${office}&limit=1&after=${alarms.next}`;
  assert.equal((await ask(cookie.manager, 'GET', before)).json.items[0].deviceId, first);
});

test('phones and who may carry one come page by page, none of them lost, and one phone alone where that is asked', async () => {
  const pagesOf = async (url: string, limit: number) => {
    type Row = { id: string; staffId: string; state: string };
    const items: Row[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: { items: Row[]; next: string | null } = (
        await ask(cookie.manager, 'GET', `${url}&limit=${limit}${after === '' ? '' : `&after=${after}`}`)
      ).json;
      items.push(...page.items);
      after = page.next;
    }
    return items;
  };
  const url = `/devices?officeId=${office}`;
  const phones = await pagesOf(url, 2);
  assert.deepEqual(phones, await pagesOf(url, 500));
  const { rows } = await db.owner.pool.query('select from device where office_id = $1', [office]);
  assert.equal(new Set(phones.map(({ id }) => id)).size, rows.length);
  assert.ok(rows.length > 2);
  const states = phones.map(({ state }) => state);
  assert.ok(states.lastIndexOf('active') < states.findIndex((state) => state !== 'active'), 'at work first');
  const last = phones.at(-1);
  const alone = (await ask(cookie.manager, 'GET', `${url}&deviceId=${last?.id}`)).json;
  assert.deepEqual(alone, { items: [last], next: null });
  const holders = `/devices/holders?officeId=${office}`;
  const people = await pagesOf(holders, 1);
  assert.deepEqual(people, await pagesOf(holders, 500));
  assert.ok(people.length > 1);
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
    devices.json.items.some(
      (line: { id: string; operations: number }) => line.id === phone.deviceId && line.operations === 1,
    ),
  );
});
