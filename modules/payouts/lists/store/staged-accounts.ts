import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import { sealAccount } from '#people/looks/accounts.ts';

/** Seals the accounts of the people whom the staged block makes, once it is settled who they are. */
export async function sealStagedAccounts(tx: Tx): Promise<void> {
  const { rows } = await sql<{ id: Id; account: string }>`
    select citizen_id as id, bank_account as account from staged_line where fresh and bank_account is not null`.execute(
    tx,
  );
  if (rows.length === 0) return;
  await sql`update staged_line s set bank_account = a.sealed
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ id, account }) => sealAccount(id, account))}::text[]) as a(id, sealed)
    where s.fresh and s.citizen_id = a.id`.execute(tx);
}
