import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { canonical } from '#kernel/handover/envelope.ts';
import { type Day, firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

/** Keeps a programme's month from being settled while held shared, and its payments from being taken back while held alone. */
export async function holdPeriod(
  tx: Tx,
  programme: string,
  monthOn: Day,
  how: 'shared' | 'alone',
): Promise<void> {
  const lock = sql.raw(how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  await sql`select ${lock}(hashtext('settlement'), hashtext(${`${programme}|${monthOn}`}))`.execute(tx);
}

export interface SettlementMade {
  readonly id: Id;
  readonly madeBy: Id;
  readonly madeAt: Date;
}

/** The settlement of a programme's month; null while it is open. */
export async function findSettlement(
  read: Read,
  programme: string,
  monthOn: Day,
): Promise<SettlementMade | null> {
  const row = await read
    .selectFrom('settlement')
    .select(['id', 'made_by as madeBy', 'made_at as madeAt'])
    .where('programme', '=', programme)
    .where('month', '=', monthOn)
    .executeTakeFirst();
  return row ?? null;
}

/** Whether the month's figures have gone to the funder. */
export async function isSettled(read: Read, programme: string, monthOn: Day): Promise<boolean> {
  return (await findSettlement(read, programme, monthOn)) !== null;
}

export interface NewSettlement {
  readonly id: Id;
  readonly programme: string;
  readonly month: Month;
  /** Kept as they were shown. */
  readonly figures: unknown;
  readonly returnedVnd: bigint;
  readonly feeVnd: bigint;
  readonly returnHandover: Id | null;
  readonly feeHandover: Id | null;
  readonly by: Id;
}

export async function insertSettlement(tx: Tx, now: Date, settlement: NewSettlement): Promise<void> {
  await tx
    .insertInto('settlement')
    .values({
      id: settlement.id,
      programme: settlement.programme,
      month: firstDayOf(settlement.month),
      figures: canonical(settlement.figures),
      returned_vnd: settlement.returnedVnd,
      fee_vnd: settlement.feeVnd,
      return_handover: settlement.returnHandover,
      fee_handover: settlement.feeHandover,
      made_by: settlement.by,
      made_at: now,
    })
    .execute();
}

/** Locks a settlement; one that is locked stays locked as it was. */
export async function recordLock(tx: Tx, now: Date, settlement: SettlementMade, by: Id): Promise<void> {
  await tx
    .insertInto('settlement_lock')
    .values({ settlement_id: settlement.id, made_by: settlement.madeBy, locked_by: by, locked_at: now })
    .onConflict((conflict) => conflict.column('settlement_id').doNothing())
    .execute();
}
