import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { catchUp, runEvidence, type EvidenceSettings } from '#kernel/evidence/follow.ts';
import { readEnd } from '#kernel/evidence/tree.ts';
import { openCounters, PAY_AT } from './counters.ts';
import type { BenchContext, Measure } from './measure.ts';
import { lanesOf, payAll } from './pay-batch.ts';

const TELLERS = 64;
const PAYMENTS = 48_000;
const LANES = 2;
/** Off and on by turns, so that what changes on the machine meanwhile falls on both. */
const TURNS = 8;
const WARM_UP = 4_000;
/** What posting carries only for the evidence; it is away while the evidence is off. */
const INDEX = 'create index handover_place on handover (xid, id)';

/**
 * Payments in calls of 1,000 with the evidence following them as the product runs it, against the same without it; at
 * least 0.9 is wanted. What the evidence has not taken in when the posting ends is told beside it, with the time it needs.
 */
export async function run(context: BenchContext): Promise<Measure[]> {
  const { db, owner, folder, say } = context;
  const payments = context.size('payments', PAYMENTS);
  const counters = await openCounters(context, context.size('tellers', TELLERS), payments + WARM_UP);
  const lanes = lanesOf(counters, LANES);
  const settings: EvidenceSettings = {
    db,
    clock: { now: () => PAY_AT },
    log: { error: (facts, message) => say(`${message} ${JSON.stringify(facts)}`), info: () => {} },
    keysFolder: join(folder, 'evidence'),
    outFolder: join(folder, 'checkpoints'),
  };
  const turn = (count: number) =>
    Promise.all(lanes.map((lane) => payAll(context, lane.splice(0, count / LANES))));
  await turn(WARM_UP);
  const each = Math.floor(payments / TURNS / LANES) * LANES;
  const spent = { off: 0, on: 0 };
  let [waiting, after] = [0, 0];
  for (let i = 0; i < TURNS; i++) {
    const kind = i % 2 === 0 ? 'off' : 'on';
    await catchUp(settings);
    if (kind === 'off') await owner.pool.query('drop index handover_place');
    const evidence = kind === 'on' ? runEvidence(settings) : null;
    // The follower is at rest when the posting begins, as it is between two payments.
    if (evidence) await pause(500);
    const before = (await readEnd(db.read)).size;
    const began = performance.now();
    await turn(each);
    spent[kind] += (performance.now() - began) / 1000;
    if (!evidence) {
      await owner.pool.query(INDEX);
      continue;
    }
    waiting += before + each - (await readEnd(db.read)).size;
    await evidence.stop();
    const ended = performance.now();
    await catchUp(settings);
    after += (performance.now() - ended) / 1000;
  }
  const done = (each * TURNS) / 2;
  const [on, off] = [done / spent.on, done / spent.off];
  say(
    `behind at the end of a turn: ${Math.round((2 * waiting) / TURNS)} of ${each} leaves, ${((2000 * after) / TURNS).toFixed(0)} ms`,
  );
  const whole = done / (spent.on + after);
  return [
    {
      name: 'evidence',
      value: on,
      unit: 'payments/s',
      ratio: on / off,
      baseline: off,
      against: 'off; at least 0.9 is wanted',
    },
    {
      name: 'evidence-caught-up',
      value: whole,
      unit: 'payments/s',
      ratio: whole / off,
      baseline: off,
      against: 'off, until the last leaf is signed',
    },
  ];
}
