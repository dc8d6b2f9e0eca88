import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { acceptEnvelope, offerEnvelope, showOpenOffers } from '#kernel/handover/offer.ts';
import { post } from '#kernel/handover/post.ts';
import type { Month } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { readVouchersToDistribute } from '../../plan/store/vouchers.ts';
import { mustPost, type Person } from '../../posting.ts';

export interface Distributed {
  readonly offers: readonly {
    readonly id: Id;
    readonly officeId: Id;
    readonly vouchers: number;
    readonly totalVnd: bigint;
  }[];
}

/**
 * Sends a month's vouchers from the province's desk toward the offices where they will be paid, one offer an office.
 * What is already on its way or there is left alone, so that asking again sends only what is new.
 */
export async function distributeVouchers(
  tx: Tx,
  now: Date,
  command: { readonly doer: Person; readonly month: Month; readonly programme: string | null },
): Promise<Distributed> {
  const root = await showRootOffice(tx);
  const desk = await showOfficeHand(tx, root.id, 'desk');
  const transit = await showOfficeHand(tx, root.id, 'transit');
  const parcels = await readVouchersToDistribute(tx, desk.id, command.month, command.programme);
  if (parcels.length === 0) return { offers: [] };
  const offers = parcels.map((parcel) => ({ id: newId(), parcel }));
  const answers = await post(
    tx,
    now,
    offers.map(({ id, parcel }) =>
      offerEnvelope({
        id,
        kind: 'offer',
        doer: command.doer,
        officeId: root.id,
        at: now,
        fromHand: desk.id,
        towardHand: parcel.desk,
        transitHand: transit.id,
        things: parcel.things,
      }),
    ),
  );
  answers.forEach(mustPost);
  await publish(tx, 'custody', { offices: parcels.map((parcel) => parcel.officeId) });
  return {
    offers: offers.map(({ id, parcel }) => ({
      id,
      officeId: parcel.officeId,
      vouchers: parcel.things.length,
      totalVnd: parcel.totalVnd,
    })),
  };
}

/** An office takes in every parcel of vouchers that waits for its desk; each offer is answered once. */
export async function acceptVouchers(
  tx: Tx,
  now: Date,
  command: { readonly doer: Person; readonly officeId: Id; readonly offerIds: readonly Id[] },
): Promise<{ vouchers: number }> {
  const desk = await showOfficeHand(tx, command.officeId, 'desk');
  const suspense = await showOfficeHand(tx, command.officeId, 'suspense');
  const envelopes = [];
  const offers = await showOpenOffers(tx, [...command.offerIds].sort());
  for (const [offerId, open] of offers) {
    if (open instanceof Refusal) throw open;
    if (open.towardHand !== desk.id) throw new Refusal('not_your_offer', { offer: offerId });
    envelopes.push(
      acceptEnvelope(open, {
        id: newId(),
        kind: 'accept',
        doer: command.doer,
        officeId: command.officeId,
        at: now,
        suspenseHand: suspense.id,
      }).envelope,
    );
  }
  (await post(tx, now, envelopes)).forEach(mustPost);
  await publish(tx, 'custody', { offices: [command.officeId] });
  return { vouchers: envelopes.reduce((sum, envelope) => sum + (envelope.things?.length ?? 0), 0) };
}
