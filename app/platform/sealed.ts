import { Pool } from 'pg';
import { type Database, PROVINCE_SCHEMA } from '#kernel/db/connect.ts';
import { SECOND_FACTORS, upgradeSecondFactors } from '#kernel/access/second-factor.ts';
import type { Tx } from '#kernel/db/types.ts';
import { SIGNED_TEXTS } from '#kernel/devices/store.ts';
import { countKept, resealKept } from '#kernel/files/reseal.ts';
import { enqueue, type Task } from '#kernel/jobs/jobs.ts';
import type { Keyring } from '#kernel/keys/keyring.ts';
import { countByKey, reseal, resealBatch, type Resealed, type SealedColumn } from '#kernel/keys/reseal.ts';
import { AUTHORITY_IMAGES } from '#modules/payouts/people/store/authority-form.ts';
import { PAID_ACCOUNTS } from '#modules/payouts/pay/store/paid-account.ts';
import { HOME_PLACES } from '#modules/rounds/store/visits.ts';
import { ACCOUNTS } from '#people/looks/accounts.ts';

/** Every column of the house that lies sealed. */
export const SEALED: readonly SealedColumn[] = [
  ...ACCOUNTS,
  AUTHORITY_IMAGES,
  SIGNED_TEXTS,
  HOME_PLACES,
  SECOND_FACTORS,
  PAID_ACCOUNTS,
];

/** Holds what was brought under keys when an older release's data was gone through; another list of columns is gone through anew. */
const DONE = 'sealed';
const ALL = JSON.stringify(SEALED.map(nameOf));

/** Where everything sealed lies: the owner alone may change the columns, `filesFolder` holds the kept files. */
export interface SealedPlaces {
  readonly ownerUrl: string;
  readonly filesFolder: string;
}

/** Brings everything under the newest key. */
export async function resealAll({ ownerUrl, filesFolder }: SealedPlaces, ring: Keyring): Promise<Resealed> {
  const newest = ring.newest().id;
  let [changed, passed] = [0, 0];
  await withOwner(ownerUrl, async (owner) => {
    for (const column of SEALED) {
      const done = await reseal(owner, column, newest);
      changed += done.changed;
      passed += done.passed;
    }
  });
  const files = await resealKept(filesFolder, newest);
  return { changed: changed + files.changed, passed: passed + files.passed };
}

export interface SealingParts extends SealedPlaces {
  readonly db: Database;
  readonly keyring: Keyring;
  /** Under which second factors were encrypted before there was a keyring. */
  readonly sessionSecret: string;
  readonly log: { info(facts: object, message: string): void };
}

/** A job goes on for so long, then leaves the rest to the next, so that a server that stops need not wait. */
const TURN_MS = 1_000;

/** How far the jobs have come: a column, or the files behind the last of them, and the last row or name in it. */
interface Position {
  readonly part: number;
  readonly after: string | null;
}

/**
 * Seals what an older release wrote in the clear while the server works: everything reads both forms. A job takes what is not sealed
 * yet, batch by batch, so one that was killed leaves nothing to mend, and the next begins with what it left.
 */
export function sealingTasks({
  db,
  keyring,
  sessionSecret,
  log,
  ...places
}: SealingParts): Record<string, Task> {
  return {
    'seal-former': async (payload) => {
      const newest = keyring.newest().id;
      await upgradeSecondFactors(db, sessionSecret);
      const next = await withOwner(places.ownerUrl, (owner) =>
        sealTurn(owner, places.filesFolder, newest, payload as Position),
      );
      if (next) return db.write((tx) => enqueueSealing(tx, next));
      await db.write((tx) =>
        tx
          .insertInto('setting')
          .values({ name: DONE, value: ALL })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: ALL }))
          .execute(),
      );
      log.info({ columns: SEALED.length }, 'what was written before it was to be sealed is sealed');
    },
  };
}

/** Asks for the jobs above where the data was not gone through before. */
export async function beginSealing(db: Database): Promise<void> {
  const done = await db.read
    .selectFrom('setting')
    .select('value')
    .where('name', '=', DONE)
    .executeTakeFirst();
  if (JSON.stringify(done?.value) === ALL) return;
  await db.write((tx) => enqueueSealing(tx, { part: 0, after: null }));
}

async function enqueueSealing(tx: Tx, { part, after }: Position): Promise<void> {
  await enqueue(tx, 'seal-former', { part, after }, { key: 'seal-former' });
}

async function sealTurn(
  owner: Pool,
  filesFolder: string,
  newest: string,
  { part, after }: Position,
): Promise<Position | null> {
  const until = Date.now() + TURN_MS;
  let at: Position = { part, after };
  for (let column = SEALED[at.part]; column; column = SEALED[at.part]) {
    const { last } = await resealBatch(owner, column, newest, at.after);
    at = last === null ? { part: at.part + 1, after: null } : { part: at.part, after: last };
    if (Date.now() > until) return at;
  }
  const { last } = await resealKept(filesFolder, newest, { after: at.after ?? '', until });
  return last === null ? null : { part: at.part, after: last };
}

/** How many values and files lie under which key. */
export async function countSealed({
  ownerUrl,
  filesFolder,
}: SealedPlaces): Promise<Map<string | null, number>> {
  const counts = await withOwner(ownerUrl, (owner) => countByKey(owner, SEALED));
  for (const [id, files] of await countKept(filesFolder)) counts.set(id, (counts.get(id) ?? 0) + files);
  return counts;
}

/** What lies under each key: how many values of which column, and how many kept files. */
export type LiesUnder = Readonly<Record<string, Readonly<Record<string, number>>>>;

export async function whatLiesUnder({ ownerUrl, filesFolder }: SealedPlaces): Promise<LiesUnder> {
  const under: Record<string, Record<string, number>> = {};
  const add = (place: string, counts: ReadonlyMap<string | null, number>) => {
    for (const [id, count] of counts) if (id !== null) (under[id] ??= {})[place] = count;
  };
  await withOwner(ownerUrl, async (owner) => {
    for (const column of SEALED) add(nameOf(column), await countByKey(owner, [column]));
  });
  add('files', await countKept(filesFolder));
  return under;
}

/** How a column is called where it is told what lies in it. */
export function nameOf({ table, read }: SealedColumn): string {
  return `${table}: ${read}`;
}

async function withOwner<T>(ownerUrl: string, work: (owner: Pool) => Promise<T>): Promise<T> {
  const owner = new Pool({
    connectionString: ownerUrl,
    max: 1,
    options: `-c search_path=${PROVINCE_SCHEMA}`,
  });
  // A server that is stopped right behind the work breaks the connection while it closes; nobody waits for that.
  owner.on('error', () => {});
  owner.on('connect', (client) => client.on('error', () => {}));
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
