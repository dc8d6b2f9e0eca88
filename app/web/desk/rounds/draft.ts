import type { Day, Drawn, Outing } from '#modules/rounds/rules/day.ts';
import type { DayReply, PlansReply } from './queries.ts';

/** What the planner has in hand: who goes out, and whom each visits in which order. Who is in no round is not visited. */
export type Draft = readonly Drawn[];

/** The day as the rules judge it, from what crossed the wire. */
export function dayOf({ stops, payers, limits, ways }: DayReply): Day {
  const known = new Set(payers.map(({ id }) => id));
  const open = (way: number) => (way < 0 ? Infinity : way);
  return {
    stops: stops.map(({ citizenId, place, amountVnd, window, paidLastBy, heldBy }) => ({
      citizenId,
      place,
      amountVnd: BigInt(amountVnd),
      window,
      familiarId: paidLastBy && known.has(paidLastBy.id) ? paidLastBy.id : null,
      heldBy: heldBy?.id ?? null,
    })),
    payers: payers.map(({ id, bagVnd }) => ({ id, bagVnd: BigInt(bagVnd) })),
    limits: {
      twoPeopleAboveVnd: limits.twoPeopleAboveVnd === null ? null : BigInt(limits.twoPeopleAboveVnd),
      minutesAVisit: limits.minutesAVisit,
      familiarMinutes: limits.familiarMinutes,
    },
    places: ways.places,
    travelS: ways.travelS.map(open),
    distanceM: ways.distanceM.map(open),
  };
}

/** Everybody of the office goes out alone at the usual hours, and nobody is assigned yet. */
export function emptyDraft({ payers, limits }: DayReply): Draft {
  const { startMinute, minutesAway } = limits;
  return payers.map(({ id }) => ({ payerId: id, partnerId: null, startMinute, minutesAway, stops: [] }));
}

/** The accepted rounds, without whom there is nothing left to visit; the hours are those of today's limits where they suffice. */
export function draftOf(day: DayReply, plans: PlansReply): Draft {
  const due = new Set(day.stops.map(({ citizenId }) => citizenId));
  const payers = new Set(day.payers.map(({ id }) => id));
  const { minutesAway } = day.limits;
  return plans.rounds
    .filter(({ payer }) => payers.has(payer.id))
    .map(({ payer, partner, startS, endS, stops }) => ({
      payerId: payer.id,
      partnerId: partner && payers.has(partner.id) ? partner.id : null,
      startMinute: Math.round(startS / 60),
      minutesAway: Math.max(minutesAway, Math.ceil((endS - startS) / 60)),
      stops: stops.flatMap(({ citizenId }) => (due.has(citizenId) ? [citizenId] : [])),
    }));
}

/** The draft without people who are not due any more. */
export function withoutGone(draft: Draft, day: DayReply): Draft {
  const due = new Set(day.stops.map(({ citizenId }) => citizenId));
  return draft.map((round) => ({ ...round, stops: round.stops.filter((id) => due.has(id)) }));
}

/** Where a stop stands: its round and place in it; null when it is in none. */
export function findStop(draft: Draft, citizenId: string): { round: number; at: number } | null {
  for (const [round, { stops }] of draft.entries()) {
    const at = stops.indexOf(citizenId);
    if (at >= 0) return { round, at };
  }
  return null;
}

/** Puts a stop before the `at`th stop of a payer's round, or out of all rounds when there is no payer. */
export function moveStop(draft: Draft, citizenId: string, payerId: string | null, at = Infinity): Draft {
  const from = findStop(draft, citizenId);
  const to = draft.findIndex((round) => round.payerId === payerId);
  // Taken out first, the places behind it move up by one.
  const place = from && from.round === to && from.at < at ? at - 1 : at;
  return draft.map((round, i) => {
    if (i !== to && i !== from?.round) return round;
    const stops = round.stops.filter((each) => each !== citizenId);
    if (i === to) stops.splice(Math.min(place, stops.length), 0, citizenId);
    return { ...round, stops };
  });
}

/** The keyboard's steps: a place up or down in its round, or over to the same place of the next or the previous one. */
export function stepStop(draft: Draft, citizenId: string, step: 'up' | 'down' | 'next' | 'before'): Draft {
  const from = findStop(draft, citizenId);
  const last = draft.length - 1;
  if (!from) {
    const to = draft[step === 'before' ? last : 0];
    return to && (step === 'next' || step === 'before') ? moveStop(draft, citizenId, to.payerId) : draft;
  }
  const { round, at } = from;
  const own = draft[round] as Drawn;
  if (step === 'up') return at === 0 ? draft : moveStop(draft, citizenId, own.payerId, at - 1);
  if (step === 'down')
    return at === own.stops.length - 1 ? draft : moveStop(draft, citizenId, own.payerId, at + 2);
  const to = draft[step === 'next' ? round + 1 : round - 1];
  return moveStop(draft, citizenId, to?.payerId ?? null, at);
}

/** Who goes out, changed; the visits of whoever stays at home are in no round then. */
export function setOutings(draft: Draft, outings: readonly Outing[]): Draft {
  return outings.map((outing) => ({
    ...outing,
    stops: draft.find(({ payerId }) => payerId === outing.payerId)?.stops ?? [],
  }));
}

/** What the search found, laid into the hours and pairs that it was asked for. */
export function applyFound(
  draft: Draft,
  rounds: readonly { readonly payerId: string; readonly stops: readonly string[] }[],
): Draft {
  return draft.map((round) => ({
    ...round,
    stops: rounds.find(({ payerId }) => payerId === round.payerId)?.stops ?? [],
  }));
}

/** Who is due and stands in no round. */
export function leftOf(draft: Draft, day: DayReply): DayReply['stops'] {
  const visited = new Set(draft.flatMap(({ stops }) => stops));
  return day.stops.filter(({ citizenId }) => !visited.has(citizenId));
}
