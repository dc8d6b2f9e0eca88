import type { Read, Tx } from '#kernel/db/types.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Channel } from '../../voucher.ts';

/** A cell as it stood on paper; amounts as digits. */
export interface PrintedCell {
  readonly officeId: Id;
  readonly day: string;
  readonly channel: Channel;
  readonly people: number;
  readonly vnd: string;
}

export interface NewPrint {
  readonly id: Id;
  readonly officeId: Id;
  readonly month: Month;
  readonly cells: readonly PrintedCell[];
  readonly people: number;
  readonly totalVnd: bigint;
  readonly printedBy: string;
  readonly printedAt: Date;
}

/** Keeps a printing; the same id again changes nothing. */
export async function insertPrint(tx: Tx, print: NewPrint): Promise<void> {
  await tx
    .insertInto('plan_print')
    .values({
      id: print.id,
      office_id: print.officeId,
      month: firstDayOf(print.month),
      cells: JSON.stringify(print.cells),
      people: print.people,
      total_vnd: print.totalVnd,
      printed_by: print.printedBy,
      printed_at: print.printedAt,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** The printings of an office's month, oldest first: their place is their version. */
export async function listPrints(read: Read, officeId: Id, month: Month) {
  const rows = await read
    .selectFrom('plan_print')
    .select(['id', 'people', 'total_vnd', 'printed_by', 'printed_at'])
    .where('office_id', '=', officeId)
    .where('month', '=', firstDayOf(month))
    .orderBy('printed_at')
    .orderBy('id')
    .execute();
  return rows.map((row, i) => ({
    id: row.id,
    version: i + 1,
    printedBy: row.printed_by,
    printedAt: row.printed_at,
    people: row.people,
    totalVnd: row.total_vnd,
  }));
}

export async function findPrint(read: Read, id: Id, officeId: Id) {
  const row = await read
    .selectFrom('plan_print')
    .select(['month', 'cells'])
    .where('id', '=', id)
    .where('office_id', '=', officeId)
    .executeTakeFirst();
  return row ? { month: row.month.slice(0, 7), cells: row.cells as PrintedCell[] } : null;
}
