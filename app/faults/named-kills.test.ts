import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openTcpProxy, type TcpProxy } from '#kernel/testing/tcp-proxy.ts';
import type { Id } from '#kernel/words/id.ts';
import { Acts, CYCLES, type Told } from './testing/count.ts';
import { HouseUnderFire, NO_STRIKE } from './testing/house-under-fire.ts';

/** SIGKILL at the moments around a commit, each by its name, while a treasurer hands over cash and a teller pays. */
const EACH = CYCLES || 1;
/** Between writing a commit's record and flushing it: wide enough to strike in the middle, and before the answer leaves. */
const COMMIT_MS = 20;
let house: HouseUnderFire;
let inner: TcpProxy;

before(async () => {
  house = await HouseUnderFire.open(undefined, EACH * 7);
  await house.slowCommits(COMMIT_MS);
  inner = await openTcpProxy('127.0.0.1', house.databasePort);
  await house.serve(inner.port);
});
after(async () => {
  await house.close();
  await inner.close();
});

/** What a transaction looks like on the wire: one that is opened and committed, and a statement that commits by itself. */
interface Shape {
  readonly ask: (id: Id, address?: string) => Promise<Told>;
  /** Told by a piece that its link carries the act; the piece that holds the commit follows, or is the same. */
  readonly act: string;
  readonly commit: string;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  'cash is offered, and COMMIT ends it': {
    ask: (id, address) => house.offer(id, address),
    act: 'post handovers\0',
    commit: 'commit\0',
  },
  'a payment, one statement that is its own transaction': {
    ask: (id, address) => house.pay(id, address),
    act: 'pay plain\0',
    commit: 'pay plain\0',
  },
};

interface Point {
  /** What becomes of the bytes that hold the commit. No answer is let through: it would tell what the kill must leave open. */
  readonly commit: 'swallow' | 'swallow-answer';
  readonly victim: 'server' | 'database';
  /** When the kill comes, once the commit was held back or sent on. */
  readonly when: 'at once' | 'within it' | 'when it stands';
  /** Whether the act must stand, must not, or may. */
  readonly stands: boolean | null;
}

const POINTS: Readonly<Record<string, Point>> = {
  'the server, just before the commit is sent': {
    commit: 'swallow',
    victim: 'server',
    when: 'at once',
    stands: false,
  },
  'the server, after the commit is sent and before it is answered': {
    commit: 'swallow-answer',
    victim: 'server',
    when: 'when it stands',
    stands: true,
  },
  'PostgreSQL, just before the commit arrives': {
    commit: 'swallow',
    victim: 'database',
    when: 'at once',
    stands: false,
  },
  'PostgreSQL, as the commit arrives': {
    commit: 'swallow-answer',
    victim: 'database',
    when: 'at once',
    stands: null,
  },
  'PostgreSQL, in the middle of the commit': {
    commit: 'swallow-answer',
    victim: 'database',
    when: 'within it',
    stands: null,
  },
  'PostgreSQL, after the commit and before the answer arrives': {
    commit: 'swallow-answer',
    victim: 'database',
    when: 'when it stands',
    stands: true,
  },
};

for (const [what, shape] of Object.entries(SHAPES))
  for (const [name, point] of Object.entries(POINTS))
    test(`${what}; killed: ${name}`, { skip: point.victim === 'database' && NO_STRIKE }, async (t) => {
      const acts = new Acts();
      for (let i = 0; i < EACH; i++) {
        const struck = strikeAt(shape, point);
        const told = acts.ask(shape.ask);
        await struck;
        const { id } = acts.made.at(-1) as { id: Id };
        if (point.when === 'within it') await pause(Math.random() * 2 * COMMIT_MS);
        if (point.when === 'when it stands') while (!(await house.stands(id))) await pause(2);
        await (point.victim === 'server' ? house.killServer() : house.killDatabase());
        inner.rule = null;
        assert.equal(await told, 'unknown', name);
        if (point.stands !== null) assert.equal(await house.stands(id), point.stands, name);
        if (point.victim === 'server') await house.serve(inner.port);
      }
      await acts.settle(house.db.read, (id) => house.untilKnown(() => shape.ask(id)), t, name);
    });

/** Sets the wire so that the commit of the next act meets its fate; answers at that moment. */
function strikeAt(shape: Shape, { commit }: Point): Promise<void> {
  const { promise: struck, resolve: strike } = Promise.withResolvers<void>();
  let acting: number | null = null;
  inner.rule = (bytes, link) => {
    if (bytes.includes(shape.act)) acting = link;
    if (link !== acting || !bytes.includes(shape.commit)) return 'pass';
    inner.rule = (_, other) => (other === link ? commit : 'pass');
    strike();
    return commit;
  };
  return struck;
}

for (const [what, shape] of Object.entries(SHAPES))
  test(`${what}; killed: the server, after the commit was answered and before the browser hears of it`, async (t) => {
    const acts = new Acts();
    for (let i = 0; i < EACH; i++) {
      const outer = await openTcpProxy('127.0.0.1', house.port);
      outer.rule = () => 'swallow-answer';
      const told = acts.ask((id) => shape.ask(id, `http://127.0.0.1:${outer.port}`));
      const { id } = acts.made.at(-1) as { id: Id };
      while (!(await house.stands(id))) await pause(2);
      await house.killServer();
      assert.equal(await told, 'unknown');
      await outer.close();
      await house.serve(inner.port);
    }
    await acts.settle(house.db.read, (id) => house.untilKnown(() => shape.ask(id)), t, 'after the answer');
  });
