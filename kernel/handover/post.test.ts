import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cloneDatabase } from '../testing/database.ts';
import { newId } from '../words/id.ts';
import type { Doer } from './envelope.ts';
import {
  ANN,
  codes,
  envelope,
  fill,
  held,
  holderOf,
  issue,
  MORNING,
  openRoom,
  postAt,
  type Room,
} from './testing/room.ts';

const db = await cloneDatabase();
let room: Room;
before(async () => {
  room = await openRoom(db, 'A');
  await fill(db, room, room.vault, 1_000n);
});

const cash = (amountVnd: bigint) => [{ from: room.vault, to: room.party, amountVnd }];
const now = (envelopes: Parameters<typeof postAt>[2]) => postAt(db, MORNING, envelopes);

test('the same id with the same input is the same handover; with another input it is refused', async () => {
  const first = envelope(room, { money: cash(10n) });
  assert.deepEqual(await codes(now([first])), ['posted']);
  assert.deepEqual(await codes(now([first, { ...first, occurredAt: new Date(0) }])), ['already', 'already']);
  assert.deepEqual(await codes(now([{ ...first, input: { money: cash(11n) } }])), ['conflict']);
  const someone: Doer = { kind: 'person', id: newId(), name: 'Ai khác' };
  assert.deepEqual(await codes(now([{ ...first, doer: someone }])), ['conflict']);
  assert.equal(await held(db, room.vault), 990n);
});

test('one id twice in a batch is posted once', async () => {
  const one = envelope(room, { money: cash(1n) });
  assert.deepEqual(await codes(now([one, one, { ...one, input: 'other' }])), [
    'posted',
    'already',
    'conflict',
  ]);
});

test('twenty senders of one id post it once, and all hear so', async () => {
  const full = await held(db, room.vault);
  const one = envelope(room, { money: cash(1n) });
  const answers = (await Promise.all(Array.from({ length: 20 }, () => codes(now([one]))))).flat();
  assert.deepEqual(answers.sort().slice(-2), ['already', 'posted']);
  assert.equal(answers.filter((answer) => answer === 'posted').length, 1);
  assert.equal(await held(db, room.vault), full - 1n);
});

test('a thing passes only from the hand that holds it', async () => {
  const [thing] = (await issue(db, room, room.desk, 1)) as [string];
  const toBag = { thing, from: room.desk, to: room.bag };
  const [gone, stranger] = await now([
    envelope(room, { things: [{ thing, from: room.vault, to: room.bag }] }),
    envelope(room, { things: [{ thing: newId(), from: room.desk, to: room.bag }] }),
  ]);
  assert.deepEqual(gone, { answer: 'not_holder', facts: { thing, holder: room.desk } });
  assert.equal(stranger?.answer, 'unknown_thing');
  assert.deepEqual(
    await codes(now([envelope(room, { things: [toBag] }), envelope(room, { things: [toBag] })])),
    ['posted', 'not_holder'],
  );
  assert.equal(await holderOf(db, thing), room.bag);
});

test('a thing passes through several hands in one batch, in the order written', async () => {
  const [thing] = (await issue(db, room, room.desk, 1)) as [string];
  const chain = [room.desk, room.bag, room.party, room.desk, room.agency];
  const steps = chain
    .slice(1)
    .map((to, i) => envelope(room, { things: [{ thing, from: chain[i] as string, to }] }));
  assert.deepEqual(await codes(now(steps)), ['posted', 'posted', 'posted', 'posted']);
  assert.equal(await holderOf(db, thing), room.agency);
});

test('an envelope that names a thing twice is refused alone', async () => {
  const [thing] = (await issue(db, room, room.desk, 1)) as [string];
  const move = { thing, from: room.desk, to: room.bag };
  const answers = codes(now([envelope(room, { things: [move, move] }), envelope(room, { money: cash(1n) })]));
  assert.deepEqual(await answers, ['not_holder', 'posted']);
  assert.equal(await holderOf(db, thing), room.desk);
});

test('no physical hand goes below zero, and what a hand may take in has a limit', async () => {
  const other = await openRoom(db, 'B');
  await fill(db, other, other.vault, 2_000_000n);
  const out = (amountVnd: bigint) =>
    envelope(other, { money: [{ from: other.vault, to: other.drawer, amountVnd }] });
  const [over] = await now([out(1_000_001n)]);
  assert.deepEqual(over, { answer: 'over_limit', facts: { hand: other.drawer, balanceVnd: '0' } });
  // 900,000 fits; a second one would pass the drawer's limit; the third fits again; the last is more than the vault has.
  const answers = codes(now([out(900_000n), out(900_000n), out(100_000n), out(1_500_000n)]));
  assert.deepEqual(await answers, ['posted', 'over_limit', 'posted', 'short']);
  assert.equal(await held(db, other.drawer), 1_000_000n);
  // A drawer at its limit gives, and an envelope that gives and takes is weighed as a whole.
  const both = envelope(other, {
    money: [
      { from: other.vault, to: other.drawer, amountVnd: 50n },
      { from: other.drawer, to: other.party, amountVnd: 60n },
    ],
  });
  assert.deepEqual(await codes(now([both])), ['posted']);
});

test('the refusal of one envelope leaves its money to the next', async () => {
  const other = await openRoom(db, 'C');
  await fill(db, other, other.vault, 100n);
  const take = (amountVnd: bigint) =>
    envelope(other, { money: [{ from: other.vault, to: other.party, amountVnd }] });
  assert.deepEqual(await codes(now([take(60n), take(60n), take(40n), take(1n)])), [
    'posted',
    'short',
    'posted',
    'short',
  ]);
});

test('money put in by a neighbour can be given on in the same batch', async () => {
  const other = await openRoom(db, 'D');
  const fund = envelope(other, { money: [{ from: other.agency, to: other.vault, amountVnd: 5n }] });
  const give = envelope(other, { money: [{ from: other.vault, to: other.party, amountVnd: 5n }] });
  assert.deepEqual(await codes(now([give])), ['short']);
  assert.deepEqual(await codes(now([fund, give])), ['posted', 'posted']);
});

test('a handover is compensated once', async () => {
  const first = envelope(room, { money: cash(10n) });
  const back = () =>
    envelope(room, { reverses: first.id, money: [{ from: room.party, to: room.vault, amountVnd: 10n }] });
  await now([first]);
  assert.deepEqual(await codes(now([back(), back()])), ['posted', 'reversed']);
  assert.deepEqual(await codes(now([back()])), ['reversed']);
});

test('an envelope that answers or reverses nothing is refused alone', async () => {
  const answers = codes(
    now([
      envelope(room, { answers: newId() }),
      envelope(room, { reverses: newId() }),
      envelope(room, { money: cash(1n) }),
    ]),
  );
  assert.deepEqual(await answers, ['unknown_handover', 'unknown_handover', 'posted']);
});

test('no hand and no office is named that there is not', async () => {
  const unknown = { code: '23503' };
  const elsewhere = [{ from: room.vault, to: newId(), amountVnd: 1n }];
  await assert.rejects(now([envelope(room, { money: elsewhere })]), unknown);
  await assert.rejects(now([envelope(room, { money: cash(1n), towardHand: newId() })]), unknown);
  await assert.rejects(now([envelope(room, { money: cash(1n), officeId: newId() })]), unknown);
});

test('every kind of refusal in one batch leaves its neighbours alone', async () => {
  const posted = envelope(room, { money: cash(1n) });
  await now([posted]);
  const [thing] = (await issue(db, room, room.desk, 1)) as [string];
  const answers = codes(
    now([
      envelope(room, { money: cash(2n) }),
      posted,
      { ...posted, input: 'other' },
      envelope(room, { things: [{ thing, from: room.bag, to: room.desk }] }),
      envelope(room, { money: cash(1_000_000n) }),
      envelope(room, { things: [{ thing, from: room.desk, to: room.bag }], money: cash(3n) }),
    ]),
  );
  assert.deepEqual(await answers, ['posted', 'already', 'conflict', 'not_holder', 'short', 'posted']);
});

test('who did it is always said, and a job never writes as a person', async () => {
  const job = envelope(room, { doer: { kind: 'job', name: 'nightly' }, money: cash(1n) });
  assert.deepEqual(await codes(now([job])), ['posted']);
  const row = await db.read
    .selectFrom('handover')
    .select(['actor_kind', 'actor_id', 'actor_name'])
    .where('id', '=', job.id)
    .executeTakeFirst();
  assert.deepEqual(row, { actor_kind: 'job', actor_id: null, actor_name: 'nightly' });
  const nobody = { ...ANN, id: null } as unknown as Doer;
  await assert.rejects(now([envelope(room, { doer: nobody })]), /check constraint/);
});

test('counts and witnesses stand beside the moves they explain', async () => {
  const witness = newId();
  const counted = envelope(room, {
    money: cash(700n),
    counts: [{ side: 'paid', count: { '500': 1, '200': 1, '100': 0 } }],
    witnesses: [witness],
  });
  await now([counted]);
  const notes = await db.read
    .selectFrom('cash_count')
    .select(['side', 'denomination', 'pieces'])
    .where('handover_id', '=', counted.id)
    .orderBy('denomination')
    .execute();
  assert.deepEqual(notes, [
    { side: 'paid', denomination: 200, pieces: 1 },
    { side: 'paid', denomination: 500, pieces: 1 },
  ]);
  const who = await db.read
    .selectFrom('handover_witness')
    .select('staff_id')
    .where('handover_id', '=', counted.id)
    .execute();
  assert.deepEqual(who, [{ staff_id: witness }]);
});
