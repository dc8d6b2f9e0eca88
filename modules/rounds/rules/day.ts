import { timetableOf, wayS } from '../solve/timetable.ts';
import type { Problem, Round, Stop, Vehicle } from '../solve/problem.ts';

/** A person to be visited, as the planner of a day sees them. */
export interface DayStop {
  readonly citizenId: string;
  /** Index into the day's places; 0 is the office. */
  readonly place: number;
  readonly amountVnd: bigint;
  /** When the person is at home, minutes of the day; at any time when null. */
  readonly window: { readonly fromMinute: number; readonly toMinute: number } | null;
  /** Whoever of today's payers paid the person last. */
  readonly familiarId: string | null;
  /** Whose bag holds the vouchers, or has them on offer: nobody else can pay them. */
  readonly heldBy: string | null;
}

export interface DayPayer {
  readonly id: string;
  /** What this payer's bag may hold. */
  readonly bagVnd: bigint;
}

export interface DayLimits {
  readonly twoPeopleAboveVnd: bigint | null;
  readonly minutesAVisit: number;
  readonly familiarMinutes: number;
}

/** A payer who goes out that day, alone or with a second person, and their hours. */
export interface Outing {
  readonly payerId: string;
  readonly partnerId: string | null;
  readonly startMinute: number;
  readonly minutesAway: number;
}

/** All that decides a day's rounds; ways are seconds, `Infinity` where closed. */
export interface Day {
  readonly stops: readonly DayStop[];
  readonly payers: readonly DayPayer[];
  readonly limits: DayLimits;
  readonly places: number;
  readonly travelS: readonly number[];
  readonly distanceM: readonly number[];
}

/** What an outing may carry: alone no more than one person may, with a second one what the bag may hold. */
export function capacityOf(day: Pick<Day, 'payers' | 'limits'>, outing: Outing): bigint {
  const bagVnd = day.payers.find(({ id }) => id === outing.payerId)?.bagVnd ?? 0n;
  const alone = day.limits.twoPeopleAboveVnd;
  return outing.partnerId === null && alone !== null && alone < bagVnd ? alone : bagVnd;
}

/** The day in the solver's words: an outing is a vehicle, named by its payer. */
export function problemOf(day: Day, outings: readonly Outing[]): Problem {
  return {
    places: day.places,
    travelS: day.travelS,
    stops: day.stops.map((stop) => stopOf(day, stop)),
    vehicles: outings.map((outing) => vehicleOf(day, outing)),
  };
}

function stopOf({ limits }: Day, stop: DayStop): Stop {
  const { window, familiarId, heldBy } = stop;
  return {
    id: stop.citizenId,
    place: stop.place,
    load: Number(stop.amountVnd),
    serviceS: limits.minutesAVisit * 60,
    ...(window && { windows: [{ fromS: window.fromMinute * 60, toS: window.toMinute * 60 }] }),
    ...(familiarId !== null && {
      familiar: { vehicle: familiarId, otherwiseS: limits.familiarMinutes * 60 },
    }),
    ...(heldBy !== null && { only: [heldBy] }),
  };
}

function vehicleOf(day: Day, outing: Outing): Vehicle {
  return {
    id: outing.payerId,
    place: 0,
    capacity: Number(capacityOf(day, outing)),
    startS: outing.startMinute * 60,
    maxS: outing.minutesAway * 60,
  };
}

/** A round as a planner made it: an outing and who is visited in which order. */
export interface Drawn extends Outing {
  readonly stops: readonly string[];
}

/** A limit that a round breaks, with the figures that show it. */
export type Breach =
  | { readonly limit: 'two-people'; readonly overVnd: bigint; readonly limitVnd: bigint }
  | { readonly limit: 'bag'; readonly overVnd: bigint; readonly limitVnd: bigint }
  | { readonly limit: 'hours'; readonly overMinutes: number }
  | { readonly limit: 'window'; readonly citizenId: string; readonly beginMinute: number | null }
  | { readonly limit: 'closed'; readonly citizenId: string | null }
  | { readonly limit: 'held'; readonly citizenId: string; readonly heldBy: string }
  | { readonly limit: 'twice'; readonly staffId: string };

export interface Judged {
  readonly payerId: string;
  readonly timetable: Round;
  readonly amountVnd: bigint;
  readonly capacityVnd: bigint;
  readonly distanceM: number;
  /** Visits by another than the familiar payer. */
  readonly unfamiliar: number;
  readonly breaches: readonly Breach[];
}

/** What rounds come to and which limits they break; the same on the planner's screen as when they are accepted. */
export function judge(day: Day, rounds: readonly Drawn[]): Judged[] {
  const problem = problemOf(day, rounds);
  const stops = new Map(day.stops.map((stop) => [stop.citizenId, stop]));
  return rounds.map((round, i) => {
    const own = round.stops.flatMap((id) => stops.get(id) ?? []);
    const timetable = timetableOf(
      problem,
      problem.vehicles[i]!,
      own.map((stop) => stopOf(day, stop)),
    );
    const amountVnd = own.reduce((sum, stop) => sum + stop.amountVnd, 0n);
    const judged = {
      payerId: round.payerId,
      timetable,
      amountVnd,
      capacityVnd: capacityOf(day, round),
      distanceM: lengthOf(day, own),
      unfamiliar: own.filter(({ familiarId }) => familiarId !== null && familiarId !== round.payerId).length,
    };
    return { ...judged, breaches: breachesOf(day, problem, rounds, round, own, judged) };
  });
}

function lengthOf(day: Day, own: readonly DayStop[]): number {
  const path = [0, ...own.map(({ place }) => place), 0];
  let metres = 0;
  for (let i = 1; i < path.length; i++)
    if (path[i] !== path[i - 1]) metres += day.distanceM[path[i - 1]! * day.places + path[i]!]!;
  return metres;
}

function breachesOf(
  day: Day,
  problem: Problem,
  rounds: readonly Drawn[],
  round: Drawn,
  own: readonly DayStop[],
  { timetable, amountVnd }: Pick<Judged, 'timetable' | 'amountVnd'>,
): Breach[] {
  const breaches: Breach[] = [];
  const bagVnd = day.payers.find(({ id }) => id === round.payerId)?.bagVnd ?? 0n;
  const alone = day.limits.twoPeopleAboveVnd;
  if (amountVnd > bagVnd) breaches.push({ limit: 'bag', overVnd: amountVnd - bagVnd, limitVnd: bagVnd });
  if (round.partnerId === null && alone !== null && amountVnd > alone)
    breaches.push({ limit: 'two-people', overVnd: amountVnd - alone, limitVnd: alone });
  const overS = timetable.endS - timetable.startS - round.minutesAway * 60;
  if (timetable.endS < Infinity && overS > 0)
    breaches.push({ limit: 'hours', overMinutes: Math.ceil(overS / 60) });
  own.forEach((stop, i) => {
    const { citizenId, heldBy, place } = stop;
    const before = i === 0 ? 0 : own[i - 1]!.place;
    const visit = timetable.visits[i]!;
    if (wayS(problem, before, place) === Infinity) breaches.push({ limit: 'closed', citizenId });
    else if (visit.beginS === Infinity && visit.arriveS < Infinity)
      breaches.push({ limit: 'window', citizenId, beginMinute: Math.ceil(visit.arriveS / 60) });
    if (heldBy !== null && heldBy !== round.payerId) breaches.push({ limit: 'held', citizenId, heldBy });
  });
  const last = own.at(-1);
  if (last && wayS(problem, last.place, 0) === Infinity && !breaches.some(({ limit }) => limit === 'closed'))
    breaches.push({ limit: 'closed', citizenId: null });
  for (const staffId of [round.payerId, round.partnerId])
    if (staffId !== null && rounds.filter((each) => goes(each, staffId)).length > 1 && own.length > 0)
      breaches.push({ limit: 'twice', staffId });
  return breaches;
}

const goes = (round: Outing, staffId: string) => round.payerId === staffId || round.partnerId === staffId;
