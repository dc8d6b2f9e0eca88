import type { Static } from 'typebox';
import type { Effect, Taken } from '#kernel/devices/acts.ts';
import { sha256 } from '#kernel/devices/seal.ts';
import type { Tx } from '#kernel/db/types.ts';
import type { HandRow } from '#kernel/handover/hands.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { DOOR_BODIES } from '../contract/bodies.ts';
import { readOffersMade, readTowards } from '../store/offers.ts';
import { offerText } from '../rules.ts';
import { closeHands } from '../../closing/actions.ts';
import { acceptEach, offerEach, type OfferCommand, returnOffer } from '../../cash/actions/offers.ts';
import { recordAttempt } from '../../people/actions/attempts.ts';
import { undoAtDoor } from '../../pay/actions/reverse.ts';

type Of<K extends keyof typeof DOOR_BODIES> = Taken<Static<(typeof DOOR_BODIES)[K]>>;

const refused = ({ code, facts }: Refusal): Effect => ({ outcome: 'refused', code, facts });
/** The phone says that something is in its hands, and the books say otherwise: kept for people, not refused. */
const aside = ({ code, facts }: Refusal): Effect => ({ outcome: 'quarantined', code, facts });

/** What was offered to the bag, counted and accepted at its phone. */
export async function acceptAtDoor(
  tx: Tx,
  now: Date,
  bag: HandRow,
  taken: readonly Of<'payouts.accept-offer'>[],
): Promise<Effect[]> {
  const toward = await readTowards(
    tx,
    taken.map(({ body }) => body.offerId),
  );
  const own = taken.filter(({ body }) => toward.get(body.offerId) === bag.id);
  const seen = await readOfferHashes(
    tx,
    own.map(({ body }) => body.offerId),
  );
  const shownOther = ({ body }: Of<'payouts.accept-offer'>) =>
    body.seen !== undefined && body.seen !== seen.get(body.offerId);
  const mine = own.filter((one) => !shownOther(one));
  const answers = await acceptEach(
    tx,
    now,
    mine.map(({ operation, body, doer }) => ({
      id: operation.id,
      doer,
      offerId: body.offerId,
      ...(body.count && { count: body.count }),
      ...(body.missing.length > 0 && { missing: body.missing }),
    })),
  );
  return taken.map((one): Effect => {
    const answer = answers[mine.indexOf(one)];
    // The phone signed for something else than was offered: what it holds now, people have to see.
    if (own.includes(one) && shownOther(one))
      return aside(new Refusal('offer_differs', { offer: one.body.offerId }));
    if (!answer) return refused(new Refusal('not_your_offer', { offer: one.body.offerId }));
    if (answer instanceof Refusal) return aside(answer);
    const differences = answer.differences.map(({ kind, amountVnd }) => ({
      kind,
      amountVnd: amountVnd.toString(),
    }));
    return { outcome: 'posted', receipt: { differences, caseIds: answer.caseIds } };
  });
}

/** What a phone signs when it was shown these offers as they were made; those that are answered already included. */
async function readOfferHashes(tx: Tx, offerIds: readonly Id[]): Promise<Map<Id, string>> {
  const offers = await readOffersMade(tx, offerIds);
  return new Map(
    await Promise.all(
      offers.map(
        async ({ id, amountVnd, voucherIds }) =>
          [id, await sha256(offerText({ id, amountVnd: amountVnd.toString(), voucherIds }))] as const,
      ),
    ),
  );
}

/** Each by itself: a refusal of one is answered, and its neighbours go on. */
async function each<T extends Taken>(
  taken: readonly T[],
  work: (one: T) => Promise<Readonly<Record<string, unknown>> | null>,
): Promise<Effect[]> {
  const effects: Effect[] = [];
  for (const one of taken)
    try {
      effects.push({ outcome: 'posted', receipt: await work(one) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      effects.push(refused(error));
    }
  return effects;
}

export function refuseAtDoor(tx: Tx, now: Date, bag: HandRow, taken: readonly Of<'payouts.refuse-offer'>[]) {
  return each(taken, async ({ operation, body, doer }) => {
    const toward = await readTowards(tx, [body.offerId]);
    if (toward.get(body.offerId) !== bag.id) throw new Refusal('not_your_offer', { offer: body.offerId });
    await returnOffer(tx, now, {
      id: operation.id,
      doer,
      offerId: body.offerId,
      kind: 'refuse',
      reason: body.reason,
    });
    return null;
  });
}

/** Cash and vouchers offered back from the bag; the office counts and accepts. */
export function returnAtDoor(tx: Tx, now: Date, bag: HandRow, taken: readonly Of<'payouts.return-offer'>[]) {
  return each(taken, async ({ body, doer }) => {
    const commands: OfferCommand[] = [];
    const { cash, vouchers } = body;
    if (cash)
      commands.push({ id: cash.offerId, doer, from: bag, towardHand: cash.towardHand, count: cash.count });
    if (vouchers)
      commands.push({
        id: vouchers.offerId,
        doer,
        from: bag,
        towardHand: vouchers.towardHand,
        things: vouchers.voucherIds,
      });
    if (commands.length === 0) throw new Refusal('nothing_to_offer', {});
    const answers = await offerEach(tx, now, commands);
    const refusals = answers.flatMap((answer, i) =>
      answer ? [{ offer: commands[i]?.id, code: answer.code }] : [],
    );
    const [first] = answers.filter((answer) => answer !== null);
    if (first && refusals.length === commands.length) throw first;
    return { offers: commands.map(({ id }) => id), refused: refusals };
  });
}

/** The day of the bag: book and count both kept, the difference named. */
export async function closeAtDoor(
  tx: Tx,
  now: Date,
  bag: HandRow,
  taken: readonly Of<'payouts.close-bag'>[],
): Promise<Effect[]> {
  const answers = await closeHands(
    tx,
    now,
    taken.map(({ operation, body, doer }) => ({
      id: operation.id,
      doer,
      handId: bag.id,
      day: body.day,
      count: body.count,
      thingsCounted: body.vouchersCounted,
      ...(body.reason && { reason: body.reason }),
    })),
  );
  return answers.map((answer): Effect => {
    if (answer instanceof Refusal) return refused(answer);
    const { bookVnd, countedVnd, differenceVnd, thingsBook, caseIds } = answer;
    const figures = {
      bookVnd: bookVnd.toString(),
      countedVnd: countedVnd.toString(),
      differenceVnd: differenceVnd.toString(),
    };
    return { outcome: 'posted', receipt: { ...figures, thingsBook, caseIds } };
  });
}

export function visitAtDoor(tx: Tx, now: Date, taken: readonly Of<'payouts.visit'>[]) {
  return each(taken, async ({ operation, body, doer, officeId, happenedAt }) => {
    const { voucherIds, reason, note, next, againOn, toldBy = null } = body;
    const about = { voucherIds, reason, note, next: { step: next, againOn }, toldBy, madeAt: happenedAt };
    return recordAttempt(tx, now, { id: operation.id, doer, officeId, ...about });
  });
}

/** The cash is in the bag again: what cannot be undone as a payment waits for people. */
export async function undoInBag(tx: Tx, now: Date, taken: readonly Of<'payouts.undo'>[]): Promise<Effect[]> {
  const effects = await each(taken, async ({ operation, body, doer, deviceId, happenedAt }) => {
    const { vouchers, amountVnd } = await undoAtDoor(tx, now, {
      id: operation.id,
      doer,
      paymentHandoverId: body.operationId,
      reason: body.reason,
      deviceId,
      occurredAt: happenedAt,
    });
    return { vouchers, amountVnd: amountVnd.toString() };
  });
  return effects.map((effect) =>
    effect.outcome === 'refused' && effect.code !== 'already_reversed'
      ? { ...effect, outcome: 'quarantined' }
      : effect,
  );
}
