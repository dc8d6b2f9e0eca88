import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Doer } from '#kernel/handover/envelope.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { canonical } from '#kernel/handover/envelope.ts';

/** What became of a list. A refused list changed nothing. */
export interface ListOutcome<F> {
  readonly outcome: 'accepted' | 'already' | 'refused';
  readonly listId: Id;
  readonly people: number;
  readonly vouchers: number;
  readonly totalVnd: bigint;
  readonly sha256: string;
  readonly errors: number;
  readonly warnings: number;
  readonly reviews: number;
  readonly findings: readonly F[];
}

/** The list that the same file has become before, for this programme, month and kind. */
export async function findListByHash(
  read: Read,
  list: { readonly programme: string; readonly month: Month; readonly kind: string },
  sha256: string,
): Promise<ListOutcome<never> | null> {
  const row = await read
    .selectFrom('payout_list')
    .selectAll()
    .where('programme', '=', list.programme)
    .where('month', '=', firstDayOf(list.month))
    .where('kind', '=', list.kind)
    .where('file_sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst();
  if (!row) return null;
  return {
    outcome: 'already',
    listId: row.id,
    people: row.people,
    vouchers: row.vouchers,
    totalVnd: row.total_vnd,
    sha256,
    errors: 0,
    warnings: 0,
    reviews: 0,
    findings: [],
  };
}

export interface NewList {
  readonly id: Id;
  readonly programme: string;
  readonly month: Month;
  readonly kind: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly sha256: string;
  readonly people: number;
  readonly vouchers: number;
  readonly totalVnd: bigint;
  readonly findings: readonly unknown[];
  readonly handoverId: Id;
  readonly doer: Doer;
}

/**
 * Writes a list's row before its lines are in: they name it. Its handover may be posted later in the transaction, which
 * cannot be committed without it.
 */
export async function openList(tx: Tx, now: Date, list: NewList): Promise<void> {
  await tx
    .insertInto('payout_list')
    .values({
      id: list.id,
      programme: list.programme,
      month: firstDayOf(list.month),
      kind: list.kind,
      file_name: list.fileName,
      file_sha256: Buffer.from(list.sha256, 'hex'),
      file_bytes: BigInt(list.fileBytes),
      people: list.people,
      vouchers: list.vouchers,
      total_vnd: list.totalVnd,
      findings: canonical(list.findings),
      handover_id: list.handoverId,
      accepted_by: list.doer.name,
      accepted_at: now,
    })
    .execute();
}

/** Writes what was found on an opened list; answers what its vouchers have come to. */
export async function finishList(
  tx: Tx,
  id: Id,
  people: number,
  findings: readonly unknown[],
): Promise<{ vouchers: number; totalVnd: bigint }> {
  const { rows } = await sql<{ vouchers: number; total_vnd: bigint }>`
    select * from finish_list(${id}, ${people}, ${canonical(findings)})`.execute(tx);
  const [row] = rows;
  assert(row, 'an opened list can be finished');
  return { vouchers: row.vouchers, totalVnd: row.total_vnd };
}

/** What the vouchers entered under an opened list have come to. */
export async function readEntered(tx: Tx, id: Id): Promise<{ vouchers: number; totalVnd: bigint }> {
  const row = await tx
    .selectFrom('payout_list')
    .select(['vouchers', 'total_vnd'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { vouchers: row.vouchers, totalVnd: row.total_vnd };
}

/** Mappings given for this funder before, by the fingerprint of the layout that each was given for. */
export async function readMappings(
  read: Read,
  funderCode: string,
): Promise<Record<string, Record<string, string>>> {
  const rows = await read
    .selectFrom('list_mapping')
    .select(['fingerprint', 'mapping'])
    .where('funder_code', '=', funderCode)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.fingerprint, row.mapping as Record<string, string>]));
}

export async function rememberMapping(
  tx: Tx,
  now: Date,
  funderCode: string,
  fingerprint: string,
  mapping: Readonly<Record<string, string>>,
  doer: Doer,
): Promise<void> {
  const saved = {
    mapping: JSON.stringify(mapping),
    saved_by: doer.kind === 'job' ? null : doer.id,
    saved_at: now,
  };
  await tx
    .insertInto('list_mapping')
    .values({ funder_code: funderCode, fingerprint, ...saved })
    .onConflict((conflict) => conflict.columns(['funder_code', 'fingerprint']).doUpdateSet(saved))
    .execute();
}
