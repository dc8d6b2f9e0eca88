import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Tx } from '../db/types.ts';
import type { Day } from '../words/day.ts';
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
        | 'over_limit';
      readonly facts: Record<string, string>;
    };

interface Row {
  envelope_at: number;
  answer: PostAnswer['answer'] | 'again';
  facts: Record<string, string> | null;
  posted_on: Day | null;
}

/**
 * Posts envelopes in one set-based call and answers each, in order; one that is refused never fails its neighbours.
 * Envelopes that depend on a neighbour (the same thing moved twice) are posted in a following round.
 */
export async function post(tx: Tx, now: Date, envelopes: readonly Envelope[]): Promise<PostAnswer[]> {
  const answers = new Map<number, PostAnswer>();
  let waiting = envelopes.map((envelope, at) => ({ envelope, at }));
  while (waiting.length > 0) {
    const round = firstOfEachId(waiting);
    const rows = await callPost(
      tx,
      now,
      round.map(({ envelope }) => envelope),
    );
    const before = answers.size;
    for (const row of rows) {
      const place = round[row.envelope_at - 1];
      assert(place, 'an answer names an envelope of its batch');
      if (row.answer !== 'again') answers.set(place.at, readAnswer(row));
    }
    assert(answers.size > before, 'every round answers at least its first envelope');
    waiting = waiting.filter(({ at }) => !answers.has(at));
  }
  return envelopes.map((_, at) => answers.get(at) as PostAnswer);
}

interface Waiting {
  readonly envelope: Envelope;
  readonly at: number;
}

function firstOfEachId(waiting: readonly Waiting[]): Waiting[] {
  const seen = new Set<string>();
  return waiting.filter(({ envelope }) => !seen.has(envelope.id) && seen.add(envelope.id));
}

function readAnswer(row: Row): PostAnswer {
  if (row.answer === 'posted') {
    assert(row.posted_on, 'a posted handover has a business day');
    return { answer: 'posted', postedOn: row.posted_on };
  }
  if (row.answer === 'already') return { answer: 'already' };
  assert(row.answer !== 'again');
  return { answer: row.answer, facts: row.facts ?? {} };
}

async function callPost(tx: Tx, now: Date, envelopes: readonly Envelope[]): Promise<Row[]> {
  const heads = envelopes.map((e) => ({
    id: e.id,
    kind: e.kind,
    actor_kind: e.doer.kind,
    actor_id: e.doer.kind === 'job' ? null : e.doer.id,
    actor_name: e.doer.name,
    device_id: e.deviceId,
    office_id: e.officeId,
    occurred_at: e.occurredAt,
    reason: e.reason,
    proof: e.proof,
    input_hash: inputHash(e).toString('hex'),
    answers: e.answers,
    reverses: e.reverses,
    toward_hand: e.towardHand,
  }));
  const money = envelopes.flatMap((e, i) => (e.money ?? []).map((move) => ({ at: i + 1, ...move })));
  const things = envelopes.flatMap((e, i) => (e.things ?? []).map((move) => ({ at: i + 1, ...move })));
  const counts = envelopes.flatMap((e, i) =>
    (e.counts ?? []).flatMap(({ side, count }) =>
      Object.entries(count).map(([note, pieces]) => ({ at: i + 1, side, note: Number(note), pieces })),
    ),
  );
  const witnesses = envelopes.flatMap((e, i) => (e.witnesses ?? []).map((staff) => ({ at: i + 1, staff })));
  const { rows } = await sql<Row>`-- named: post handovers
    select envelope_at, answer, facts, posted_on from post_handovers(
    ${now}, ${JSON.stringify(heads)}::jsonb,
    ${money.map((m) => m.at)}::int[], ${money.map((m) => m.from)}::uuid[], ${money.map((m) => m.to)}::uuid[],
    ${money.map((m) => m.amountVnd.toString())}::bigint[],
    ${things.map((m) => m.at)}::int[], ${things.map((m) => m.thing)}::uuid[], ${things.map((m) => m.from)}::uuid[],
    ${things.map((m) => m.to)}::uuid[],
    ${counts.map((c) => c.at)}::int[], ${counts.map((c) => c.side)}::text[], ${counts.map((c) => c.note)}::int[],
    ${counts.map((c) => c.pieces)}::int[],
    ${witnesses.map((w) => w.at)}::int[], ${witnesses.map((w) => w.staff)}::uuid[])`.execute(tx);
  return rows;
}
