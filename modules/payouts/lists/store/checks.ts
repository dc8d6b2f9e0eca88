import type { Read, Tx } from '#kernel/db/types.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { ListKind } from '../../voucher.ts';

export interface CheckFacts {
  readonly id: Id;
  readonly programme: string;
  readonly month: Month;
  readonly kind: ListKind;
  readonly fileName: string;
  readonly sha256: string;
  readonly fileBytes: number;
  readonly mapping: Readonly<Record<string, string>> | null;
  readonly outcome: 'clean' | 'already' | 'refused';
  readonly people: number;
  readonly totalVnd: bigint;
  readonly checkedBy: string;
  readonly checkedAt: Date;
}

/** A check as it stands, with its report as JSON; amounts in it are digits. */
export interface StoredCheck extends CheckFacts {
  readonly report: unknown;
  /** The list that the file has become, when it was accepted. */
  readonly listId: Id | null;
}

export async function findCheck(read: Read, id: Id): Promise<StoredCheck | null> {
  const row = await read
    .selectFrom('list_check as k')
    .leftJoin('payout_list as l', (on) =>
      on
        .onRef('l.programme', '=', 'k.programme')
        .onRef('l.month', '=', 'k.month')
        .onRef('l.kind', '=', 'k.kind')
        .onRef('l.file_sha256', '=', 'k.file_sha256'),
    )
    .selectAll('k')
    .select('l.id as list_id')
    .where('k.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    programme: row.programme,
    month: row.month.slice(0, 7),
    kind: row.kind as ListKind,
    fileName: row.file_name,
    sha256: row.file_sha256.toString('hex'),
    fileBytes: Number(row.file_bytes),
    mapping: row.mapping as Record<string, string> | null,
    outcome: row.outcome as StoredCheck['outcome'],
    people: row.people,
    totalVnd: row.total_vnd,
    checkedBy: row.checked_by_name,
    checkedAt: row.checked_at,
    report: row.report,
    listId: row.list_id,
  };
}

export async function insertCheck(
  tx: Tx,
  check: CheckFacts,
  checkedById: Id,
  report: unknown,
): Promise<void> {
  await tx
    .insertInto('list_check')
    .values({
      id: check.id,
      programme: check.programme,
      month: firstDayOf(check.month),
      kind: check.kind,
      file_name: check.fileName,
      file_sha256: Buffer.from(check.sha256, 'hex'),
      file_bytes: BigInt(check.fileBytes),
      mapping: check.mapping === null ? null : JSON.stringify(check.mapping),
      outcome: check.outcome,
      people: check.people,
      total_vnd: check.totalVnd,
      report: JSON.stringify(report),
      checked_by: checkedById,
      checked_by_name: check.checkedBy,
      checked_at: check.checkedAt,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
