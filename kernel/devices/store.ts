import { sql } from 'kysely';
import type { Read, Tx } from '../db/types.ts';
import { type Id, newId } from '../words/id.ts';
import type { SealedColumn } from '../keys/reseal.ts';
import { seal, unseal } from '../keys/seal.ts';
import type { Attachment, Operation } from './operation.ts';
import type { Happened } from './happened.ts';

export interface Device {
  readonly id: Id;
  readonly staffId: Id;
  readonly person: string;
  readonly officeId: Id;
  readonly office: string;
  readonly officePath: string;
  readonly name: string;
  readonly publicKey: string;
  readonly ended: { readonly how: 'revoked' | 'replaced' | 'lost'; readonly at: Date } | null;
}

export async function findDevice(read: Read, id: Id): Promise<Device | null> {
  const { rows } = await sql<
    Omit<Device, 'ended'> & { how: 'revoked' | 'replaced' | 'lost' | null; at: Date }
  >`
    -- named: find device
    select d.id, d.staff_id as "staffId", s.name as person, d.office_id as "officeId", o.name as office, o.path as "officePath", d.name,
      d.public_key as "publicKey", e.how, e.ended_at as at
    from device d join staff s on s.id = d.staff_id join office o on o.id = d.office_id
    left join device_end e on e.device_id = d.id where d.id = ${id}`.execute(read);
  const [row] = rows;
  if (!row) return null;
  const { how, at, ...device } = row;
  return { ...device, ended: how && { how, at } };
}

/** An operation ready to be kept. */
export interface Kept {
  readonly operation: Operation;
  readonly hash: string;
  readonly text: string;
  readonly signature: string;
  readonly happened: Happened;
  readonly marks: readonly string[];
}

const textPlace = (operationId: string) => `device_operation.content/${operationId}`;

/** What was signed tells where a phone stood and what people said at a door: it is kept sealed, its hash and signature open. */
export const SIGNED_TEXTS: SealedColumn = {
  table: 'device_operation',
  key: 'id',
  owner: 'id',
  kind: 'text',
  read: 'content',
  set: 'content = v.sealed',
  place: textPlace,
};

/** The signed text of an operation, as its device wrote it. */
export function openText(operationId: Id, content: string): string {
  return unseal(content, textPlace(operationId));
}

const IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Keeps operations as they came, sealed, with the ids that they name; those whose id is here already change nothing. */
export async function keepOperations(
  tx: Tx,
  { deviceId, receivedAt, carriedBy }: { deviceId: Id; receivedAt: Date; carriedBy: Id | null },
  kept: readonly Kept[],
): Promise<void> {
  if (kept.length === 0) return;
  const column = <T>(pick: (each: Kept) => T): T[] => kept.map(pick);
  await sql`-- named: keep operations
    insert into device_operation (id, device_id, seq, hash, prev, content, signature, kind, occurred_at, happened_at, timed_by, skew_ms,
      received_at, carried_by, marks, named)
    select o.id, ${deviceId}, o.seq, decode(o.hash, 'hex'), decode(o.prev, 'hex'), o.content, o.signature, o.kind, o.occurred_at,
      o.happened_at, o.timed_by, o.skew_ms, ${receivedAt}, ${carriedBy}::uuid, string_to_array(o.marks, ' '),
      string_to_array(o.named, ' ')::uuid[]
    from unnest(${column((k) => k.operation.id)}::uuid[], ${column((k) => k.operation.seq)}::int[], ${column((k) => k.hash)}::text[],
      ${column((k) => k.operation.prev)}::text[], ${column((k) => seal(k.text, textPlace(k.operation.id)))}::text[], ${column((k) => k.signature)}::text[],
      ${column((k) => k.operation.kind)}::text[], ${column((k) => k.operation.occurredAt)}::timestamptz[],
      ${column((k) => k.happened.at)}::timestamptz[], ${column((k) => k.happened.by)}::text[], ${column((k) => k.happened.skewMs)}::bigint[],
      ${column((k) => k.marks.join(' '))}::text[], ${column((k) => (k.text.match(IDS) ?? []).join(' '))}::text[])
      as o(id, seq, hash, prev, content, signature, kind, occurred_at, happened_at, timed_by, skew_ms, marks, named)
    on conflict (id) do nothing`.execute(tx);
  const files = kept.flatMap(({ operation }) =>
    operation.attachments.map((file): Attachment & { of: Id } => ({ ...file, of: operation.id })),
  );
  if (files.length > 0)
    await sql`insert into device_attachment (device_id, sha256, bytes, media_type, operation_id)
      select ${deviceId}, decode(f.sha256, 'hex'), f.bytes, f.media_type, f.operation_id
      from unnest(${files.map((f) => f.sha256)}::text[], ${files.map((f) => f.bytes)}::int[], ${files.map((f) => f.mediaType)}::text[],
        ${files.map((f) => f.of)}::uuid[]) as f(sha256, bytes, media_type, operation_id)
      on conflict do nothing`.execute(tx);
}

/** What is here already of these ids, and of the numbers before them. */
export async function findKept(
  read: Read,
  deviceId: Id,
  ids: readonly Id[],
  seqs: readonly number[],
): Promise<{ id: Id; device: Id; seq: number; hash: string }[]> {
  const { rows } = await sql<{ id: Id; device: Id; seq: number; hash: string }>`
    -- named: find kept operations
    select id, device_id as device, seq, encode(hash, 'hex') as hash from device_operation where id = any (${[...ids]}::uuid[])
    union
    select id, device_id, seq, encode(hash, 'hex') from device_operation
    where device_id = ${deviceId} and seq = any (${[...seqs]}::int[])`.execute(read);
  return rows;
}

/**
 * Writes down that a device was heard, and answers up to which number its chain is whole. Every number up to the answer is
 * here.
 */
export async function hearDevice(tx: Tx, now: Date, deviceId: Id, lastSeq: number): Promise<number> {
  const { rows } = await sql<{ whole: number }>`
    -- named: hear device
    with recursive heard as (select coalesce((select whole_seq from device_heard where device_id = ${deviceId}), 0) as whole),
    chain as (
      select whole as seq from heard
      union all
      select c.seq + 1 from chain c where exists (select from device_operation o where o.device_id = ${deviceId} and o.seq = c.seq + 1)
    )
    insert into device_heard as h (device_id, heard_at, last_seq, whole_seq)
    select ${deviceId}, ${now}, greatest(${lastSeq}::int, max(seq)), max(seq) from chain
    on conflict (device_id) do update set heard_at = excluded.heard_at, last_seq = greatest(h.last_seq, excluded.last_seq),
      whole_seq = excluded.whole_seq
    returning whole_seq as whole`.execute(tx);
  return rows[0]?.whole ?? 0;
}

/** Of one device's work a moment has one: a batch that is sent twice at once waits for itself. */
export async function holdDevice(tx: Tx, deviceId: Id): Promise<void> {
  await sql`-- named: hold device
    select pg_advisory_xact_lock(hashtextextended(${deviceId}, 1))`.execute(tx);
}

export interface StoredAnswer {
  readonly id: Id;
  readonly seq: number;
  readonly hash: string;
  readonly outcome: 'posted' | 'refused' | 'quarantined';
  readonly code: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly receipt: Readonly<Record<string, unknown>> | null;
  readonly exceptionId: Id | null;
}

/** The answers of operations, as rulings have changed them since. */
export async function findAnswers(read: Read, ids: readonly Id[]): Promise<Map<Id, StoredAnswer>> {
  const { rows } = await sql<StoredAnswer>`
    -- named: find answers of operations
    select o.id, o.seq, encode(o.hash, 'hex') as hash, coalesce(r.outcome, a.outcome) as outcome,
      case when r.outcome is null then a.code else r.code end as code, case when r.outcome is null then a.facts else r.facts end as facts,
      coalesce(r.receipt, a.receipt) as receipt, e.id as "exceptionId"
    from device_operation o join device_answer a on a.operation_id = o.id left join device_exception e on e.operation_id = o.id
    left join device_exception_ruling r on r.exception_id = e.id
    where o.id = any (${[...ids]}::uuid[])`.execute(read);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface NewAlarm {
  readonly kind: string;
  /** What it is about: the same alarm about the same thing is raised once. */
  readonly about: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export async function raiseAlarms(
  tx: Tx,
  now: Date,
  deviceId: Id,
  alarms: readonly NewAlarm[],
): Promise<void> {
  if (alarms.length === 0) return;
  await tx
    .insertInto('device_alarm')
    .values(
      alarms.map(({ kind, about, facts }) => ({
        id: newId(),
        device_id: deviceId,
        kind,
        about: about.slice(0, 200),
        facts: JSON.stringify(facts),
        raised_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['device_id', 'kind', 'about']).doNothing())
    .execute();
}
