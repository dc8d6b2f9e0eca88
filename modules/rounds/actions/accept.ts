import { takeTurn } from '#kernel/db/turn.ts';
import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import type { Day as DayText } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Drawn, Judged } from '../rules/day.ts';
import { judge, problemOf } from '../rules/day.ts';
import { whyNotGo } from '../rules/outings.ts';
import { whyUnassigned } from '../solve/why-unassigned.ts';
import { insertPlan, listVersions } from '../store/plans.ts';
import type { RichDay } from './read-day.ts';

export interface AcceptCommand {
  readonly id: Id;
  readonly officeId: Id;
  readonly day: DayText;
  /** The version the planner began from; 0 when there was none. */
  readonly after: number;
  readonly reason: string | null;
  readonly rounds: readonly Drawn[];
  readonly by: { readonly id: Id; readonly name: string };
}

/**
 * Accepts a day's rounds as the next version. The limits are judged here once more, on what holds now. Refuses `plan_moved_on`
 * when another version came meanwhile, `reason_missing` for replacing one without saying why, `outing_unfit`,
 * `stops_changed` naming who is not due any more, and `limits_broken` naming the first broken limit.
 */
export async function acceptPlan(
  tx: Tx,
  now: Date,
  command: AcceptCommand,
  day: RichDay,
): Promise<{ version: number }> {
  const { id, officeId, after, reason, rounds, by } = command;
  // Of two planners who accept at once the later waits here, and then sees the first one's version.
  await takeTurn(tx, `rounds ${officeId} ${command.day}`);
  const [newest] = await listVersions(tx, { officeId, day: command.day });
  if ((newest?.version ?? 0) !== after)
    throw new Refusal('plan_moved_on', {
      version: newest?.version ?? 0,
      by: newest?.by,
      at: newest?.at.toISOString(),
    });
  if (after > 0 && reason === null) throw new Refusal('reason_missing', { version: after });
  const unfit = whyNotGo(rounds, day.payers);
  if (unfit) throw new Refusal('outing_unfit', unfit);
  assertStops(rounds, day);
  const filled = rounds.filter(({ stops }) => stops.length > 0);
  const judged = judge(day, filled);
  assertLimits(judged, day);
  const stops = new Map(day.stops.map((stop) => [stop.citizenId, stop]));
  const visited = new Set(filled.flatMap((round) => round.stops));
  const problem = problemOf(day, rounds);
  await insertPlan(tx, now, {
    id,
    officeId,
    day: command.day,
    version: after + 1,
    reason,
    travel: day.ways.by,
    travelS: judged.reduce((sum, { timetable }) => sum + timetable.travelS, 0),
    by,
    rounds: judged.map(({ timetable, amountVnd, capacityVnd, distanceM }, i) => ({
      payerId: (filled[i] as Drawn).payerId,
      partnerId: (filled[i] as Drawn).partnerId,
      capacityVnd,
      startS: timetable.startS,
      endS: timetable.endS,
      distanceM,
      amountVnd,
      stops: timetable.visits.map(({ stop: citizenId, arriveS, beginS }) => {
        const { home, amountVnd: ownVnd } = stops.get(citizenId) as RichDay['stops'][number];
        return {
          citizenId,
          arriveS,
          beginS,
          amountVnd: ownVnd,
          voucherIds: home.vouchers.map((each) => each.id),
        };
      }),
    })),
    left: day.stops
      .filter(({ citizenId }) => !visited.has(citizenId))
      .map(({ citizenId, amountVnd }) => {
        const stop = problem.stops.find((each) => each.id === citizenId);
        return { citizenId, amountVnd, why: stop ? whyUnassigned(problem, stop) : 'no-room' };
      }),
  });
  await publish(tx, 'rounds', { offices: [officeId] });
  return { version: after + 1 };
}

/** Refuses `stops_changed` for people who stand twice, or are not to be visited (any more). */
function assertStops(rounds: readonly Drawn[], day: RichDay): void {
  const known = new Set(day.stops.map(({ citizenId }) => citizenId));
  const seen = new Set<string>();
  for (const citizenId of rounds.flatMap((round) => round.stops)) {
    if (!known.has(citizenId) || seen.has(citizenId)) throw new Refusal('stops_changed', { citizenId });
    seen.add(citizenId);
  }
  if (seen.size === 0) throw new Refusal('stops_changed', {});
}

function assertLimits(judged: readonly Judged[], day: RichDay): void {
  const names = new Map(day.payers.map(({ id, name }) => [id, name]));
  const broken = judged.flatMap(({ payerId, breaches }) =>
    breaches.map((breach) => ({ payer: names.get(payerId) ?? '', breach })),
  );
  const [first] = broken;
  if (!first) return;
  const { limit, ...facts } = first.breach;
  const told = Object.entries(facts).map(([key, value]) => [
    key,
    typeof value === 'bigint' ? String(value) : value,
  ]);
  throw new Refusal('limits_broken', {
    payer: first.payer,
    limit,
    more: broken.length - 1,
    ...Object.fromEntries(told),
  });
}
