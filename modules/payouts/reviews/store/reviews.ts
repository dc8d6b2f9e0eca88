import { sql } from 'kysely';
import type { Looking } from '#kernel/access/reveals.ts';
import type { Database } from '#kernel/db/connect.ts';
import type { Read } from '#kernel/db/types.ts';
import { PAGE, type PageAsked, pageOf, readCursor } from '#kernel/contract/pages.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { maskedAccount } from '#people/looks/accounts.ts';
import { type FullNumbers, lookAtPeople } from '#people/looks/numbers.ts';
import type { VoucherStatus } from '../../voucher.ts';

/** Pairs of records that nobody has ruled on yet, oldest first; numbers masked. */
export async function pageOfReviews(read: Read, query: PageAsked) {
  const limit = query.limit ?? PAGE;
  const after = readCursor(query.after, 'id')?.[0] ?? null;
  const { rows } = await sql<{
    id: Id;
    list_id: Id;
    line: number;
    citizen_id: Id;
    candidate_id: Id;
    full_name: string;
    birth: string | null;
    place: string | null;
    cccd_masked: string | null;
    raised_at: Date;
  }>`
    select r.id, r.list_id, r.line, r.citizen_id, r.candidate_id, c.full_name,
      coalesce(c.born_on::text, c.birth_year::text) as birth,
      concat_ws(', ', c.hamlet, u.name) as place, k.cccd_masked, r.raised_at
    from match_review r
    join citizen c on c.id = r.citizen_id join citizen_shown k on k.id = r.candidate_id left join unit u on u.id = c.unit_id
    where not exists (select 1 from match_ruling m where m.review_id = r.id) and (${after}::uuid is null or r.id > ${after}::uuid)
    order by r.id limit ${limit + 1}`.execute(read);
  return pageOf(
    rows,
    limit,
    (row) => [row.id],
    (row) => ({
      id: row.id,
      listId: row.list_id,
      line: row.line,
      citizenId: row.citizen_id,
      candidateId: row.candidate_id,
      fullName: row.full_name,
      birth: row.birth,
      place: row.place,
      candidateCccdMasked: row.cccd_masked,
      raisedAt: row.raised_at,
    }),
  );
}

/** How many pairs wait, and how many were ruled on today. */
export async function countReviews(read: Read, today: Day): Promise<{ left: number; ruledToday: number }> {
  const { rows } = await sql<{ left: number; ruledToday: number }>`
    select (select count(*)::int from match_review r where not exists (select 1 from match_ruling m where m.review_id = r.id)) as left,
      (select count(*)::int from match_ruling where ruled_at >= ${today}::timestamp at time zone 'Asia/Ho_Chi_Minh'
        and ruled_at < (${today}::timestamp + interval '1 day') at time zone 'Asia/Ho_Chi_Minh') as "ruledToday"`.execute(
    read,
  );
  return rows[0] ?? { left: 0, ruledToday: 0 };
}

/** Two records that may be one person, side by side; numbers masked. Of a pair that was merged both show what they were left with. */
export async function findReview(db: Database, id: Id, looking: Looking) {
  const { read } = db;
  const { rows } = await sql<{
    id: Id;
    raised_at: Date;
    list_id: Id;
    file_name: string;
    line: number;
    ruled: boolean;
    citizen_id: Id;
    candidate_id: Id;
  }>`
    select r.id, r.raised_at, r.list_id, l.file_name, r.line, r.citizen_id, r.candidate_id,
      exists (select 1 from match_ruling m where m.review_id = r.id) as ruled
    from match_review r join payout_list l on l.id = r.list_id where r.id = ${id}`.execute(read);
  const [row] = rows;
  if (!row) return null;
  const addresses = await lookAtPeople(db, [row.citizen_id, row.candidate_id], looking);
  const [entered, known] = await Promise.all([
    readSide(read, row.citizen_id, addresses),
    readSide(read, row.candidate_id, addresses),
  ]);
  return {
    id: row.id,
    raisedAt: row.raised_at,
    listId: row.list_id,
    fileName: row.file_name,
    line: row.line,
    ruled: row.ruled,
    entered,
    known,
  };
}

const VOUCHERS_SHOWN = 6;

async function readSide(read: Read, id: Id, numbers: ReadonlyMap<Id, FullNumbers>) {
  const person = await read
    .selectFrom('citizen_shown as c')
    .leftJoin('unit as u', 'u.id', 'c.unit_id')
    .leftJoin('citizen_death as d', 'd.citizen_id', 'c.id')
    .selectAll('c')
    .select(['u.name as commune', 'd.died_on'])
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow();
  const vouchers = await read
    .selectFrom('voucher as v')
    .innerJoin('office as o', 'o.id', 'v.office_id')
    .select(['v.id', 'v.programme', 'v.regime', 'v.month', 'v.amount_vnd', 'v.status', 'o.name as office'])
    .where('v.citizen_id', '=', id)
    .orderBy((eb) => eb('v.status', '=', 'due'), 'desc')
    .orderBy('v.month', 'desc')
    .orderBy('v.id')
    .limit(VOUCHERS_SHOWN)
    .execute();
  return {
    citizenId: id,
    fullName: person.full_name ?? '',
    birth: person.born_on ?? person.birth_year?.toString() ?? null,
    sex: person.sex,
    cccdMasked: person.cccd_masked,
    cmndMasked: person.cmnd_masked,
    insuranceNoMasked: person.insurance_no_masked,
    phoneMasked: person.phone_masked,
    bankAccountMasked: maskedAccount(id, person.bank_account),
    hamlet: person.hamlet,
    commune: person.commune,
    address: numbers.get(id)?.address ?? null,
    dead: person.died_on !== null,
    vouchers: vouchers.map((voucher) => ({
      id: voucher.id,
      programme: voucher.programme,
      regime: voucher.regime,
      month: voucher.month.slice(0, 7),
      amountVnd: voucher.amount_vnd,
      status: voucher.status as VoucherStatus,
      office: voucher.office,
    })),
  };
}
