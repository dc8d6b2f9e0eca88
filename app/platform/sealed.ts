import { Pool } from 'pg';
import type { Database } from '#kernel/db/connect.ts';
import type { Keyring } from '#kernel/keys/keyring.ts';
import { countByKey, reseal, type Resealed, type SealedColumn } from '#kernel/keys/reseal.ts';
import { AUTHORITY_IMAGES } from '#modules/payouts/store/authority-form.ts';
import { ACCOUNTS } from '#people/looks/accounts.ts';

/** Every column of the house that lies sealed. */
export const SEALED: readonly SealedColumn[] = [...ACCOUNTS, AUTHORITY_IMAGES];

/** Set once everything written before there were keys is sealed: from then on nothing is written in the clear. */
const DONE = 'sealed_columns';

/** Brings everything under the newest key; the owner alone may change these columns. */
export async function resealAll(ownerUrl: string, ring: Keyring): Promise<Resealed> {
  return withOwner(ownerUrl, (owner) => reseal(owner, SEALED, ring.newest().id));
}

/** Seals what an older release wrote in the clear, once. */
export async function sealFormer(db: Database, ownerUrl: string, ring: Keyring): Promise<number> {
  const done = await db.read.selectFrom('setting').select('name').where('name', '=', DONE).executeTakeFirst();
  if (done) return 0;
  const { changed } = await resealAll(ownerUrl, ring);
  await db.kysely
    .insertInto('setting')
    .values({ name: DONE, value: 'true' })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return changed;
}

/** How many values lie under which key. */
export function countSealed(ownerUrl: string): Promise<Map<string | null, number>> {
  return withOwner(ownerUrl, (owner) => countByKey(owner, SEALED));
}

async function withOwner<T>(ownerUrl: string, work: (owner: Pool) => Promise<T>): Promise<T> {
  const owner = new Pool({ connectionString: ownerUrl, max: 1, options: '-c search_path=province,public' });
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
