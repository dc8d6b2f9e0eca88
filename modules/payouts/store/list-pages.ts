import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { cursorOf, readCursor } from '#kernel/contract/shapes.ts';
import { firstDayOf, formatDay, type Day, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { maskNumber } from '#kernel/words/text.ts';

type PageOf = { readonly after?: string | undefined; readonly limit?: number | undefined };

/** Lists taken in, newest first. */
export async function pageOfLists(read: Read, query: PageOf & { readonly month?: Month | undefined }) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.after, 'id')?.[0] ?? null;
  const month = query.month ? firstDayOf(query.month) : null;
  const { rows } = await sql<{
    id: Id;
    programme: string;
    month: Day;
    kind: string;
    file_name: string;
    sha256: string;
    people: number;
    vouchers: number;
    total_vnd: bigint;
    accepted_by: string;
    accepted_at: Date;
    warnings: number;
  }>`
    select id, programme, month, kind, file_name, encode(file_sha256, 'hex') as sha256, people, vouchers, total_vnd, accepted_by,
      accepted_at, jsonb_array_length(findings) as warnings
    from payout_list
    where (${month}::date is null or month = ${month}) and (${after}::uuid is null or id < ${after}::uuid)
    order by id desc limit ${limit + 1}`.execute(read);
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    programme: row.programme,
    month: row.month.slice(0, 7),
    kind: row.kind,
    fileName: row.file_name,
    sha256: row.sha256,
    people: row.people,
    vouchers: row.vouchers,
    totalVnd: row.total_vnd,
    acceptedBy: row.accepted_by,
    acceptedAt: row.accepted_at,
    warnings: row.warnings,
  }));
  return { items, next: rows.length > limit ? cursorOf(items.at(-1)?.id ?? '') : null };
}

/** Pairs of records that nobody has ruled on yet, oldest first; numbers masked. */
export async function pageOfReviews(read: Read, query: PageOf) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.after, 'id')?.[0] ?? null;
  const { rows } = await sql<{
    id: Id;
    list_id: Id;
    line: number;
    citizen_id: Id;
    candidate_id: Id;
    full_name: string;
    born_on: Day | null;
    birth_year: number | null;
    place: string | null;
    cccd: string | null;
    raised_at: Date;
  }>`
    select r.id, r.list_id, r.line, r.citizen_id, r.candidate_id, c.full_name, c.born_on, c.birth_year,
      concat_ws(', ', c.hamlet, u.name) as place, k.cccd, r.raised_at
    from match_review r
    join citizen c on c.id = r.citizen_id join citizen k on k.id = r.candidate_id left join unit u on u.id = c.unit_id
    where not exists (select 1 from match_ruling m where m.review_id = r.id) and (${after}::uuid is null or r.id > ${after}::uuid)
    order by r.id limit ${limit + 1}`.execute(read);
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    listId: row.list_id,
    line: row.line,
    citizenId: row.citizen_id,
    candidateId: row.candidate_id,
    fullName: row.full_name,
    birth: row.born_on ? formatDay(row.born_on) : row.birth_year === null ? null : String(row.birth_year),
    place: row.place,
    candidateCccdMasked: row.cccd ? maskNumber(row.cccd) : null,
    raisedAt: row.raised_at,
  }));
  return { items, next: rows.length > limit ? cursorOf(items.at(-1)?.id ?? '') : null };
}

export async function findListFile(
  read: Read,
  id: Id,
): Promise<{ fileName: string; sha256: string; people: number } | null> {
  const row = await read
    .selectFrom('payout_list')
    .select(['file_name', 'file_sha256', 'people'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row
    ? { fileName: row.file_name, sha256: row.file_sha256.toString('hex'), people: row.people }
    : null;
}
