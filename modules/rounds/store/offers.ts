import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import type { Person } from '#modules/payouts/door.ts';

export interface NewOffer {
  readonly what: 'vouchers' | 'cash';
  readonly offerId: Id;
  readonly amountVnd: bigint;
  readonly pieces: number;
}

/** Keeps which offers were made for a round. */
export async function insertOffers(
  tx: Tx,
  now: Date,
  roundId: Id,
  doer: Person,
  offers: readonly NewOffer[],
): Promise<void> {
  await tx
    .insertInto('round_offer')
    .values(
      offers.map(({ what, offerId, amountVnd, pieces }) => ({
        id: newId(),
        round_id: roundId,
        what,
        offer_id: offerId,
        amount_vnd: amountVnd,
        pieces,
        offered_by: doer.id,
        offered_by_name: doer.name,
        offered_at: now,
      })),
    )
    .execute();
}

export interface OfferRow extends NewOffer {
  readonly payerId: Id;
  readonly by: string;
  readonly at: Date;
}

/** What was offered to these payers' bags for a day, whichever version of the plan it was made under. */
export async function listOffers(
  read: Read,
  { officeId, day, payerIds }: { officeId: Id; day: Day; payerIds: readonly Id[] },
): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`
    select r.payer_id as "payerId", o.what, o.offer_id as "offerId", o.amount_vnd as "amountVnd", o.pieces, o.offered_by_name as by, o.offered_at as at
    from round_plan p join round r on r.plan_id = p.id join round_offer o on o.round_id = r.id
    where p.office_id = ${officeId} and p.day = ${day} and r.payer_id = any (${[...payerIds]}::uuid[])
    order by o.offered_at, o.what desc, o.id`.execute(read);
  return rows;
}
