import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { pino } from 'pino';
import { Type } from 'typebox';
import { openGate } from '../../access/gate.ts';
import { makeTestOffices, makeTestPerson, TEST_SECRET } from '../../access/testing/signed-in.ts';
import { deviceRoutes } from '../../http/device-routes.ts';
import { exceptionRoutes } from '../../http/exception-routes.ts';
import { inboxRoutes } from '../../http/inbox-routes.ts';
import { createServer, type Server } from '../../http/server.ts';
import { settableClock } from '../../testing/clock.ts';
import { cloneDatabase } from '../../testing/database.ts';
import { newId } from '../../words/id.ts';
import { Refusal } from '../../words/refusal.ts';
import { act } from '../acts.ts';
import { enrolPhone, type TestPhone } from './phone.ts';

/** An office with a manager and an accountant, a server of the devices' routes, and an act that writes notes. */

export const db = await cloneDatabase();
export const clock = settableClock('2020-12-06T09:00:00+07:00');
export const folder = await mkdtemp(join(tmpdir(), 'tungnha-devices-'));
export const applied: string[] = [];

/** Notes: some fail, some are refused, the rest are written down in memory. */
export const acts = {
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

export let server: Server;
export let office: string;
export let cookie: { manager: string; accountant: string };

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

export async function ask(who: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await server.app.inject({
    method,
    url: `/api${url}`,
    headers: { cookie: who },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, json: answer.json() };
}

export async function newPhone(): Promise<TestPhone & { staffId: string }> {
  const { staffId } = await makeTestPerson(db.owner, [{ role: 'teller', officeId: office }]);
  const { json } = await ask(cookie.manager, 'POST', '/devices/enrolments', {
    id: newId(),
    officeId: office,
    staffId,
    name: 'Máy',
  });
  return Object.assign(await enrolPhone(server, json.code, () => clock.now()), { staffId });
}

export const note = (phone: TestPhone, text = 'a') => phone.write('test.note', { text });
export const outcomes = (json: { answers: { outcome: string; code: string | null }[] }) =>
  json.answers.map(({ outcome, code }) => (code ? `${outcome} ${code}` : outcome));
export const alarmsOf = async (phone: TestPhone) =>
  (await ask(cookie.manager, 'GET', `/devices/alarms?officeId=${office}&limit=500`)).json.items
    .filter((alarm: { deviceId: string }) => alarm.deviceId === phone.deviceId)
    .map((alarm: { kind: string }) => alarm.kind);
export const keptOf = async (phone: TestPhone) =>
  (
    await db.read
      .selectFrom('device_operation')
      .select('seq')
      .where('device_id', '=', phone.deviceId)
      .orderBy('seq')
      .execute()
  ).map(({ seq }) => seq);
