import { sql } from 'kysely';
import type { Tx } from './types.ts';

/**
 * Waits for its turn at what `name` names and keeps it until the transaction ends: of two at the same moment the later
 * one waits here, and then finds what the first wrote.
 */
export async function takeTurn(tx: Tx, name: string): Promise<void> {
  await sql`-- named: take turn
    select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
}
