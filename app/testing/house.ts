import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { makeTestPerson, type TestPerson, TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { openSignIn } from '#kernel/access/sign-in.ts';
import type { Route, RouteKey } from '#kernel/contract/contract.ts';
import type { Server } from '#kernel/http/server.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { type ServedMonth, serveMonth } from '#modules/payouts/testing/served.ts';
import { ROLES } from '#people/staff/roles.ts';
import { mustNameHandsWhole } from '#places/offices/testing/whole-names.ts';
import { bindModules } from '../modules.ts';
import { buildServer } from '../server.ts';

/** The whole house on one server, over a month of a few people. */
export interface House {
  readonly db: TestDatabase;
  readonly month: ServedMonth;
  readonly server: Server;
  readonly folder: string;
  /** What the server logged as a defect. */
  readonly defects: string[];
  readonly routes: readonly [RouteKey, Route][];
  send(method: string, path: string, sent?: Sent): Promise<Answered>;
  /** A person with these roles at an office, or with every role. */
  person(officeId: string, ...roles: readonly string[]): Promise<TestPerson>;
  close(): Promise<void>;
}

export interface Sent {
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Makes a form of the body, with this file behind its fields. */
  readonly file?: File;
}

export interface Answered {
  readonly status: number;
  readonly code: string | null;
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer is judged property by property
  readonly json: any;
  readonly answer: Awaited<ReturnType<Server['app']['inject']>>;
}

/** `more` people beside the two of `serveMonth`. */
export async function openHouse(db: TestDatabase, more = 0): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-house-'));
  const defects: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void defects.push(line) });
  const month = await serveMonth(db, more, join(folder, 'files'));
  const { clock } = month;
  const settings = { db, clock, log, dataDir: folder, sessionSecret: TEST_SECRET };
  const server = await buildServer({ ...settings, requestsPerMinute: 1_000_000 });
  const signIn = openSignIn({ db, secret: TEST_SECRET, secure: false, issuer: 'test' });
  const parts = { db, clock, signIn, secret: TEST_SECRET, filesFolder: folder, demonstration: null };
  return {
    db,
    month,
    server,
    folder,
    defects,
    routes: bindModules(parts).flatMap(({ contract }) => Object.entries(contract) as [RouteKey, Route][]),
    send: async (method, path, { cookie = '', headers = {}, body, file } = {}) => {
      const form = file && (await formOf(body, file));
      const answer = await server.app.inject({
        method: method as 'GET',
        url: `/api${path}`,
        headers: { cookie, ...headers, ...form?.headers },
        ...(form ? { payload: form.payload } : body !== undefined && { payload: body as object | string }),
      });
      const isJson = answer.headers['content-type']?.toString().startsWith('application/json');
      const json = isJson ? answer.json() : null;
      mustNameHandsWhole(json);
      return { status: answer.statusCode, code: json?.error?.code ?? null, json, answer };
    },
    person: (officeId, ...roles) =>
      makeTestPerson(
        db.owner,
        (roles.length > 0 ? roles : ROLES).map((role) => ({ role, officeId })),
      ),
    close: async () => {
      await server.close();
      await month.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The fields as text parts before the file. */
async function formOf(body: unknown, file: File) {
  const form = new FormData();
  for (const [name, value] of Object.entries(body ?? {})) form.set(name, String(value).toWellFormed());
  form.set('file', file);
  const request = new Request('http://localhost', { method: 'POST', body: form });
  return {
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  };
}
