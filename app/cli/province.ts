import { sql } from 'kysely';
import { type Clock, provinceClock } from '#app/clock.ts';
import { openProvince, type Province } from '#app/platform/database.ts';
import { readSettings, type Settings } from '#app/platform/settings.ts';
import { loadReference } from '#app/reference/load.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Doer } from '#kernel/handover/envelope.ts';
import type { Io } from './command.ts';

export interface Opened extends Province {
  readonly settings: Settings;
  readonly clock: Clock;
}

/**
 * Works on the province of DATA_DIR or DATABASE_URL: the running server's database, or one started for as long as this
 * takes. A new one is migrated and filled with reference data first.
 */
export async function withProvince<T>(io: Io, work: (province: Opened) => Promise<T>): Promise<T> {
  const settings = readSettings();
  const province = await openProvince(settings, { migrate: true, log: io.say, appName: 'tungnha cli' });
  try {
    const { rows } = await sql<{
      empty: boolean;
    }>`select not exists (select from programme) as empty`.execute(province.db.read);
    const clock = await provinceClock(province.db);
    if (rows[0]?.empty) await province.db.write((tx) => loadReference(tx, clock.now()));
    return await work({ ...province, settings, clock });
  } finally {
    await province.stop();
  }
}

/** Who acts at the command line: a person by username, or the command itself, which is named as what it is. */
export async function doerOf({ db }: Opened, username: string | undefined): Promise<Doer> {
  if (username === undefined) return { kind: 'job', name: 'dòng lệnh tungnha' };
  const person = await db.read
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('username', '=', username.toLowerCase())
    .executeTakeFirst();
  if (!person) throw new Refusal('not_found', { staff: username });
  return { kind: 'person', id: person.id, name: person.name };
}
