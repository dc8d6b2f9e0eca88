import { addDays, type Day, weekdayOf } from '#kernel/words/day.ts';
import type { Plan, PlanCell } from '../queries.ts';

export interface Load {
  readonly people: number;
  readonly vnd: bigint;
  readonly open: number;
}

export const NO_LOAD: Load = { people: 0, vnd: 0n, open: 0 };

/** The days of a plan in order. */
export function daysOf({ from, to }: Plan): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to && days.length < 62; day = addDays(day, 1)) days.push(day);
  return days;
}

/** A Saturday, a Sunday or a holiday: points pay on them all the same, and whoever plans should see them. */
export function isFree(day: Day, holidays: readonly Day[]): boolean {
  return weekdayOf(day) % 7 === 0 || weekdayOf(day) === 6 || holidays.includes(day);
}

/** Loads by office and day. Who is paid into an account stands in no queue and is no load of a day. */
export function loadsOf(cells: readonly PlanCell[]): Map<string, Load> {
  const loads = new Map<string, Load>();
  for (const { officeId, day, channel, people, vnd, open } of cells) {
    if (channel === 'bank') continue;
    const key = `${officeId} ${day}`;
    const now = loads.get(key) ?? NO_LOAD;
    loads.set(key, { people: now.people + people, vnd: now.vnd + BigInt(vnd), open: now.open + open });
  }
  return loads;
}

export function sumLoads(loads: Iterable<Load>): Load {
  let all = NO_LOAD;
  for (const { people, vnd, open } of loads)
    all = { people: all.people + people, vnd: all.vnd + vnd, open: all.open + open };
  return all;
}
