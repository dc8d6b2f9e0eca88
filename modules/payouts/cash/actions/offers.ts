import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { type Envelope, inputHash } from '#kernel/handover/envelope.ts';
import { findFreezes, whyFrozen } from '#kernel/handover/freeze.ts';
import { type HandRow, showHand, showHands, showOfficeHands } from '#kernel/handover/hands.ts';
import {
  acceptEnvelope,
  type Difference,
  type Offer,
  offerEnvelope,
  openCases,
  returnEnvelope,
  showOpenOffers,
} from '#kernel/handover/offer.ts';
import { post, findPosted } from '#kernel/handover/post.ts';
import type { Id } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { setAside } from '../../cases/actions/set-aside.ts';
import { whyNotOffer } from '../rules/custody.ts';
import { findAnswer, readTakers } from '../store/offers.ts';
import { mustPost, type Person, refusalOf } from '../../posting.ts';
import { twoPeopleAbove, whyNotTwo } from './two-people.ts';

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
 * `hand_unfit`, `hand_frozen`, `hand_short`, `held_elsewhere`, `two_people_needed`, `conflict`.
 */
export async function offer(tx: Tx, now: Date, command: OfferCommand): Promise<void> {
  const [refusal] = await offerEach(tx, now, [command]);
  if (refusal) throw refusal;
}

/** Many offers at once, each answered with null or its refusal; one that is refused never fails its neighbours. */
export async function offerEach(
  tx: Tx,
  now: Date,
  commands: readonly OfferCommand[],
): Promise<(Refusal | null)[]> {
  if (commands.length === 0) return [];
  const transits = await showOfficeHands(
    tx,
    commands.map((command) => command.from.officeId),
    'transit',
  );
  const takers = await showHands(
    tx,
    commands.map((command) => command.towardHand),
  );
  const limit = commands.some((command) => command.count) ? await twoPeopleAbove(tx, now) : null;
  const freezes = await findFreezes(
    tx,
    commands.flatMap(({ from, towardHand }) => [from.id, towardHand]),
  );
  const earlier = await findPosted(
    tx,
    commands.map((command) => command.id),
  );
  const answers = new Map<OfferCommand, Refusal | null>();
  for (const command of commands) {
    const { id, doer, from, count, things = [], witnessId = null } = command;
    const toward = takers.get(command.towardHand) as HandRow;
    // What was made before the freeze and is asked for again was done: the ledger answers it as it did then.
    const unfit =
      (earlier.has(id) ? null : whyFrozen(freezes, from.id, toward.id)) ??
      whyNotOffer(from, toward, { cash: count !== undefined, things: things.length > 0 });
    answers.set(command, unfit ?? (count ? whyNotTwo(countedVnd(count), limit, doer.id, witnessId) : null));
  }
  const ready = commands.filter((command) => answers.get(command) === null);
  const posted = await post(
    tx,
    now,
    ready.map(({ id, doer, from, towardHand, count, things, witnessId }) =>
      offerEnvelope({
        id,
        kind: 'offer',
        doer,
        officeId: from.officeId,
        at: now,
        fromHand: from.id,
        towardHand,
        transitHand: (transits.get(from.officeId) as HandRow).id,
        ...(count && { count }),
        ...(things && { things }),
        ...(witnessId && { witnesses: [witnessId] }),
      }),
    ),
  );
  ready.forEach((command, i) => answers.set(command, refusalOf(posted[i])));
  const offices = new Set(
    ready.flatMap(({ from, towardHand }) => [from.officeId, (takers.get(towardHand) as HandRow).officeId]),
  );
  if (offices.size > 0) await publish(tx, 'custody', { offices: [...offices] });
  return commands.map((command) => answers.get(command) ?? null);
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

export interface AcceptOfferCommand extends AnswerCommand {
  readonly count?: Count;
  readonly missing?: readonly Id[];
}

/**
 * The taker counts and accepts, once. A difference goes to suspense at the giver's office with a case, and the taker is
 * charged only with what was counted. Refuses `offer_closed` (who answered and when), `count_missing`, `not_in_offer`.
 */
export async function acceptOffer(tx: Tx, now: Date, command: AcceptOfferCommand): Promise<Accepted> {
  const [answer] = await acceptEach(tx, now, [command]);
  if (!answer || answer instanceof Refusal) throw answer ?? new Refusal('conflict', { id: command.id });
  return answer;
}

/** Many acceptances at once, each answered; one that is refused never fails its neighbours. */
export async function acceptEach(
  tx: Tx,
  now: Date,
  commands: readonly AcceptOfferCommand[],
): Promise<(Accepted | Refusal)[]> {
  if (commands.length === 0) return [];
  const answers = new Map<AcceptOfferCommand, Accepted | Refusal>();
  const offerIds = commands.map((command) => command.offerId);
  const takers = await readTakers(tx, offerIds);
  // Locked before looking back: the same answer sent twice at once waits here, and then finds itself.
  const open = await showOpenOffers(tx, offerIds);
  const earlier = await findPosted(
    tx,
    commands.map((command) => command.id),
  );
  const fresh: AcceptOfferCommand[] = [];
  const freezes = await findFreezes(
    tx,
    [...takers.values()].map((taker) => taker.id),
  );
  for (const command of commands) {
    const taker = takers.get(command.offerId);
    const hash = earlier.get(command.id);
    const frozen = taker && whyFrozen(freezes, taker.id);
    if (!taker) answers.set(command, new Refusal('not_found', { offer: command.offerId }));
    else if (hash) answers.set(command, repeated(command, taker, hash));
    else if (frozen) answers.set(command, frozen);
    else fresh.push(command);
  }
  const suspenses = await showOfficeHands(
    tx,
    fresh.map((command) => (takers.get(command.offerId) as HandRow).officeId),
    'suspense',
  );
  const ready: {
    command: AcceptOfferCommand;
    offered: Offer;
    envelope: Envelope;
    differences: Difference[];
  }[] = [];
  for (const command of fresh) {
    const offered = open.get(command.offerId) as Offer | Refusal;
    const { officeId } = takers.get(command.offerId) as HandRow;
    const prepared =
      offered instanceof Refusal
        ? offered
        : prepare(now, command, offered, officeId, suspenses.get(officeId));
    if (prepared instanceof Refusal) answers.set(command, prepared);
    else ready.push({ command, offered: offered as Offer, ...prepared });
  }
  const posted = await post(
    tx,
    now,
    ready.map(({ envelope }) => envelope),
  );
  for (const [i, { command, offered, envelope, differences }] of ready.entries()) {
    const refusal = refusalOf(posted[i]);
    const seen = { handoverId: command.id, handId: offered.fromHand, officeId: envelope.officeId };
    answers.set(
      command,
      refusal ?? {
        differences,
        already: false,
        caseIds: await openCases(
          tx,
          now,
          differences.map((difference) => ({ ...difference, ...seen })),
        ),
      },
    );
  }
  await setAside(
    tx,
    now,
    ready.flatMap(({ offered }) => [...offered.things]),
  );
  const offices = new Set(ready.map(({ envelope }) => envelope.officeId));
  if (offices.size > 0) await publish(tx, 'custody', { offices: [...offices] });
  return commands.map((command) => answers.get(command) as Accepted | Refusal);
}

function repeated(command: AcceptOfferCommand, taker: HandRow, hash: Buffer): Accepted | Refusal {
  const { id, doer, offerId, count, missing } = command;
  const input = { offer: offerId, count, amountVnd: undefined, missing };
  const same = inputHash({ kind: 'accept', doer, officeId: taker.officeId, input }).equals(hash);
  return same ? { differences: [], caseIds: [], already: true } : new Refusal('conflict', { id });
}

function prepare(
  now: Date,
  { id, doer, count, missing }: AcceptOfferCommand,
  offered: Offer,
  officeId: Id,
  suspense: HandRow | undefined,
) {
  try {
    return acceptEnvelope(offered, {
      id,
      kind: 'accept',
      doer,
      officeId,
      at: now,
      suspenseHand: (suspense as HandRow).id,
      ...(count && { count }),
      ...(missing && { missing }),
    });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The taker refuses or the giver takes back: everything returns to the giver's hand, with the reason. */
export async function returnOffer(
  tx: Tx,
  now: Date,
  command: AnswerCommand & { readonly kind: 'refuse' | 'withdraw'; readonly reason: string },
): Promise<void> {
  const { id, doer, offerId, kind, reason } = command;
  const open = (await showOpenOffers(tx, [offerId])).get(offerId);
  const earlier = await findAnswer(tx, id);
  if (earlier) {
    const hash = inputHash({ kind, doer, officeId: earlier.officeId, input: { offer: offerId, reason } });
    if (hash.equals(earlier.inputHash)) return;
    throw new Refusal('conflict', { id });
  }
  if (!open || open instanceof Refusal) throw open ?? new Refusal('not_found', { offer: offerId });
  const giver = await showHand(tx, open.fromHand);
  const taker = await showHand(tx, open.towardHand);
  const hand = kind === 'refuse' ? taker : giver;
  const [answer] = await post(tx, now, [
    returnEnvelope(open, { id, kind, doer, officeId: hand.officeId, at: now, reason }),
  ]);
  mustPost(answer);
  await setAside(tx, now, open.things);
  await publish(tx, 'custody', { offices: [giver.officeId, taker.officeId] });
}
