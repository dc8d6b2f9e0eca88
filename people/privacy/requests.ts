import { sql } from 'kysely';
import { insertOnce } from '#kernel/db/insert-once.ts';
import { takeTurn } from '#kernel/db/turn.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import { dayAt } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { maskNumber } from '#kernel/words/text.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { findByNumber } from '../looks/numbers.ts';

export type RequestKind = 'see' | 'correct' | 'restrict' | 'erase' | 'object';
export type Act = 'none' | 'restrict' | 'lift' | 'erase';

const HOUR_MS = 3_600_000;

/** The hours that a limit of the law leaves on a day. */
export async function hoursOf(read: Read | Tx, name: 'answer' | 'breach-notice', now: Date): Promise<number> {
  const row = await read
    .selectFrom('privacy_limit')
    .select('hours')
    .where('name', '=', name)
    .where('valid_from', '<=', dayAt(now))
    .orderBy('valid_from', 'desc')
    .executeTakeFirstOrThrow();
  return row.hours;
}

export const after = (at: Date, hours: number): Date => new Date(at.valueOf() + hours * HOUR_MS);

/** What has happened is told once it has happened; a client's clock may be a little ahead. */
export function assertPast(at: Date, now: Date): void {
  if (at.valueOf() > now.valueOf() + HOUR_MS) throw new Refusal('received_ahead', { at: at.toISOString() });
}

export interface Asked {
  readonly id: Id;
  readonly citizenId: Id | null;
  readonly kind: RequestKind;
  readonly askedBy: string;
  readonly identifiedBy: string;
  readonly text: string;
  readonly receivedAt: Date;
}

/** Records a request; its time runs from when it was received. The same again is answered alike; another with its id is a `conflict`. */
export async function recordRequest(tx: Tx, now: Date, asked: Asked, by: Id): Promise<Date> {
  assertPast(asked.receivedAt, now);
  const { id, citizenId, kind, askedBy, identifiedBy, text, receivedAt } = asked;
  const dueAt = after(receivedAt, await hoursOf(tx, 'answer', receivedAt));
  const content = {
    id,
    citizen_id: citizenId,
    kind,
    asked_by: askedBy,
    identified_by: identifiedBy,
    text,
    received_at: receivedAt,
    due_at: dueAt,
    recorded_by: by,
  };
  await insertOnce(tx, 'subject_request', content, { recorded_at: now });
  return dueAt;
}

/** Whose number it is; the record they were merged into, where they were. Refuses `person_unknown`. */
export async function showCitizen(read: Read | Tx, number: string): Promise<Id> {
  const kind = { 12: 'cccd', 10: 'insurance_no', 9: 'cmnd' } as const;
  const [found] = await findByNumber(read, kind[number.length as keyof typeof kind], number);
  const row =
    found &&
    (await read
      .selectFrom('citizen')
      .select(['id', 'merged_into'])
      .where('id', '=', found)
      .executeTakeFirst());
  if (!row) throw new Refusal('person_unknown', { number: maskNumber(number) });
  return row.merged_into ?? row.id;
}

export async function showRequest(read: Read | Tx, id: Id) {
  const row = await read.selectFrom('subject_request').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not_found', { request: id });
  return row;
}

/**
 * Answers a request, once, and does what was granted. Refuses `request_answered`; `act_unfit` for an act that was not
 * asked for; `still_due` while the person has something to be paid, for which their data is needed.
 */
export async function answerRequest(
  tx: Tx,
  now: Date,
  answer: { requestId: Id; outcome: string; text: string; act: Act },
  by: Id,
): Promise<Record<string, number>> {
  const { requestId, outcome, text, act } = answer;
  await takeTurn(tx, requestId);
  const request = await showRequest(tx, requestId);
  const before = await tx
    .selectFrom('subject_request_answer')
    .selectAll()
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  if (before) {
    const same = before.outcome === outcome && before.act === act && before.text === text;
    if (same && before.answered_by === by) return before.removed as Record<string, number>;
    throw new Refusal('request_answered', { at: before.answered_at.toISOString() });
  }
  if (act !== 'none' && (outcome === 'refused' || !isFit(act, request.kind) || !request.citizen_id))
    throw new Refusal('act_unfit', { act, kind: request.kind });
  if (act === 'erase') return erase(tx, requestId, by, text, outcome, now);
  if (act === 'restrict')
    await tx
      .insertInto('citizen_restriction')
      .values({ id: requestId, citizen_id: request.citizen_id as Id, restricted_at: now })
      .execute();
  if (act === 'lift') await lift(tx, request.citizen_id as Id, requestId, now);
  await tx
    .insertInto('subject_request_answer')
    .values({ request_id: requestId, outcome, text, act, answered_by: by, answered_at: now })
    .execute();
  return {};
}

function isFit(act: Act, kind: string): boolean {
  return act === 'erase'
    ? kind === 'erase'
    : act === 'lift'
      ? kind !== 'erase'
      : ['restrict', 'object'].includes(kind);
}

async function erase(
  tx: Tx,
  requestId: Id,
  by: Id,
  text: string,
  outcome: string,
  now: Date,
): Promise<Record<string, number>> {
  const { rows } = await sql<{
    removed: Record<string, number> | null;
  }>`select erase_person(${requestId}, ${by}, ${text}, ${outcome}, ${now}) as removed`.execute(tx);
  const removed = rows[0]?.removed;
  if (!removed) throw new Refusal('still_due', { request: requestId });
  return removed;
}

async function lift(tx: Tx, citizenId: Id, requestId: Id, now: Date): Promise<void> {
  await sql`insert into citizen_restriction_lift (restriction_id, request_id, lifted_at)
    select r.id, ${requestId}, ${now} from citizen_restriction r where r.citizen_id = ${citizenId}
      and not exists (select 1 from citizen_restriction_lift l where l.restriction_id = r.id)`.execute(tx);
}

/** Whether a person asked that their data be used no further than paying them needs, and was granted it. */
export async function isRestricted(read: Read, citizenId: Id): Promise<boolean> {
  const { rows } = await sql`select from citizen_restriction r where r.citizen_id = ${citizenId}
    and not exists (select 1 from citizen_restriction_lift l where l.restriction_id = r.id) limit 1`.execute(
    read,
  );
  return rows.length > 0;
}

interface RequestsWanted {
  /** Those that wait alone. */
  readonly open: boolean;
  /** Behind which row, by whether it waits, when it is due, and its id. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Requests that wait, the soonest due first, before those that are answered, the newest first; one more than the limit. */
export async function listRequests(read: Read, now: Date, { open, after, limit }: RequestsWanted) {
  const waits = sql<boolean>`a.request_id is null`;
  const behind = ([waited, due, id]: readonly string[]) => sql<boolean>`case when ${waits}
    then ${waited === '1'} and (r.due_at, r.id) > (${due}::timestamptz, ${id}::uuid)
    else ${waited === '1'} or (r.due_at, r.id) < (${due}::timestamptz, ${id}::uuid) end`;
  const rows = await read
    .selectFrom('subject_request as r')
    .innerJoin('staff as s', 's.id', 'r.recorded_by')
    .leftJoin('subject_request_answer as a', 'a.request_id', 'r.id')
    .leftJoin('staff as d', 'd.id', 'a.answered_by')
    .selectAll('r')
    .select([
      's.name as recorder',
      'a.outcome',
      'a.text as told',
      'a.act',
      'a.answered_at',
      'd.name as answerer',
    ])
    .$if(open, (query) => query.where('a.request_id', 'is', null))
    .select(sql<string[]>`array[(${waits})::int::text, r.due_at::text, r.id::text]`.as('place'))
    .$if(after !== null, (query) => query.where(behind(after ?? [])))
    .orderBy(waits, 'desc')
    .orderBy(sql`case when ${waits} then r.due_at end`)
    .orderBy(sql`case when ${waits} then r.id end`)
    .orderBy('r.due_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit + 1)
    .execute();
  return rows.map((row) => ({
    place: row.place,
    id: row.id,
    citizenId: row.citizen_id,
    kind: row.kind as RequestKind,
    askedBy: row.asked_by,
    identifiedBy: row.identified_by,
    text: row.text,
    receivedAt: row.received_at,
    dueAt: row.due_at,
    recordedBy: row.recorder,
    late: row.due_at < (row.answered_at ?? now),
    answer:
      row.answered_at === null
        ? null
        : {
            outcome: row.outcome ?? '',
            text: row.told ?? '',
            act: row.act ?? 'none',
            answeredBy: row.answerer ?? '',
            answeredAt: row.answered_at,
          },
  }));
}
