import type { Database } from '../db/connect.ts';
import type { Id } from '../words/id.ts';
import { hashPassword, isFormerHash, isPasswordOfHash, PRESENT_FORM, spendCheck } from './password-hash.ts';
import { suspended } from './suspended.ts';

/** Somebody whose password was right. */
export interface Known {
  readonly staffId: Id;
  readonly secondFactor: boolean;
  readonly suspended: boolean;
}

interface Row {
  readonly staff_id: Id | null;
  readonly second_factor: boolean;
  readonly suspended: boolean;
  readonly password: string | null;
  readonly former_left: boolean;
}

const WHO = `
select s.id as staff_id, s.two_factor_enabled as second_factor, a.password,
  ${suspended('s.id')} as suspended,
  exists (select from account where not starts_with(password, $2)) as former_left
from (values ($1::text)) as asked(username)
left join staff s on s.username = asked.username
left join account a on a.staff_id = s.id and a.provider_id = 'credential'`;

/**
 * The person with this name and password, or null. A name that nobody has costs what a wrong password costs, one that rests no less:
 * as long as any password is kept at the former cost, every check pays both. A right one is then kept at the present cost.
 */
export async function findByPassword(
  db: Database,
  username: string,
  password: string,
): Promise<Known | null> {
  const { rows } = await db.pool.query<Row>(WHO, [username.toLowerCase(), PRESENT_FORM]);
  const [row] = rows;
  const hash = row?.password ?? null;
  const right = await (row?.staff_id && hash !== null && isFormerHash(hash)
    ? checkFormer(db, row.staff_id, hash, password)
    : checkPresent(hash, password, row?.former_left ?? false));
  if (!right || !row?.staff_id) return null;
  return { staffId: row.staff_id, secondFactor: row.second_factor, suspended: row.suspended };
}

async function checkPresent(hash: string | null, password: string, formerLeft: boolean): Promise<boolean> {
  if (formerLeft) await spendCheck(password, 'former');
  if (hash !== null) return isPasswordOfHash(hash, password);
  await spendCheck(password, 'present');
  return false;
}

async function checkFormer(db: Database, staffId: Id, hash: string, password: string): Promise<boolean> {
  const right = await isPasswordOfHash(hash, password);
  const fresh = await hashPassword(password);
  if (right)
    await db.pool.query(
      `update account set password = $3, updated_at = now() where staff_id = $1 and provider_id = 'credential' and password = $2`,
      [staffId, hash, fresh],
    );
  return right;
}

/** Whether this is the person's present password. */
export async function isPasswordOf(db: Database, staffId: Id, password: string): Promise<boolean> {
  const { rows } = await db.pool.query<{ password: string | null }>(
    `select password from account where staff_id = $1 and provider_id = 'credential'`,
    [staffId],
  );
  const hash = rows[0]?.password;
  return hash ? isPasswordOfHash(hash, password) : false;
}
