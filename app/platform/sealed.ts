import { Pool } from 'pg';
import { type Database, PROVINCE_SCHEMA } from '#kernel/db/connect.ts';
import { SIGNED_TEXTS } from '#kernel/devices/store.ts';
import { clearReading } from '#kernel/files/keep.ts';
import { countKept, resealKept } from '#kernel/files/reseal.ts';
import type { Keyring } from '#kernel/keys/keyring.ts';
import { countByKey, reseal, type Resealed, type SealedColumn } from '#kernel/keys/reseal.ts';
import { AUTHORITY_IMAGES } from '#modules/payouts/people/store/authority-form.ts';
import { HOME_PLACES } from '#modules/rounds/store/visits.ts';
import { ACCOUNTS } from '#people/looks/accounts.ts';

/** Every column of the house that lies sealed. */
const SEALED: readonly SealedColumn[] = [...ACCOUNTS, AUTHORITY_IMAGES, SIGNED_TEXTS, HOME_PLACES];

/** Set once everything written before there were keys is sealed: from then on nothing is written in the clear. */
const DONE = 'sealed_columns_and_files';

/** Where everything sealed lies: the owner alone may change the columns, `filesFolder` holds the kept files. */
export interface SealedPlaces {
  readonly ownerUrl: string;
  readonly filesFolder: string;
}

/** Brings everything under the newest key. */
export async function resealAll({ ownerUrl, filesFolder }: SealedPlaces, ring: Keyring): Promise<Resealed> {
  const newest = ring.newest().id;
  const columns = await withOwner(ownerUrl, (owner) => reseal(owner, SEALED, newest));
  const files = await resealKept(filesFolder, newest);
  return { changed: columns.changed + files.changed, passed: columns.passed + files.passed };
}

/** Seals what an older release wrote in the clear, once, and takes away what a killed server left open. Before the server takes work. */
export async function sealFormer(db: Database, places: SealedPlaces, ring: Keyring): Promise<number> {
  await clearReading(places.filesFolder);
  const done = await db.read.selectFrom('setting').select('name').where('name', '=', DONE).executeTakeFirst();
  if (done) return 0;
  const { changed } = await resealAll(places, ring);
  await db.kysely
    .insertInto('setting')
    .values({ name: DONE, value: 'true' })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return changed;
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

async function withOwner<T>(ownerUrl: string, work: (owner: Pool) => Promise<T>): Promise<T> {
  const owner = new Pool({
    connectionString: ownerUrl,
    max: 1,
    options: `-c search_path=${PROVINCE_SCHEMA}`,
  });
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
