import { sql } from 'kysely';
import type { Database } from '#kernel/db/connect.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Task } from '#kernel/jobs/jobs.ts';
import type { Day } from '#kernel/words/day.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { RETAINED } from './contract.ts';

/** Removes what is older than its rule; answers how many rows. */
export async function purgeExpired(tx: Tx, now: Date): Promise<number> {
  const { rows } = await sql<{ removed: number }>`select purge_expired(${now}) as removed`.execute(tx);
  return rows[0]?.removed ?? 0;
}

export async function listRetention(read: Read) {
  const rules = await read
    .selectFrom('retention_rule')
    .selectAll()
    .orderBy('what')
    .orderBy('valid_from')
    .execute();
  const runs = await read
    .selectFrom('purge_run')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('what')
    .limit(100)
    .execute();
  return {
    rules: rules.map(({ what, valid_from, days, legal_basis, confidence }) => ({
      what: what as (typeof RETAINED)[number],
      validFrom: valid_from,
      days,
      legalBasis: legal_basis,
      confidence,
    })),
    runs,
  };
}

/** Sets how long something is kept from a day that is still to come. Refuses `rule_past`, and `conflict` for a day that has a rule. */
export async function setRetention(
  tx: Tx,
  today: Day,
  rule: { what: string; validFrom: Day; days: number; legalBasis: string },
): Promise<void> {
  if (rule.validFrom <= today) throw new Refusal('rule_past', { validFrom: rule.validFrom });
  const { what, validFrom, days, legalBasis } = rule;
  const written = await tx
    .insertInto('retention_rule')
    .values({ what, valid_from: validFrom, days, legal_basis: legalBasis, confidence: 'sure' })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (written.numInsertedOrUpdatedRows === 0n) throw new Refusal('conflict', { what, validFrom });
}

export function privacyTasks({
  db,
  clock,
  log,
}: {
  readonly db: Database;
  readonly clock: { now(): Date };
  readonly log: { info(facts: object, message: string): void };
}): Record<string, Task> {
  return {
    'privacy-purge': async () => {
      const removed = await db.write((tx) => purgeExpired(tx, clock.now()));
      if (removed > 0) log.info({ removed }, 'personal data past its time is removed');
    },
  };
}

/** 02:50 of Vietnam's night, in UTC. */
export const PRIVACY_CRONTAB = '50 19 * * * privacy-purge';
