import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { answerOffer, bankCash, close, endDay, fund, offerCash, order } from './cash-steps.ts';
import { check, checkMonth } from './check.ts';
import {
  bringBack,
  fillBag,
  losePhone,
  payAtDoor,
  ruleException,
  sendAll,
  undoAtDoor,
  visit,
} from './door-steps.ts';
import { bankAnswer, bankSend, death, distribute, giveBackUnpaid, settleMonth } from './month-steps.ts';
import { payTwice, payVoucher, reverse } from './pay-steps.ts';
import { rule, takeRulingBack } from './ruling-steps.ts';
import { importMonth, makeWorld, nextDay, oneOf, PROGRAMME, type World } from './world.ts';

/**
 * A random walk of many hands against a model of the ledger in plain TypeScript, compared after every command. The seed is
 * the same by default, so that a commit passes or fails; `SEED=123 node --test FILE` walks another way, `WALK=20000` farther.
 */
const SEED = Number(process.env['SEED'] ?? 1);
const COMMANDS = Number(process.env['WALK'] ?? 1_500);
const db = await cloneDatabase();
const files = await mkdtemp(join(tmpdir(), 'tungnha-walk-'));
after(() => rm(files, { recursive: true }));

/** What nobody collected goes back when its month is over, now and then sooner. */
async function returnSome(world: World): Promise<void> {
  const over = world.pick(8) === 0 ? world.months : world.months.slice(0, -1);
  if (over.length > 0) await giveBackUnpaid(world, oneOf(world, over));
}

/** Something that was done is asked for again, much later: nothing changes and the first answer comes back. */
async function repeat(world: World): Promise<void> {
  if (world.repeats.length > 0) await oneOf(world, world.repeats)();
}

async function passTime(world: World): Promise<void> {
  if (world.pick(2) === 0) nextDay(world);
  else world.now = new Date(world.now.valueOf() + world.pick(90) * 60_000);
}

const STEPS: readonly (readonly [weight: number, step: (world: World) => Promise<void>])[] = [
  [6, fund],
  [8, bankCash],
  [11, offerCash],
  [18, answerOffer],
  [2, order],
  [6, distribute],
  [26, payVoucher],
  [8, payTwice],
  [4, reverse],
  [1, returnSome],
  [1, death],
  [2, bankSend],
  [3, bankAnswer],
  [2, close],
  [1, endDay],
  [3, settleMonth],
  [9, fillBag],
  [22, payAtDoor],
  [3, undoAtDoor],
  [3, visit],
  [5, bringBack],
  [18, sendAll],
  [1, losePhone],
  [6, ruleException],
  [9, rule],
  [4, takeRulingBack],
  [6, repeat],
  [11, passTime],
];
const TICKETS = STEPS.flatMap(([weight, step]) => Array.from({ length: weight }, () => step));

test(`a walk of ${COMMANDS} commands, SEED=${SEED}`, async (t) => {
  t.diagnostic(`SEED=${SEED} WALK=${COMMANDS}`);
  const world = await makeWorld(db, files, SEED);
  const walked = new Map<string, number>();
  for (let i = 0; i < COMMANDS; i++) {
    if (i % 200 === 0) await importMonth(world);
    const step = oneOf(world, TICKETS);
    walked.set(step.name, (walked.get(step.name) ?? 0) + 1);
    try {
      await step(world);
      await check(db.read, world.ledger);
      if (i % 10 === 0) await checkMonth(db.read, world.ledger, PROGRAMME, oneOf(world, world.months));
    } catch (error) {
      const { message } = error as Error;
      throw new Error(`SEED=${SEED}: command ${i + 1}, ${step.name}: ${message}`, { cause: error });
    }
  }
  const { rows } = await db.pool.query<{ n: number }>('select count(*)::int as n from voucher_attempt');
  assert.equal(rows[0]?.n, world.attempts, 'each visit without a payment is written once');
  const statuses = [...world.ledger.vouchers.values()].map((voucher) => voucher.status);
  t.diagnostic(
    `${statuses.filter((status) => status === 'paid').length} paid of ${statuses.length}, ` +
      `${world.pays.filter((each) => each.reversed).length} taken back, ${world.ledger.settled.size} months settled; ` +
      [...walked].map(([name, n]) => `${name} ${n}`).join(', '),
  );
  if (COMMANDS >= 1_000) {
    assert.ok(world.pays.length > COMMANDS / 100, 'a walk in which hardly anybody is paid proves little');
    assert.equal(walked.size, STEPS.length, 'every kind of command was walked');
  }
});
