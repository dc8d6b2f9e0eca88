import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openGate } from '#kernel/access/gate.ts';
import { makeTestPerson, TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import type { Bound } from '#kernel/http/bind.ts';
import { createServer, type Server } from '#kernel/http/server.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { ROLES, type Role } from '#people/staff/roles.ts';
import { mustNameHandsWhole } from '#places/offices/testing/whole-names.ts';
import { importList } from '../lists/actions/import-list.ts';
import type { SmallProvince } from './province.ts';

/** Takes a merit list of December 2020 in: one line of text a person, `name;year;cccd;commune`. */
export async function importPeople(
  db: TestDatabase,
  province: SmallProvince,
  now: Date,
  people: readonly string[],
  filesFolder?: string,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-files-'));
  try {
    const rows = people.map((person, i) => {
      const [name, year, cccd, commune] = person.split(';');
      return `NCC-${i + 1};${name};${year};${cccd};Thôn 1;${commune};Thân nhân 01 liệt sĩ;1.624.000;1.624.000`;
    });
    const path = join(folder, 'list.csv');
    await writeFile(
      path,
      ['Mã đối tượng;Họ tên;Năm sinh;CMND/CCCD;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng', ...rows].join(
        '\n',
      ),
    );
    const outcome = await importList(
      db,
      now,
      {
        id: newId(),
        doer: province.controller,
        programme: 'merit',
        month: '2020-12',
        kind: 'regular',
        path,
        fileName: 'list.csv',
        fileBytes: (await stat(path)).size,
      },
      { filesFolder: filesFolder ?? folder },
    );
    if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome.findings));
  } finally {
    await rm(folder, { recursive: true });
  }
}

export interface Asked {
  readonly status: number;
  readonly code: string | null;
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer is judged property by property
  readonly json: any;
}

export interface Counter {
  readonly server: Server;
  /** A live session of a new person who holds the role there. */
  cookie(role: Role, officeId: string): Promise<string>;
  ask(cookie: string, method: 'GET' | 'POST', url: string, body?: object): Promise<Asked>;
}

/** A server of these routes for requests without a network. */
export async function openCounter(db: TestDatabase, bound: readonly Bound[]): Promise<Counter> {
  const server = await createServer({
    db,
    gate: openGate({ db, secret: TEST_SECRET, secure: false }),
    bound,
    roles: ROLES,
    info: { title: 'Từng Nhà', version: '1' },
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    uploadFolder: tmpdir(),
    webFolder: null,
    secure: false,
    requestsPerMinute: 100_000,
    checkReplies: true,
  });
  return {
    server,
    cookie: async (role, officeId) => (await makeTestPerson(db.owner, [{ role, officeId }])).cookie,
    ask: async (cookie, method, url, body) => {
      const answer = await server.app.inject({
        method,
        url: `/api${url}`,
        headers: { cookie },
        ...(body && { payload: body }),
      });
      const json = answer.json();
      mustNameHandsWhole(json);
      return { status: answer.statusCode, code: json.error?.code ?? null, json };
    },
  };
}
