import type { Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { pay, type PayCommand } from '#modules/payouts/pay/actions/pay.ts';
import type { Visit } from './acts.ts';
import { supply } from './cash.ts';
import { act, at, inLanes, type Run } from './run.ts';

/** As many visits as go into one call. */
const BATCH = 1_000;

export interface PaidOut {
  visits: number;
  vouchers: number;
  amountVnd: bigint;
  /** Visits refused, by the reason the counter gave. */
  readonly refused: Map<string, number>;
}

export const nothingPaid = (): PaidOut => ({ visits: 0, vouchers: 0, amountVnd: 0n, refused: new Map() });

/** One day at all counters: cash in the morning and at noon, then the people, hour by hour, until `until`. */
export async function payDay(
  run: Run,
  day: Day,
  visits: readonly Visit[],
  paid: PaidOut,
  until: Date | null,
): Promise<void> {
  for (const half of ['morning', 'afternoon'] as const) {
    const time = half === 'morning' ? '07:00' : '12:40';
    if (until && at(day, time) >= until) return;
    const now = visits.filter((visit) => visit.hour < 12 === (half === 'morning'));
    const needs = new Map<Id, bigint>();
    for (const { till, amountVnd } of now)
      needs.set(till.drawer.id, (needs.get(till.drawer.id) ?? 0n) + amountVnd);
    await supply(run, day, time, needs);
    const coming = now.filter((visit) => !visit.absent && (!until || at(day, clockOf(visit.hour)) < until));
    await payHours(run, day, coming, paid);
  }
}

const clockOf = (hour: number) => `${String(hour).padStart(2, '0')}:20`;

/** Two lanes of districts, so that no two calls wait for each other's counters. */
async function payHours(run: Run, day: Day, visits: readonly Visit[], paid: PaidOut): Promise<void> {
  const lanes = new Map(run.crew.districts.map((district, i) => [district.office.id, i % 2]));
  const laneOf = ({ post }: Visit) => lanes.get(post.office.id) ?? lanes.get(post.office.parentId ?? '') ?? 0;
  const byLane = Map.groupBy(visits, laneOf);
  await inLanes(2, [...byLane.values()], async (lane) => {
    const byHour = Map.groupBy(lane, (visit) => visit.hour);
    for (const hour of [...byHour.keys()].sort((a, b) => a - b)) {
      const people = byHour.get(hour) ?? [];
      const batches = Math.ceil(people.length / BATCH);
      for (let i = 0; i < batches; i++)
        await payBatch(run, at(day, clockOf(hour)), people.slice(i * BATCH, (i + 1) * BATCH), paid);
    }
  });
}

async function payBatch(run: Run, now: Date, visits: readonly Visit[], paid: PaidOut): Promise<void> {
  const commands = visits.map((visit): PayCommand => ({
    id: newId(),
    doer: visit.till.person,
    officeId: visit.post.office.id,
    voucherIds: visit.voucherIds,
    collector: visit.authorityId ? { kind: 'proxy', authorityId: visit.authorityId } : { kind: 'self' },
    signed: 'paper',
    occurredAt: now,
  }));
  const answers = await act(run, (tx) => pay(tx, now, commands));
  answers.forEach((answer, i) => {
    if (answer instanceof Refusal) {
      paid.refused.set(answer.code, (paid.refused.get(answer.code) ?? 0) + 1);
    } else {
      paid.visits += 1;
      paid.vouchers += visits[i]?.voucherIds.length ?? 0;
      paid.amountVnd += answer.amountVnd;
    }
  });
}
