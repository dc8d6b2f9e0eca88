import { sql } from 'kysely';
import { PAGE, type PageAsked, pageOf, readCursor } from '#kernel/contract/pages.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import type { Id } from '#kernel/words/id.ts';

/** Pairs that were ruled on, the newest ruling first; found by `match_ruling_newest`. */
export async function pageOfRuled(read: Read, query: PageAsked) {
  const limit = query.limit ?? PAGE;
  const after = readCursor(query.after, 'instant', 'id');
  const { rows } = await sql<{
    id: Id;
    same: boolean;
    reason: string;
    at: Date;
    by: string;
    fullName: string;
    knownName: string;
    birth: string | null;
    commune: string | null;
    place: [string, Id];
  }>`
    select g.review_id as id, g.same, g.reason, g.ruled_at as at, s.name as by, c.full_name as "fullName", k.full_name as "knownName",
      coalesce(c.born_on::text, c.birth_year::text) as birth, u.name as commune, array[g.ruled_at::text, g.review_id::text] as place
    from (
      select * from match_ruling
      where ${after === null} or (ruled_at, review_id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid)
      order by ruled_at desc, review_id desc limit ${limit + 1}
    ) g
    join match_review r on r.id = g.review_id join citizen c on c.id = r.citizen_id join citizen k on k.id = r.candidate_id
    join staff s on s.id = g.ruled_by left join unit u on u.id = c.unit_id
    order by g.ruled_at desc, g.review_id desc`.execute(read);
  return pageOf(
    rows,
    limit,
    ({ place }) => place,
    ({ place: _place, ...row }) => row,
  );
}

/** What a ruling that two records are one has moved from the new record to the known one, besides their facts. */
export interface Moved {
  readonly vouchers: readonly Id[];
  readonly death: boolean;
  readonly stops: readonly Id[];
}

export interface RulingMade {
  readonly same: boolean;
  readonly ruledAt: Date;
  readonly moved: Moved | null;
  readonly citizenId: Id;
  readonly candidateId: Id;
}

/** The two records that a review asks about. */
export function findReview(tx: Tx, reviewId: Id) {
  return tx
    .selectFrom('match_review')
    .select(['citizen_id', 'candidate_id'])
    .where('id', '=', reviewId)
    .executeTakeFirst();
}

export async function writeRuling(
  tx: Tx,
  now: Date,
  ruling: {
    readonly reviewId: Id;
    readonly same: boolean;
    readonly reason: string;
    readonly by: Id;
    readonly moved: Moved | null;
  },
): Promise<void> {
  const { reviewId, same, reason, by, moved } = ruling;
  await tx
    .insertInto('match_ruling')
    .values({
      review_id: reviewId,
      same,
      reason,
      ruled_by: by,
      ruled_at: now,
      moved: moved && JSON.stringify(moved),
    })
    .execute();
}

/** A review's ruling as it stands, held until the transaction ends; null while the review is open. */
export async function findRulingMade(tx: Tx, reviewId: Id): Promise<RulingMade | null> {
  const { rows } = await sql<RulingMade>`
    select g.same, g.ruled_at as "ruledAt", g.moved, r.citizen_id as "citizenId", r.candidate_id as "candidateId"
    from match_ruling g join match_review r on r.id = g.review_id where g.review_id = ${reviewId}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** The first payment made upon a ruling, of the vouchers that it let go or moved. */
export async function findPaidUpon(
  tx: Tx,
  of: { readonly vouchers: readonly Id[] } | { readonly citizenId: Id },
  since: Date,
): Promise<{ receiptNo: string; paidAt: Date; office: string } | null> {
  const which =
    'vouchers' in of ? sql`v.id = any (${[...of.vouchers]}::uuid[])` : sql`v.citizen_id = ${of.citizenId}`;
  const { rows } = await sql<{ receiptNo: string; paidAt: Date; office: string }>`
    select p.receipt_no as "receiptNo", p.paid_at as "paidAt", o.name as office
    from voucher v join payment p on p.voucher_id = v.id and p.paid_at >= ${since} join office o on o.id = p.office_id
    where ${which} and not exists (select from payment_reversal r where r.voucher_id = p.voucher_id and r.attempt = p.attempt)
    order by p.paid_at limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** A bag that holds one of these vouchers: what its phone has paid may not have come in yet. */
export async function findInBag(tx: Tx, vouchers: readonly Id[]): Promise<NamedHand | null> {
  const { rows } = await sql<{ bag: NamedHand }>`
    select ${namedHand('h')} as bag from thing t join hand h on h.id = t.holder and h.kind = 'bag'
    where t.id = any (${[...vouchers]}::uuid[]) limit 1`.execute(tx);
  return rows[0]?.bag ?? null;
}

/** Moves the ruling into its corrections, parts the records that it merged, and moves its vouchers back; how many went back. */
export async function recordTakenBack(
  tx: Tx,
  now: Date,
  taken: { readonly id: Id; readonly reviewId: Id; readonly reason: string; readonly by: Id },
): Promise<number> {
  const { rows } = await sql<{ n: number | null }>`
    select take_ruling_back(${taken.id}, ${taken.reviewId}, ${taken.reason}, ${taken.by}, ${now}) as n`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}
