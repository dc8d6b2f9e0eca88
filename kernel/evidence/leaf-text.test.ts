import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { recordLooks } from '../access/reveals.ts';
import { makeTestPerson } from '../access/testing/signed-in.ts';
import { type Envelope, inputHash } from '../handover/envelope.ts';
import { envelope, fill, issue, MORNING, openRoom, postAt, type Room } from '../handover/testing/room.ts';
import { cloneDatabase } from '../testing/database.ts';
import { untilSettled } from '../testing/settled.ts';
import { newId } from '../words/id.ts';
import { BEGINNING, type LeafRow, leavesAfter, refOf, subjectOf, textOf } from './leaf-text.ts';

/** The form of docs/evidence.md written a second time, in TypeScript: what PostgreSQL writes must be the same to the byte. */
const db = await cloneDatabase();
let room: Room;

before(async () => {
  room = await openRoom(db, 'O');
  await fill(db, room, room.vault, 900_000_000n);
});

/** RFC 8785 for what leaves are made of: texts, whole numbers, null, lists and objects. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical((value as Record<string, unknown>)[name])}`).join(',')}}`;
}

/** As many digits of a second as there are. */
const micros = (at: Date) =>
  at
    .toISOString()
    .replace('T', ' ')
    .replace(/\.?0*Z$/, 'Z');

/** What stands in the ledger by now; a transaction of another database of the server holds it back for a while. */
async function readLeaves(): Promise<readonly LeafRow[]> {
  await untilSettled(db);
  return (await leavesAfter(BEGINNING, 100_000).execute(db.read)).rows;
}

async function leafOf(id: string): Promise<string> {
  const rows = await readLeaves();
  const ref = refOf(id);
  return rows.find((row) => row.ref.equals(ref))?.leaf as string;
}

function expected(e: Envelope, proof: string | null): string {
  return canonical({
    leaf: 'handover/1',
    id: e.id,
    kind: e.kind,
    actor: { kind: e.doer.kind, id: e.doer.kind === 'job' ? null : e.doer.id, name: e.doer.name },
    device: e.deviceId ?? null,
    office: e.officeId,
    occurredAt: micros(e.occurredAt),
    recordedAt: micros(MORNING),
    businessDay: '2020-12-07',
    reason: e.reason ?? null,
    proof,
    inputHash: inputHash(e).toString('hex'),
    answers: e.answers ?? null,
    reverses: e.reverses ?? null,
    toward: e.towardHand ?? null,
    money: (e.money ?? []).map((move, i) => ({
      n: i + 1,
      from: move.from,
      to: move.to,
      amountVnd: move.amountVnd.toString(),
      day: '2020-12-07',
    })),
    things: [...(e.things ?? [])].sort((a, b) => (a.thing < b.thing ? -1 : 1)),
    counts: (e.counts ?? [])
      .flatMap(({ side, count }) =>
        Object.entries(count).map(([note, pieces]) => ({ side, denomination: Number(note), pieces })),
      )
      .sort((a, b) => (a.side === b.side ? a.denomination - b.denomination : a.side < b.side ? -1 : 1)),
    witnesses: [...(e.witnesses ?? [])].sort(),
  });
}

test('a handover with everything in it is written as the form says', async () => {
  const things = await issue(db, room, room.desk, 3);
  const first = envelope(room, { doer: { kind: 'job', name: 'việc đêm' } });
  const full = envelope(room, {
    kind: 'pay',
    doer: { kind: 'support', id: newId(), name: 'Hỗ trợ "1"' },
    deviceId: newId(),
    occurredAt: new Date('2019-02-03T04:05:06.789Z'),
    reason: 'dòng 1\ndòng 2\t\\ "ngoặc" \u0001\u007f\u2028 🙂',
    proof: { b: [1.5, 'é'], aa: null, signature: '€' },
    reverses: first.id,
    money: [
      { from: room.vault, to: room.desk, amountVnd: 12_345n },
      { from: room.vault, to: room.party, amountVnd: 1n },
    ],
    things: things.map((thing) => ({ thing, from: room.desk, to: room.party })),
    counts: [
      { side: 'paid', count: { '5000': 2, '2000': 1 } },
      { side: 'counted', count: { '100000': 7 } },
    ],
    witnesses: [newId(), newId()],
  });
  const offer = envelope(room, {
    towardHand: room.vault,
    money: [{ from: room.vault, to: room.transit, amountVnd: 9n }],
  });
  const answer = envelope(room, {
    answers: offer.id,
    money: [{ from: room.transit, to: room.vault, amountVnd: 9n }],
  });
  const answers = await postAt(db, MORNING, [first, full, offer, answer]);
  assert.deepEqual(
    answers.map((each) => each.answer),
    ['posted', 'posted', 'posted', 'posted'],
  );
  for (const each of [first, offer, answer]) assert.equal(await leafOf(each.id), expected(each, null));
  // The proof is told as PostgreSQL keeps it: shorter names first, spaces after colons and commas.
  const proof = '{"b": [1.5, "é"], "aa": null, "signature": "€"}';
  assert.equal(await leafOf(full.id), expected(full, proof));
});

test('any text is written as JSON of RFC 8785 writes it', async () => {
  const arbitrary = fc.string({ unit: 'binary', maxLength: 40 }).map((word) => word.replaceAll('\0', ''));
  const words = [...fc.sample(arbitrary, 2_000), 'a"b', 'a\\b', 'a\nb', '\u007f\u2028', ''];
  const { rows } = await sql<{ json: string }>`select ${textOf('t.word')} as json
    from unnest(${words}::text[]) with ordinality t(word, n) order by n`.execute(db.read);
  assert.deepEqual(
    rows.map(({ json }) => json),
    words.map((word) => JSON.stringify(word)),
  );
});

test('a look at personal data is written as the form says', async () => {
  const { staffId } = await makeTestPerson(db.owner, []);
  const sessionId = newId();
  const actor = { staffId, sessionId } as Parameters<typeof recordLooks>[1];
  const request = { route: 'GET /people/:id', reference: 'ABCDEFGHJK', ip: '127.0.0.1' };
  await recordLooks(db, actor, [{ subjectKind: 'person', subjectId: 'x-1', reason: 'tra "sổ"' }], request);
  const rows = await readLeaves();
  const look = rows.find((row) => subjectOf(row.ref).kind === 'look') as LeafRow;
  const { rows: kept } = await db.pool.query<{ id: bigint; at: string }>(
    `select id, (at at time zone 'UTC')::text || 'Z' as at from access_log`,
  );
  const [row] = kept;
  assert.ok(row);
  assert.deepEqual(subjectOf(look.ref), { kind: 'look', id: row.id.toString() });
  assert.equal(
    look.leaf,
    canonical({
      leaf: 'look/1',
      id: row.id.toString(),
      at: row.at,
      staff: staffId,
      session: sessionId,
      subject: { kind: 'person', id: 'x-1' },
      reason: 'tra "sổ"',
      route: request.route,
      reference: request.reference,
      ip: request.ip,
    }),
  );
});

test('leaves come in the order of transactions, handovers before looks, and from any place on', async () => {
  const { rows: all } = await leavesAfter(BEGINNING, 100_000).execute(db.read);
  const ordered = [...all].sort((a, b) =>
    a.xid === b.xid ? Buffer.compare(a.ref, b.ref) : BigInt(a.xid) < BigInt(b.xid) ? -1 : 1,
  );
  assert.deepEqual(all, ordered);
  for (const [i, row] of all.entries()) {
    const { rows } = await leavesAfter({ xid: row.xid, ref: row.ref }, 2).execute(db.read);
    assert.deepEqual(rows, all.slice(i + 1, i + 3));
  }
});
