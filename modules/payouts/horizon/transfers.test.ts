import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestSession } from '#kernel/access/testing/signed-in.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { openTcpProxy } from '#kernel/testing/tcp-proxy.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { picker } from '../walk/world.ts';
import { type Branch, openBranch } from '../testing/branch.ts';

/** Money on its way between two people: what went wrong there most often. */
const db = await cloneDatabase();
let branch: Branch;
before(async () => {
  branch = await openBranch(db);
});
after(() => branch.month.close());

const COUNT = { '100000': 1 };
const AMOUNT_VND = 100_000n;

async function offerToDrawer(id = newId()): Promise<Id> {
  const body = { id, fromHand: branch.vault, towardHand: branch.drawer, count: COUNT };
  const { status, json } = await branch.ask(branch.treasurer, 'POST', '/offers', body);
  assert.equal(status, 200, JSON.stringify(json));
  return id;
}

const accept = (cookie: string, offerId: Id, id = newId()) =>
  branch.ask(cookie, 'POST', `/offers/${offerId}/acceptance`, { id, count: COUNT });

test('1. Dalmellington: a pouch accepted one to ten times, from two terminals and with reloads, is received once', async () => {
  const transit = await branch.hand('transit');
  const resting = await branch.held(transit);
  const second = await openTestSession(db.owner, branch.month.province.tellers[0]?.id as Id);
  for (let times = 1; times <= 10; times++) {
    const before = await branch.held(branch.drawer);
    const offerId = await offerToDrawer();
    assert.equal(await branch.held(transit), resting + AMOUNT_VND);
    // A reload sends the same act again; another terminal makes an act of its own.
    const acts = [newId(), newId()];
    const answers = await Promise.all(
      Array.from({ length: times }, (_, i) =>
        accept(i % 2 === 0 ? branch.teller : second, offerId, acts[i % 2] as Id),
      ),
    );
    const done = answers.filter(({ status }) => status === 200);
    assert.equal(done.filter(({ json }) => !json.already).length, 1, 'one act received it');
    for (const { code } of answers.filter(({ status }) => status !== 200)) assert.equal(code, 'offer_closed');
    assert.equal(await branch.held(branch.drawer), before + AMOUNT_VND);
    assert.equal(await branch.held(transit), resting, 'nothing stays in transit');
  }
});

test('2. Cancelling writes nothing, and the branch and the head office read the same figures after every command', async () => {
  const pick = picker(2020);
  const model = new Map<Id, bigint>();
  const transit = await branch.hand('transit');
  for (const hand of [branch.vault, branch.drawer, transit]) model.set(hand, await branch.held(hand));
  const move = (from: Id, to: Id) => {
    model.set(from, (model.get(from) as bigint) - AMOUNT_VND);
    model.set(to, (model.get(to) as bigint) + AMOUNT_VND);
  };
  const { rootId } = branch.month.province;
  const seen = async (cookie: string, officeId: Id) => {
    const { json } = await branch.ask(cookie, 'GET', `/hands?officeId=${officeId}&limit=500`);
    const hands = json.items as { id: Id; officeId: Id; balanceVnd: string }[];
    return Object.fromEntries(
      hands.filter((hand) => hand.officeId === branch.officeId).map(({ id, balanceVnd }) => [id, balanceVnd]),
    );
  };
  const compare = async (step: string) => {
    const atBranch = await seen(branch.manager, branch.officeId);
    assert.deepEqual(await seen(branch.director, rootId), atBranch, step);
    for (const [hand, vnd] of model) assert.equal(atBranch[hand], vnd.toString(), `${step}: ${hand}`);
  };
  let handovers = await countHandovers();
  let open: Id | null = null;
  for (let i = 0; i < 40; i++) {
    const step: 'open and leave' | 'offer' | 'accept' | 'refuse' | 'withdraw' = open
      ? ((['open and leave', 'accept', 'refuse', 'withdraw'] as const)[pick(4)] ?? 'accept')
      : ((['open and leave', 'offer'] as const)[pick(2)] ?? 'offer');
    if (step === 'open and leave') {
      // A form is opened, filled in, and left: what the page reads is all that is asked.
      await branch.ask(branch.teller, 'GET', `/offers?officeId=${branch.officeId}`);
      await branch.ask(branch.teller, 'GET', `/my-hands?officeId=${branch.officeId}`);
      assert.equal(await countHandovers(), handovers, 'nothing is written before it is sent');
    } else if (step === 'offer') {
      open = await offerToDrawer();
      move(branch.vault, transit);
    } else if (step === 'accept') {
      assert.equal((await accept(branch.teller, open as Id)).status, 200);
      move(transit, branch.drawer);
      open = null;
    } else {
      const cookie = step === 'refuse' ? branch.teller : branch.treasurer;
      const body = { id: newId(), how: step, reason: 'huỷ' };
      const back = await branch.ask(cookie, 'POST', `/offers/${open}/return`, body);
      assert.equal(back.status, 200, JSON.stringify(back.json));
      move(transit, branch.vault);
      open = null;
    }
    handovers = await countHandovers();
    await compare(`${i} ${step}`);
  }
  if (open)
    await branch.ask(branch.treasurer, 'POST', `/offers/${open}/return`, {
      id: newId(),
      how: 'withdraw',
      reason: 'huỷ',
    });
});

async function countHandovers(): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>('select count(*)::int as n from handover');
  return rows[0]?.n ?? 0;
}

test('4. Duplicate lines and missing legs: every handover balances by itself, and every act sent twice stands once', async () => {
  const acts = await Promise.all(
    Array.from({ length: 12 }, async (_, i) => {
      const id = newId();
      const body = { id, fromHand: branch.vault, towardHand: branch.drawer, count: { '100000': i + 1 } };
      const sent = await Promise.all(
        [1, 2, 3].map(() => branch.ask(branch.treasurer, 'POST', '/offers', body)),
      );
      assert.deepEqual([...new Set(sent.map(({ status }) => status))], [200]);
      return { id, vnd: BigInt(i + 1) * AMOUNT_VND };
    }),
  );
  for (const { id, vnd } of acts) {
    const { rows } = await db.pool.query(
      `select count(*)::int as legs, sum(amount_vnd)::bigint as vnd, bool_and(from_hand <> to_hand) as two_sided
       from money_move where handover_id = $1`,
      [id],
    );
    assert.deepEqual(rows, [{ legs: 1, vnd, two_sided: true }]);
    await branch.ask(branch.treasurer, 'POST', `/offers/${id}/return`, {
      id: newId(),
      how: 'withdraw',
      reason: 'thử',
    });
  }
  const { rows } = await db.pool.query<{ vnd: bigint }>(
    'select sum(v)::bigint as vnd from (select amount_vnd as v from money_move union all select -amount_vnd from money_move) m',
  );
  assert.equal(rows[0]?.vnd, 0n);
});

test('5. Callendar Square: of two terminals, one of them cut off, one accepts and the other is told', async () => {
  const { server } = branch.month.counter;
  const address = new URL(await server.listen(0, '127.0.0.1'));
  const wire = await openTcpProxy('127.0.0.1', Number(address.port));
  const offerId = await offerToDrawer();
  const before = await branch.held(branch.drawer);
  const stale = () =>
    fetch(`http://127.0.0.1:${wire.port}/api/payouts/offers/${offerId}/acceptance`, {
      method: 'POST',
      headers: { cookie: branch.teller, 'content-type': 'application/json' },
      body: JSON.stringify({ id: newId(), officeId: branch.officeId, count: COUNT }),
    });
  wire.rule = () => 'cut';
  await assert.rejects(stale(), 'a failed write is visible to who made it');
  assert.equal((await accept(branch.teller, offerId)).status, 200);
  wire.rule = null;
  const told = await stale();
  const { error } = (await told.json()) as { error: { code: string; facts: { by: string; how: string } } };
  assert.deepEqual([told.status, error.code, error.facts.how], [409, 'offer_closed', 'accept']);
  assert.equal(error.facts.by, branch.month.province.tellers[0]?.name);
  assert.equal(await branch.held(branch.drawer), before + AMOUNT_VND);
  await wire.close();
});
