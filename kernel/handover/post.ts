import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { arrayLiteral, bytesLiteral } from '../db/array-literal.ts';
import type { Read, Tx } from '../db/types.ts';
import type { Day } from '../words/day.ts';
import type { Id } from '../words/id.ts';
import { type Envelope, inputHash } from './envelope.ts';

/** The ledger's own answers; a module turns them into its refusals. */
export type PostAnswer =
  | { readonly answer: 'posted'; readonly postedOn: Day }
  | { readonly answer: 'already' }
  | {
      readonly answer:
        | 'conflict'
        | 'answered'
        | 'reversed'
        | 'unknown_handover'
        | 'unknown_thing'
        | 'not_holder'
        | 'short'
        | 'over_limit'
        | 'held';
      readonly facts: Record<string, string>;
    };

/** What the posting function says of one envelope, by its 1-based place. */
export interface PostRow {
  envelope_at: number;
  answer: PostAnswer['answer'] | 'again';
  facts: Record<string, string> | null;
  posted_on: Day | null;
}

/**
 * Posts envelopes in one set-based call and answers each, in order; one that is refused never fails its neighbours.
 */
export function post(tx: Tx, now: Date, envelopes: readonly Envelope[]): Promise<PostAnswer[]> {
  return postInRounds(envelopes, (round) => callPost(tx, now, round));
}

/**
 * Hands envelopes, or whatever becomes envelopes in the database, to `call` until each is answered. What depends on a
 * neighbour (the same thing moved twice, the same id) goes into a following round.
 */
export async function postInRounds<E extends { readonly id: string }>(
  envelopes: readonly E[],
  call: (round: readonly E[]) => Promise<readonly PostRow[]>,
): Promise<PostAnswer[]> {
  const answers: PostAnswer[] = Array.from({ length: envelopes.length });
  let waiting = envelopes.map((envelope, at) => ({ envelope, at }));
  while (waiting.length > 0) {
    const round = firstOfEachId(waiting);
    const rows = await call(round.map(({ envelope }) => envelope));
    let answered = 0;
    for (const row of rows) {
      const place = round[row.envelope_at - 1];
      assert(place, 'an answer names an envelope of its batch');
      if (row.answer === 'again') continue;
      answers[place.at] = readAnswer(row);
      answered++;
    }
    assert(answered > 0, 'every round answers at least its first envelope');
    waiting = waiting.filter(({ at }) => !answers[at]);
  }
  return answers;
}

function firstOfEachId<W extends { readonly envelope: { readonly id: string } }>(waiting: readonly W[]): W[] {
  const seen = new Set<string>();
  return waiting.filter(({ envelope }) => !seen.has(envelope.id) && seen.add(envelope.id));
}

function readAnswer(row: PostRow): PostAnswer {
  if (row.answer === 'posted') {
    assert(row.posted_on, 'a posted handover has a business day');
    return { answer: 'posted', postedOn: row.posted_on };
  }
  if (row.answer === 'already') return { answer: 'already' };
  assert(row.answer !== 'again');
  return { answer: row.answer, facts: row.facts ?? {} };
}

async function callPost(tx: Tx, now: Date, envelopes: readonly Envelope[]): Promise<PostRow[]> {
  const money = envelopes.flatMap((e, i) => (e.money ?? []).map((move) => ({ at: i + 1, ...move })));
  const things = envelopes.flatMap((e, i) => (e.things ?? []).map((move) => ({ at: i + 1, ...move })));
  const counts = envelopes.flatMap((e, i) =>
    (e.counts ?? []).flatMap(({ side, count }) =>
      Object.entries(count).map(([note, pieces]) => ({ at: i + 1, side, note, pieces })),
    ),
  );
  const witnesses = envelopes.flatMap((e, i) => (e.witnesses ?? []).map((staff) => ({ at: i + 1, staff })));
  const column = (pick: (e: Envelope) => string | Date | null | undefined) =>
    arrayLiteral(envelopes.map(pick));
  const of = <T>(rows: readonly T[], pick: (row: T) => string | number | bigint) =>
    arrayLiteral(rows.map(pick));
  const { rows } = await sql<PostRow>`-- named: post handovers
    select envelope_at, answer, facts, posted_on from post_handovers(
    ${now}, ${column((e) => e.id)}::uuid[], ${column((e) => e.kind)}::text[], ${column((e) => e.doer.kind)}::text[],
    ${column((e) => (e.doer.kind === 'job' ? null : e.doer.id))}::uuid[], ${column((e) => e.doer.name)}::text[],
    ${column((e) => e.deviceId)}::uuid[], ${column((e) => e.officeId)}::uuid[], ${column((e) => e.occurredAt)}::timestamptz[],
    ${column((e) => e.reason)}::text[], ${column((e) => (e.proof === undefined ? null : JSON.stringify(e.proof)))}::jsonb[],
    ${bytesLiteral(envelopes.map((e) => inputHash(e)))}::bytea[], ${column((e) => e.answers)}::uuid[],
    ${column((e) => e.reverses)}::uuid[], ${column((e) => e.towardHand)}::uuid[],
    ${of(money, (m) => m.at)}::int[], ${of(money, (m) => m.from)}::uuid[], ${of(money, (m) => m.to)}::uuid[],
    ${of(money, (m) => m.amountVnd)}::bigint[],
    ${of(things, (m) => m.at)}::int[], ${of(things, (m) => m.thing)}::uuid[], ${of(things, (m) => m.from)}::uuid[],
    ${of(things, (m) => m.to)}::uuid[],
    ${of(counts, (c) => c.at)}::int[], ${of(counts, (c) => c.side)}::text[], ${of(counts, (c) => c.note)}::int[],
    ${of(counts, (c) => c.pieces)}::int[],
    ${of(witnesses, (w) => w.at)}::int[], ${of(witnesses, (w) => w.staff)}::uuid[])`.execute(tx);
  return rows;
}

/** Handovers that exist already among these ids, with the hash of their input. */
export async function findPosted(read: Read | Tx, ids: readonly Id[]): Promise<Map<Id, Buffer>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: Id; input_hash: Buffer }>`
    -- named: find posted
    select id, input_hash from handover where id = any (${arrayLiteral(ids)}::uuid[])`.execute(read);
  return new Map(rows.map((row) => [row.id, row.input_hash]));
}
