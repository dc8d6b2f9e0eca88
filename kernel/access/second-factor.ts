import { randomBytes, randomInt } from 'node:crypto';
import type { Database } from '../db/connect.ts';
import type { SealedColumn } from '../keys/reseal.ts';
import { seal, unseal } from '../keys/seal.ts';
import type { Id } from '../words/id.ts';
import { newId } from '../words/id.ts';
import { openFormer } from './former-secret.ts';
import { deriveKey } from './password-hash.ts';
import { newTotpSecret, stepOfCode, toBase32 } from './totp.ts';

/** Wrong codes in a row after which a person's second factor rests. */
export const WRONG_CODES = 10;
const REST_MINUTES = 15;

const BACKUP_CODES = 10;
/** Without letters that look alike: a code is read from paper. Twelve of them are 59 bits. */
const BACKUP_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A factor that rests after wrong codes takes none. */
const AWAKE = '(locked_until is null or locked_until <= clock_timestamp())';

const placeOf = (staffId: string) => `two_factor.secret/${staffId}`;

/** Where secrets lie sealed, for a change of keys. What was written before keys is brought over by `upgradeSecondFactors`. */
export const SECOND_FACTORS: SealedColumn = {
  table: 'two_factor',
  key: 'id',
  kind: 'text',
  read: 'case when backup_codes is null then secret end',
  set: 'secret = v.sealed',
  owner: 'staff_id',
  place: placeOf,
};

interface Factor {
  readonly secret: string;
  readonly verified: boolean;
  readonly backupSalt: string;
}

export interface SecondFactors {
  /** Makes a secret and backup codes, which count once a first code is confirmed; null when that was done before. */
  begin(staffId: Id): Promise<{ secret: string; backupCodes: string[] } | null>;
  /** Takes a code of the app, once; false for a wrong one, one that was used, and any while the factor rests. */
  spendCode(staffId: Id, code: string, use: 'confirm' | 'sign-in'): Promise<boolean>;
  /** The same for a backup code. */
  spendBackupCode(staffId: Id, code: string): Promise<boolean>;
  remove(staffId: Id): Promise<void>;
}

/** `former` is the secret under which factors were encrypted before there was a keyring. */
export function openSecondFactors(db: Database, former: string): SecondFactors {
  const { pool } = db;

  async function find(staffId: Id): Promise<Factor | null> {
    const { rows } = await pool.query<{
      secret: string;
      verified: boolean;
      backup_salt: string | null;
      backup_codes: string | null;
    }>(
      `select secret, verified, backup_salt, backup_codes from two_factor
       where staff_id = $1 and ${AWAKE}`,
      [staffId],
    );
    const row = rows[0];
    if (!row) return null;
    if (row.backup_codes !== null) {
      await upgradeOne(db, staffId, former);
      return find(staffId);
    }
    return {
      secret: unseal(row.secret, placeOf(staffId)),
      verified: row.verified,
      backupSalt: row.backup_salt ?? '',
    };
  }

  /** The statement answers with a row when the code was still good; what was wrong is counted. */
  async function settle(staffId: Id, spent: boolean): Promise<boolean> {
    if (!spent)
      await pool.query(
        `update two_factor set failed_verification_count = case when failed_verification_count + 1 < $2 then failed_verification_count + 1 else 0 end,
           locked_until = case when failed_verification_count + 1 < $2 then null
             else clock_timestamp() + make_interval(mins => ${REST_MINUTES}) end
         where staff_id = $1 and ${AWAKE}`,
        [staffId, WRONG_CODES],
      );
    return spent;
  }

  return {
    begin: async (staffId) => {
      const secret = newTotpSecret();
      const backupCodes = Array.from({ length: BACKUP_CODES }, newBackupCode);
      const salt = randomBytes(16).toString('base64url');
      const { rowCount } = await pool.query(
        `insert into two_factor (id, staff_id, secret, backup_salt, backup_hashes, verified) values ($1, $2, $3, $4, $5, false)
         on conflict (staff_id) do update set secret = excluded.secret, backup_codes = null, backup_salt = excluded.backup_salt,
           backup_hashes = excluded.backup_hashes, last_step = null
         where not two_factor.verified`,
        [newId(), staffId, seal(secret, placeOf(staffId)), salt, await hashCodes(backupCodes, salt)],
      );
      return rowCount === 0 ? null : { secret, backupCodes };
    },
    spendCode: async (staffId, code, use) => {
      const factor = await find(staffId);
      if (!factor || (use === 'sign-in' && !factor.verified)) return false;
      const step = await stepOfCode(factor.secret, code, new Date());
      if (step === null) return settle(staffId, false);
      const { rowCount } = await pool.query(
        `update two_factor set last_step = $2, verified = true, failed_verification_count = 0
         where staff_id = $1 and (last_step is null or last_step < $2) and (verified or $3)`,
        [staffId, step, use === 'confirm'],
      );
      return settle(staffId, rowCount === 1);
    },
    spendBackupCode: async (staffId, code) => {
      const factor = await find(staffId);
      if (!factor?.verified) return false;
      const [hash] = await hashCodes([code], factor.backupSalt);
      const { rowCount } = await pool.query(
        `update two_factor set backup_hashes = array_remove(backup_hashes, $2), failed_verification_count = 0
         where staff_id = $1 and $2 = any (backup_hashes)`,
        [staffId, hash],
      );
      return settle(staffId, rowCount === 1);
    },
    remove: async (staffId) => {
      await pool.query('delete from two_factor where staff_id = $1', [staffId]);
    },
  };
}

/** Brings over every factor that was written before the keyring held them; answers how many there were. */
export async function upgradeSecondFactors(db: Database, former: string): Promise<number> {
  const { rows } = await db.pool.query<{ staff_id: Id }>(
    'select staff_id from two_factor where backup_codes is not null order by staff_id',
  );
  for (const { staff_id } of rows) await upgradeOne(db, staff_id, former);
  return rows.length;
}

/** From the form of an earlier release: secret and list of codes, each encrypted under the secret of sessions. */
async function upgradeOne(db: Database, staffId: Id, former: string): Promise<void> {
  const { rows } = await db.pool.query<{ secret: string; backup_codes: string }>(
    'select secret, backup_codes from two_factor where staff_id = $1 and backup_codes is not null',
    [staffId],
  );
  const row = rows[0];
  if (!row) return;
  const secret = toBase32(Buffer.from(openFormer(former, row.secret)));
  const codes = JSON.parse(openFormer(former, row.backup_codes)) as string[];
  const salt = randomBytes(16).toString('base64url');
  await db.pool.query(
    `update two_factor set secret = $2, backup_salt = $3, backup_hashes = $4, backup_codes = null
     where staff_id = $1 and backup_codes = $5`,
    [staffId, seal(secret, placeOf(staffId)), salt, await hashCodes(codes, salt), row.backup_codes],
  );
}

function newBackupCode(): string {
  const letters = Array.from({ length: 12 }, () => BACKUP_LETTERS[randomInt(BACKUP_LETTERS.length)]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** scrypt with one salt for the codes of one person: a code that is offered is hashed once. Each has 59 bits of its own. */
async function hashCodes(codes: readonly string[], salt: string): Promise<string[]> {
  const hashes: string[] = [];
  for (const code of codes)
    hashes.push((await deriveKey(code, salt, 32, { ln: 14, r: 16, p: 1 })).toString('base64url'));
  return hashes;
}
