import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { type HandRow, showHand, showOfficeHand } from '#kernel/handover/hands.ts';
import {
  acceptEnvelope,
  type Difference,
  offerEnvelope,
  openCases,
  returnEnvelope,
  showOpenOffer,
} from '#kernel/handover/offer.ts';
import { inputHash } from '#kernel/handover/envelope.ts';
import { post } from '#kernel/handover/post.ts';
import type { Id } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { findPosted } from '../store/pay.ts';
import { mustBeTwo, mustPost, type Person } from './money.ts';

export interface OfferCommand {
  readonly id: Id;
  readonly doer: Person;
  readonly from: HandRow;
  readonly towardHand: Id;
  readonly count?: Count;
  readonly things?: readonly Id[];
  readonly witnessId?: Id | null;
}

/**
 * Cash or vouchers from one hand toward another, waiting in the giver's transit until the taker answers. Refuses
 * `hand_short`, `held_elsewhere`, `two_people_needed`, `conflict`.
 */
export async function offer(tx: Tx, now: Date, command: OfferCommand): Promise<void> {
  const { id, doer, from, towardHand, count, things, witnessId = null } = command;
  const transit = await showOfficeHand(tx, from.officeId, 'transit');
  if (count) await mustBeTwo(tx, now, countedVnd(count), doer.id, witnessId);
  const envelope = offerEnvelope({
    id,
    kind: 'offer',
    doer,
    officeId: from.officeId,
    at: now,
    fromHand: from.id,
    towardHand,
    transitHand: transit.id,
    ...(count && { count }),
    ...(things && { things }),
    ...(witnessId && { witnesses: [witnessId] }),
  });
  const [answer] = await post(tx, now, [envelope]);
  mustPost(answer);
  await publish(tx, 'custody', { offices: [from.officeId] });
}

export interface AnswerCommand {
  readonly id: Id;
  readonly doer: Person;
  readonly offerId: Id;
}

export interface Accepted {
  readonly differences: readonly Difference[];
  readonly caseIds: readonly Id[];
  readonly already: boolean;
}

/**
 * The taker counts and accepts, once. A difference goes to suspense at the giver's office with a case, and the taker is
 * charged only with what was counted. Refuses `offer_closed` (who answered and when), `count_missing`, `not_in_offer`.
 */
export async function acceptOffer(
  tx: Tx,
  now: Date,
  command: AnswerCommand & { readonly count?: Count; readonly missing?: readonly Id[] },
): Promise<Accepted> {
  const { id, doer, offerId, count, missing } = command;
  const earlier = (await findPosted(tx, [id])).get(id);
  const handover = await tx
    .selectFrom('handover')
    .select('toward_hand')
    .where('id', '=', offerId)
    .executeTakeFirst();
  if (!handover?.toward_hand) throw new Refusal('not_found', { offer: offerId });
  const taker = await showHand(tx, handover.toward_hand);
  if (earlier) {
    const input = { offer: offerId, count, amountVnd: undefined, missing };
    const same = inputHash({ kind: 'accept', doer, officeId: taker.officeId, input }).equals(earlier);
    if (!same) throw new Refusal('conflict', { id });
    return { differences: [], caseIds: [], already: true };
  }
  const open = await showOpenOffer(tx, offerId);
  const suspense = await showOfficeHand(tx, taker.officeId, 'suspense');
  const { envelope, differences } = acceptEnvelope(open, {
    id,
    kind: 'accept',
    doer,
    officeId: taker.officeId,
    at: now,
    suspenseHand: suspense.id,
    ...(count && { count }),
    ...(missing && { missing }),
  });
  const [answer] = await post(tx, now, [envelope]);
  mustPost(answer);
  const caseIds = await openCases(
    tx,
    now,
    differences.map((difference) => ({
      ...difference,
      handoverId: id,
      handId: open.fromHand,
      officeId: taker.officeId,
    })),
  );
  await publish(tx, 'custody', { offices: [taker.officeId] });
  return { differences, caseIds, already: false };
}

/** The taker refuses or the giver takes back: everything returns to the giver's hand, with the reason. */
export async function returnOffer(
  tx: Tx,
  now: Date,
  command: AnswerCommand & { readonly kind: 'refuse' | 'withdraw'; readonly reason: string },
): Promise<void> {
  const { id, doer, offerId, kind, reason } = command;
  if ((await findPosted(tx, [id])).has(id)) return;
  const open = await showOpenOffer(tx, offerId);
  const hand = await showHand(tx, kind === 'refuse' ? open.towardHand : open.fromHand);
  const [answer] = await post(tx, now, [
    returnEnvelope(open, { id, kind, doer, officeId: hand.officeId, at: now, reason }),
  ]);
  mustPost(answer);
  await publish(tx, 'custody', { offices: [hand.officeId] });
}
