import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cloneDatabase } from '../testing/database.ts';
import { newId } from '../words/id.ts';
import type { Refusal } from '../words/refusal.ts';
import { openCases, returnEnvelope, showOpenOffer } from './offer.ts';
import { post } from './post.ts';
import {
  acceptAt,
  ANN,
  codes,
  envelope,
  fill,
  held,
  holderOf,
  issue,
  MORNING,
  offerFrom,
  openRoom,
  postAt,
  type Room,
} from './testing/room.ts';

const db = await cloneDatabase();
let giver: Room;
let taker: Room;
before(async () => {
  giver = await openRoom(db, 'giver');
  taker = await openRoom(db, 'taker');
  await fill(db, giver, giver.vault, 100_000_000n);
});

const refused = (code: string) => (error: Refusal) => error.code === code;
const hundred = { '100000': 1 };

async function sendCash(amountVnd = 100_000n) {
  const first = {
    vault: await held(db, giver.vault),
    taken: await held(db, taker.vault),
    suspense: await held(db, taker.suspense),
  };
  const offerId = await offerFrom(db, giver, { from: giver.vault, toward: taker.vault, amountVnd });
  const moved = async () => ({
    vault: (await held(db, giver.vault)) - first.vault,
    transit: await held(db, giver.transit),
    taken: (await held(db, taker.vault)) - first.taken,
    suspense: (await held(db, taker.suspense)) - first.suspense,
  });
  return { offerId, moved };
}

function giveBack(offerId: string, kind: 'refuse' | 'withdraw') {
  return db.write(async (tx) => {
    const open = await showOpenOffer(tx, offerId);
    const back = { id: newId(), kind, doer: ANN, officeId: giver.officeId, at: MORNING, reason: 'sai số' };
    const [answer] = await post(tx, MORNING, [returnEnvelope(open, back)]);
    return answer?.answer;
  });
}

test('what is offered waits in transit, in sight of the taker', async () => {
  const { offerId, moved } = await sendCash();
  assert.deepEqual(await moved(), { vault: -100_000n, transit: 100_000n, taken: 0n, suspense: 0n });
  const waiting = () =>
    db.read.selectFrom('open_offer').select('handover_id').where('toward_hand', '=', taker.vault).execute();
  assert.deepEqual(await waiting(), [{ handover_id: offerId }]);
  assert.equal((await acceptAt(db, taker, offerId, { count: hundred })).answer, 'posted');
  assert.deepEqual(await moved(), { vault: -100_000n, transit: 0n, taken: 100_000n, suspense: 0n });
  assert.deepEqual(await waiting(), []);
});

test('a pouch accepted one to ten times from two terminals is received once', async () => {
  for (let times = 1; times <= 10; times++) {
    const { offerId, moved } = await sendCash();
    const answers = await Promise.allSettled(
      Array.from({ length: times }, () => acceptAt(db, taker, offerId, { count: hundred })),
    );
    const lost = answers.filter((each) => each.status === 'rejected');
    assert.equal(answers.length - lost.length, 1);
    assert.ok(lost.every((each) => (each.reason as Refusal).code === 'offer_closed'));
    assert.deepEqual(await moved(), { vault: -100_000n, transit: 0n, taken: 100_000n, suspense: 0n });
  }
});

test('a terminal that saw the offer before it was answered is told who answered it', async () => {
  const { offerId, moved } = await sendCash();
  const stale = await db.write((tx) => showOpenOffer(tx, offerId));
  await acceptAt(db, taker, offerId, { count: hundred });
  const late = envelope(taker, {
    answers: offerId,
    money: [{ from: stale.transitHand, to: taker.vault, amountVnd: stale.money }],
  });
  const [answer] = await postAt(db, MORNING, [late]);
  assert.equal(answer?.answer, 'answered');
  await assert.rejects(acceptAt(db, taker, offerId, { count: hundred }), (error: Refusal) => {
    assert.deepEqual(
      [error.code, error.facts['by'], error.facts['how']],
      ['offer_closed', ANN.name, 'accept'],
    );
    return true;
  });
  assert.deepEqual(await moved(), { vault: -100_000n, transit: 0n, taken: 100_000n, suspense: 0n });
});

test('the taker refuses, the giver withdraws, and both race an acceptance: one of them wins', async () => {
  for (const kind of ['refuse', 'withdraw'] as const) {
    const { offerId, moved } = await sendCash();
    assert.equal(await giveBack(offerId, kind), 'posted');
    assert.deepEqual(await moved(), { vault: 0n, transit: 0n, taken: 0n, suspense: 0n });
    await assert.rejects(acceptAt(db, taker, offerId, { count: hundred }), refused('offer_closed'));
  }
  for (let i = 0; i < 10; i++) {
    const { offerId, moved } = await sendCash();
    const answers = await Promise.allSettled([
      acceptAt(db, taker, offerId, { count: hundred }),
      giveBack(offerId, 'withdraw'),
      giveBack(offerId, 'refuse'),
    ]);
    assert.equal(answers.filter((each) => each.status === 'fulfilled').length, 1);
    const after = await moved();
    assert.equal(after.transit, 0n);
    assert.equal(after.taken, -after.vault);
  }
});

test('a shortage and a surplus go through suspense, and the taker is charged what was counted', async () => {
  const short = await sendCash();
  const less = await acceptAt(db, taker, short.offerId, { count: { '50000': 1, '20000': 2 } });
  assert.deepEqual(less.differences, [{ kind: 'shortage', amountVnd: 10_000n, things: [] }]);
  assert.deepEqual(await short.moved(), { vault: -100_000n, transit: 0n, taken: 90_000n, suspense: 10_000n });

  const over = await sendCash();
  const more = await acceptAt(db, taker, over.offerId, { count: { '100000': 1, '5000': 1 } });
  assert.deepEqual(more.differences, [{ kind: 'surplus', amountVnd: 5_000n, things: [] }]);
  assert.deepEqual(await over.moved(), { vault: -100_000n, transit: 0n, taken: 105_000n, suspense: -5_000n });

  const nothing = await sendCash();
  await acceptAt(db, taker, nothing.offerId, { count: {} });
  assert.deepEqual(await nothing.moved(), { vault: -100_000n, transit: 0n, taken: 0n, suspense: 100_000n });
});

test('each difference opens a case that names the hand, the amount and the things', async () => {
  const { offerId } = await sendCash();
  const { id, differences } = await acceptAt(db, taker, offerId, { count: { '50000': 1 } });
  const seen = { handoverId: id, handId: giver.vault, officeId: taker.officeId };
  const [caseId] = await db.write((tx) =>
    openCases(
      tx,
      MORNING,
      differences.map((each) => ({ ...each, ...seen })),
    ),
  );
  const row = await db.read
    .selectFrom('custody_case')
    .select(['kind', 'hand_id', 'amount_vnd', 'facts'])
    .where('id', '=', caseId as string)
    .executeTakeFirst();
  assert.deepEqual(row, {
    kind: 'shortage',
    hand_id: giver.vault,
    amount_vnd: 50_000n,
    facts: { things: [] },
  });
});

test('cash is never accepted uncounted', async () => {
  const { offerId } = await sendCash();
  await assert.rejects(acceptAt(db, taker, offerId), refused('count_missing'));
  await giveBack(offerId, 'refuse');
});

test('things that were written and not found go to suspense; a stranger among the missing is refused', async () => {
  const things = (await issue(db, giver, giver.desk, 3)) as [string, string, string];
  const offerId = await offerFrom(db, giver, { from: giver.desk, toward: taker.desk, things });
  assert.equal(await holderOf(db, things[0]), giver.transit);
  await assert.rejects(acceptAt(db, taker, offerId, { missing: [newId()] }), refused('not_in_offer'));
  const { differences } = await acceptAt(db, taker, offerId, { missing: [things[1]] });
  assert.deepEqual(differences, [{ kind: 'missing_thing', amountVnd: 0n, things: [things[1]] }]);
  assert.deepEqual(await Promise.all(things.map((thing) => holderOf(db, thing))), [
    taker.desk,
    taker.suspense,
    taker.desk,
  ]);
});

test('a thing on its way cannot be given to anybody else', async () => {
  const things = await issue(db, giver, giver.desk, 1);
  await offerFrom(db, giver, { from: giver.desk, toward: taker.desk, things });
  const again = envelope(giver, {
    things: [{ thing: things[0] as string, from: giver.desk, to: giver.bag }],
  });
  assert.deepEqual(await codes(postAt(db, MORNING, [again])), ['not_holder']);
});

test('an offer that never was is not found', async () => {
  await assert.rejects(acceptAt(db, taker, newId()), refused('not_found'));
});
