import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openTcpProxy, type TcpProxy } from '#kernel/testing/tcp-proxy.ts';
import type { Id } from '#kernel/words/id.ts';
import { Acts, CYCLES } from './testing/count.ts';
import { HouseUnderFire } from './testing/house-under-fire.ts';

/** SIGKILL at the moments around a commit, each by its name, while a treasurer hands over cash. */
const EACH = CYCLES || 1;
let house: HouseUnderFire;
let inner: TcpProxy;

before(async () => {
  house = await HouseUnderFire.open();
  inner = await openTcpProxy('127.0.0.1', house.databasePort);
  await house.serve(inner.port);
});
after(async () => {
  await house.close();
  await inner.close();
});

interface Point {
  /** What becomes of the bytes that hold the COMMIT of the act. */
  readonly commit: 'swallow' | 'swallow-answer' | 'pass';
  readonly victim: 'server' | 'database';
  /** Whether the act must stand, must not, or may. */
  readonly stands: boolean | null;
}

const POINTS: Readonly<Record<string, Point>> = {
  'the server, just before COMMIT is sent': { commit: 'swallow', victim: 'server', stands: false },
  'the server, after COMMIT is sent and before it is answered': {
    commit: 'swallow-answer',
    victim: 'server',
    stands: true,
  },
  'PostgreSQL, just before COMMIT arrives': { commit: 'swallow', victim: 'database', stands: false },
  'PostgreSQL, as COMMIT arrives': { commit: 'pass', victim: 'database', stands: null },
};

for (const [name, point] of Object.entries(POINTS))
  test(`killed: ${name}`, async (t) => {
    const acts = new Acts();
    for (let i = 0; i < EACH; i++) {
      const { promise: struck, resolve: strike } = Promise.withResolvers<void>();
      let writing: number | null = null;
      inner.rule = (bytes, link) => {
        if (bytes.includes('post handovers')) writing = link;
        if (link !== writing || !bytes.includes('commit\0')) return 'pass';
        inner.rule = (_, other) => (other === link ? point.commit : 'pass');
        strike();
        return point.commit;
      };
      const told = acts.ask((id) => house.offer(id));
      await struck;
      const { id } = acts.made.at(-1) as { id: Id };
      // What was sent on is carried out, before whoever waits for its answer dies.
      if (point.commit === 'swallow-answer') while (!(await house.stands(id))) await pause(2);
      await (point.victim === 'server' ? house.killServer() : house.killDatabase());
      inner.rule = null;
      const heard = await told;
      if (point.stands !== null)
        assert.deepEqual([heard, await house.stands(id)], ['unknown', point.stands], name);
      if (point.victim === 'server') await house.serve(inner.port);
    }
    await acts.settle(house.db.read, (id) => house.offerUntilKnown(id), t, name);
  });

test('killed: the server, after COMMIT was answered and before the browser hears of it', async (t) => {
  const acts = new Acts();
  for (let i = 0; i < EACH; i++) {
    const outer = await openTcpProxy('127.0.0.1', house.port);
    outer.rule = () => 'swallow-answer';
    const told = acts.ask((id) => house.offer(id, `http://127.0.0.1:${outer.port}`));
    const { id } = acts.made.at(-1) as { id: Id };
    while (!(await house.stands(id))) await pause(2);
    await house.killServer();
    assert.equal(await told, 'unknown');
    await outer.close();
    await house.serve(inner.port);
  }
  await acts.settle(house.db.read, (id) => house.offerUntilKnown(id), t, 'after COMMIT was answered');
});
