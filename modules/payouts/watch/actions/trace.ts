import { isWithin } from '#kernel/access/actor.ts';
import type { Read } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import {
  findClose,
  findEnvelope,
  findOfficePath,
  type HandAt,
  listCasesOf,
  listCounts,
  listMoney,
  listThings,
  listThingWays,
  listTrail,
  readHandsAt,
} from '../store/trace.ts';

const THINGS_SHOWN = 200;

/**
 * One handover in full. `reach` are the paths of offices the asker sees: a handover shows to whoever sees one of the
 * offices it touches. Refuses `not_found`, `not_allowed`.
 */
export async function showHandover(read: Read, id: Id, reach: readonly string[]) {
  const envelope = await findEnvelope(read, id);
  if (!envelope) throw new Refusal('not_found', { handover: id });
  const [money, ways, items, counts, trail, cases, close] = await Promise.all([
    listMoney(read, id),
    listThingWays(read, id),
    listThings(read, id, THINGS_SHOWN),
    listCounts(read, id),
    listTrail(read, id),
    listCasesOf(read, id),
    findClose(read, id),
  ]);
  const { toward_hand: toward } = envelope;
  const hands = await readHandsAt(read, [
    ...[...money, ...ways].flatMap((move) => [move.from_hand, move.to_hand]),
    ...(toward ? [toward] : []),
    ...(close ? [close.hand_id] : []),
  ]);
  const paths = [await findOfficePath(read, envelope.office_id), ...[...hands.values()].map((h) => h.path)];
  if (!paths.some((path) => reach.some((top) => isWithin(path, top))))
    throw new Refusal('not_allowed', { office: envelope.office });
  const handOf = (handId: Id): HandAt => {
    const { path: _path, ...hand } = hands.get(handId) as HandAt & { path: string };
    return hand;
  };
  const { hand_id: closedHand, ...closed } = close ?? { hand_id: null };
  return {
    id: envelope.id,
    kind: envelope.kind,
    actorKind: envelope.actor_kind,
    actor: envelope.actor_name,
    officeId: envelope.office_id,
    office: envelope.office,
    deviceId: envelope.device_id,
    occurredAt: envelope.occurred_at,
    recordedAt: envelope.recorded_at,
    businessDay: envelope.business_day,
    reason: envelope.reason,
    witnesses: envelope.witnesses,
    toward: toward ? handOf(toward) : null,
    waiting: envelope.waiting,
    amountVnd: money.reduce((sum, move) => sum + move.amount_vnd, 0n),
    money: money.map((move) => ({
      from: handOf(move.from_hand),
      to: handOf(move.to_hand),
      amountVnd: move.amount_vnd,
    })),
    counts,
    things: {
      count: ways.reduce((sum, way) => sum + way.count, 0),
      amountVnd: ways.reduce((sum, way) => sum + way.amount_vnd, 0n),
      moves: ways.map((way) => ({
        from: handOf(way.from_hand),
        to: handOf(way.to_hand),
        count: way.count,
        amountVnd: way.amount_vnd,
      })),
      items,
    },
    trail,
    cases,
    close: closedHand && 'day' in closed ? { ...closed, hand: handOf(closedHand) } : null,
    form: formOf(envelope, trail, counts.length > 0),
  };
}

/** Which paper stands for a handover: a close has its slip, cash offered or accepted its minutes, once it was accepted. */
function formOf(
  envelope: { readonly id: Id; readonly kind: string; readonly office_id: Id },
  trail: readonly { readonly id: Id; readonly kind: string; readonly to: Id | null }[],
  counted: boolean,
) {
  const { id, kind, office_id: officeId } = envelope;
  if (kind === 'day-close') return { form: 'day-close' as const, handoverId: id, officeId };
  const accepted =
    kind === 'accept' ? envelope : trail.find((step) => step.kind === 'accept' && step.to === id);
  return accepted && counted ? { form: 'cash-minutes' as const, handoverId: accepted.id, officeId } : null;
}
