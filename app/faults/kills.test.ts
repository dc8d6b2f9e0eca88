import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { checkEvidence } from '#kernel/evidence/check.ts';
import { Acts, CYCLES } from './testing/count.ts';
import { HouseUnderFire, NO_STRIKE } from './testing/house-under-fire.ts';

/** SIGKILL of server with worker, and of PostgreSQL, at random moments while several people hand over cash. */
const KILLS = CYCLES || 2;
const PEOPLE = 3;
/** Acts that get through between two kills, at most. */
const BETWEEN = 12;

let house: HouseUnderFire;

before(async () => {
  house = await HouseUnderFire.open();
  await house.serve();
});
after(() => house.close());

/** People go on asking while the kills happen one after the other, each at a random moment. */
async function underKills(acts: Acts, kill: () => Promise<void>): Promise<void> {
  const ended = new AbortController();
  let standing = Promise.resolve();
  let until = 0;
  let reached = () => {};
  let acknowledged = 0;
  const people = Array.from({ length: PEOPLE }, async () => {
    while (!ended.signal.aborted) {
      if ((await acts.ask((id) => house.offer(id))) === 'acknowledged') {
        if (++acknowledged >= until) reached();
      } else await Promise.all([standing, pause(20)]);
    }
  });
  try {
    for (let i = 0; i < KILLS; i++) {
      until = acknowledged + 1 + Math.floor(Math.random() * BETWEEN);
      await new Promise<void>((resolve) => (reached = resolve));
      await pause(Math.random() * 20);
      await (standing = kill());
    }
  } finally {
    ended.abort();
    await Promise.all(people);
  }
}

const settle = (acts: Acts, t: Parameters<Acts['settle']>[2], fault: string) =>
  acts.settle(house.db.read, (id) => house.offerUntilKnown(id), t, fault);

test('the server and its worker are killed: what was acknowledged stands, the rest is resolved', async (t) => {
  const acts = new Acts();
  await underKills(acts, async () => {
    await house.killServer();
    await house.serve();
  });
  await settle(acts, t, `${KILLS} kills of server and worker`);
});

test(
  'PostgreSQL is killed under the server: nobody is told a lie, and the server goes on by itself',
  { skip: NO_STRIKE },
  async (t) => {
    const acts = new Acts();
    await underKills(acts, () => house.killDatabase());
    await settle(acts, t, `${KILLS} kills of PostgreSQL`);
  },
);

test('both are killed at once', { skip: NO_STRIKE }, async (t) => {
  const acts = new Acts();
  await underKills(acts, async () => {
    await Promise.all([house.killServer(), house.killDatabase()]);
    await house.serve();
  });
  await settle(acts, t, `${KILLS} kills of both`);
});

test('after all of it the evidence agrees with every row', async (t) => {
  const { outcome, size, findings } = await checkEvidence(house.db, { now: () => new Date() });
  assert.deepEqual([outcome, findings], ['whole', []]);
  t.diagnostic(`${size} leaves compared`);
});
