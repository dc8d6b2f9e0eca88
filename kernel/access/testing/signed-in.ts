import { randomBytes } from 'node:crypto';
import type { Database } from '../../db/connect.ts';
import { newId } from '../../words/id.ts';
import { sessionCookieName, signedValue } from '../gate.ts';

/** The secret that tests sign sessions with. */
export const TEST_SECRET = 'a-secret-for-tests-only-0123456789abcdef';

export interface TestPerson {
  readonly staffId: string;
  readonly username: string;
  /** The Cookie header of a live session. */
  readonly cookie: string;
}

/** A person with roles and a live session, written straight to the database: no password, so no time is spent on one. */
export async function makeTestPerson(
  db: Database,
  grants: readonly { role: string; officeId: string }[],
): Promise<TestPerson> {
  const staffId = newId();
  const username = `test-${randomBytes(6).toString('hex')}`;
  await db.pool.query(
    `insert into staff (id, username, name, email) values ($1, $2, 'Nguyễn Văn Thử', $2 || '@staff.invalid')`,
    [staffId, username],
  );
  for (const { role, officeId } of grants)
    await db.pool.query(
      `insert into role_grant (id, staff_id, role, office_id, valid_from) values ($1, $2, $3, $4, '2020-01-01')`,
      [newId(), staffId, role, officeId],
    );
  return { staffId, username, cookie: await openTestSession(db, staffId) };
}

/** A further session of a person; answers its Cookie header. */
export async function openTestSession(db: Database, staffId: string): Promise<string> {
  const token = randomBytes(16).toString('hex');
  await db.pool.query(
    `insert into session (id, token, staff_id, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
    [newId(), token, staffId],
  );
  return signedCookie(token);
}

/** The session cookie as the sign-in sets it over http. */
export function signedCookie(token: string): string {
  return `${sessionCookieName(false)}=${encodeURIComponent(signedValue(token, TEST_SECRET))}`;
}

/** Four offices in a tree, `T`, `T/A`, `T/A/A1` and `T/B`, for tests that need no real province. */
export async function makeTestOffices(
  owner: Database,
): Promise<{ root: string; a: string; b: string; point: string }> {
  const [root, a, b, point] = [newId(), newId(), newId(), newId()];
  await owner.pool.query(
    `insert into office (id, code, name, name_key, kind, parent_id, path, opened_on) values
      ($1, 'T', 'Bưu điện tỉnh', 'buu dien tinh', 'province', null, 'T', '2020-01-01'),
      ($2, 'A', 'Bưu điện A', 'buu dien a', 'district', $1, 'T/A', '2020-01-01'),
      ($3, 'B', 'Bưu điện B', 'buu dien b', 'district', $1, 'T/B', '2020-01-01'),
      ($4, 'A1', 'Điểm A1', 'diem a1', 'point', $2, 'T/A/A1', '2020-01-01')`,
    [root, a, b, point],
  );
  return { root, a, b, point };
}
