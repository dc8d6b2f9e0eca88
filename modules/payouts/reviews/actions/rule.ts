import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { type Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { openAccount, sealAccount } from '#people/looks/accounts.ts';
import type { Moved } from '../store/ruled.ts';
import type { Person } from '../../posting.ts';
import { recallAfterDeath } from '../../people/actions/deaths.ts';

/**
 * Decides whether a list's person is somebody already registered. The same: the new record is merged into the known
 * one, its numbers and vouchers follow, and so do its death and its stops. Not the same: both stay, and the vouchers may be paid.
 * What was moved is written down, so that `takeRulingBack` can bring it back. Refuses `review_ruled`,
 * and `same_right_twice` when both hold a voucher for the same benefit and month: one must be withdrawn first.
 */
export async function ruleReview(
  tx: Tx,
  now: Date,
  command: { readonly reviewId: Id; readonly doer: Person; readonly same: boolean; readonly reason: string },
): Promise<{ vouchersMoved: number }> {
  const { reviewId, doer, same, reason } = command;
  const review = await tx
    .selectFrom('match_review')
    .selectAll()
    .where('id', '=', reviewId)
    .executeTakeFirst();
  if (!review) throw new Refusal('not_found', { review: reviewId });
  const ruled = await tx
    .selectFrom('match_ruling')
    .selectAll()
    .where('review_id', '=', reviewId)
    .executeTakeFirst();
  if (ruled) throw new Refusal('review_ruled', { same: ruled.same, at: ruled.ruled_at.toISOString() });
  const moved = same ? await merge(tx, now, review.citizen_id, review.candidate_id, doer, reason) : null;
  await tx
    .insertInto('match_ruling')
    .values({
      review_id: reviewId,
      same,
      reason,
      ruled_by: doer.id as Id,
      ruled_at: now,
      moved: moved && JSON.stringify(moved),
    })
    .execute();
  return { vouchersMoved: moved?.vouchers.length ?? 0 };
}

async function merge(
  tx: Tx,
  now: Date,
  fromId: Id,
  intoId: Id,
  doer: Person,
  reason: string,
): Promise<Moved> {
  const people = await tx
    .selectFrom('citizen')
    .select(['id', 'bank_account'])
    .where('id', 'in', [fromId, intoId])
    .orderBy('id')
    .forUpdate()
    .execute();
  const from = people.find((person) => person.id === fromId);
  const into = people.find((person) => person.id === intoId);
  if (!from || !into) throw new Refusal('not_found', { citizens: [fromId, intoId] });
  const { rows: twice } = await sql<{ id: Id }>`
    select a.id from voucher a join voucher b on b.citizen_id = ${intoId} and b.programme = a.programme
      and b.benefit_month = a.benefit_month and b.kind = a.kind and b.regime = a.regime
      and a.withdrawn_by is null and b.withdrawn_by is null
    where a.citizen_id = ${fromId} limit 5`.execute(tx);
  if (twice.length > 0) throw new Refusal('same_right_twice', { vouchers: twice.map((row) => row.id) });
  const taken = into.bank_account === null ? openAccount(fromId, from.bank_account) : null;
  const account = taken === null ? into.bank_account : sealAccount(intoId, taken);
  await sql`select merge_numbers(${fromId}, ${intoId}, ${account}, ${reason}, ${doer.id}, ${now})`.execute(
    tx,
  );
  const { rows: vouchers } = await sql<{ id: Id }>`
    select id from voucher where citizen_id = ${fromId} order by id for update`.execute(tx);
  await sql`select follow_merge(${fromId})`.execute(tx);
  const carried = await carryOver(tx, fromId, intoId);
  await recallAfterDeath(tx, now, doer, [intoId]);
  return { vouchers: vouchers.map(({ id }) => id), ...carried };
}

/** What keeps one record from being paid keeps the person: payment looks at the record a voucher names and at no other. */
async function carryOver(tx: Tx, fromId: Id, intoId: Id): Promise<Pick<Moved, 'death' | 'stops'>> {
  const { rows: deaths } = await sql<{ id: Id }>`
    insert into citizen_death (citizen_id, died_on, document, recorded_by, recorded_at)
    select ${intoId}, died_on, document, recorded_by, recorded_at from citizen_death where citizen_id = ${fromId}
    on conflict (citizen_id) do nothing returning citizen_id as id`.execute(tx);
  const { rows: stops } = await sql<{ id: Id }>`
    insert into payout_stop (id, citizen_id, programme, kind, from_month, reason, recorded_by, recorded_at)
    select new_id(), ${intoId}, programme, kind, from_month, reason, recorded_by, recorded_at from payout_stop s
    where s.citizen_id = ${fromId} and not exists (select 1 from payout_stop_lift l where l.stop_id = s.id) returning id`.execute(
    tx,
  );
  return { death: deaths.length > 0, stops: stops.map(({ id }) => id) };
}
