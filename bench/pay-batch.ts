import { newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { pay, type PayCommand } from '#modules/payouts/pay/actions/pay.ts';
import { type Counter, openCounters, PAY_AT } from './counters.ts';
import { type BenchContext, type Measure, meanOf } from './measure.ts';

const TELLERS = 64;
const PAYMENTS = 40_000;
const TOGETHER = 1_000;
/** Offices send at the same time: while one call waits for the disk, the others work. */
const LANES = 4;
const WARM_UP = 4_000;

/** Payments in calls of 1,000 through the action, each call one durable transaction; at least 10 times TPC-B is wanted. */
export async function run(context: BenchContext): Promise<Measure[]> {
  const payments = context.size('payments', PAYMENTS);
  const counters = await openCounters(context, context.size('tellers', TELLERS), payments + WARM_UP);
  const lanes = lanesOf(counters, LANES);
  const before = await context.tpcb();
  await Promise.all(lanes.map((lane) => payAll(context, lane.splice(0, WARM_UP / LANES))));
  const began = performance.now();
  const paid = await Promise.all(lanes.map((lane) => payAll(context, lane.slice(0, payments / LANES))));
  const value = paid.reduce((a, b) => a + b, 0) / ((performance.now() - began) / 1000);
  const { tps: baseline, what } = meanOf(before, await context.tpcb());
  const against = `${what}; at least 10 is wanted`;
  return [{ name: 'pay-batch', value, unit: 'payments/s', ratio: value / baseline, baseline, against }];
}

/** Payments in lanes of their own offices, so that no call waits for another's drawers. */
export function lanesOf(counters: readonly Counter[], lanes: number): PayCommand[][] {
  return Array.from({ length: lanes }, (_, lane) =>
    commandsOf(counters.filter((counter) => officeNumber(counters, counter) % lanes === lane)),
  );
}

function officeNumber(counters: readonly Counter[], { post }: Counter): number {
  return [...new Set(counters.map((each) => each.post))].indexOf(post);
}

function commandsOf(counters: readonly Counter[]): PayCommand[] {
  const longest = Math.max(...counters.map((counter) => counter.voucherIds.length));
  const turns = Array.from({ length: longest }, (_, turn) => turn);
  return turns.flatMap((turn) =>
    counters.flatMap(({ post, till, voucherIds }): PayCommand[] => {
      const voucherId = voucherIds[turn];
      if (voucherId === undefined) return [];
      return [
        {
          id: newId(),
          doer: till.person,
          officeId: post.office.id,
          voucherIds: [voucherId],
          collector: { kind: 'self' },
          signed: 'paper',
          occurredAt: PAY_AT,
        },
      ];
    }),
  );
}

export async function payAll({ db }: BenchContext, commands: readonly PayCommand[]): Promise<number> {
  for (let at = 0; at < commands.length; at += TOGETHER) {
    const answers = await db.write((tx) => pay(tx, PAY_AT, commands.slice(at, at + TOGETHER)));
    for (const answer of answers) if (answer instanceof Refusal) throw answer;
  }
  return commands.length;
}
