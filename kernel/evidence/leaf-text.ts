import { type RawBuilder, sql } from 'kysely';

/**
 * What a leaf says: one line of JSON in the canonical form of RFC 8785 (names in order, no spaces, amounts and other
 * int8 as strings of digits, instants in UTC with microseconds). PostgreSQL writes it from the rows, so that a batch is
 * hashed where it lies; `docs/evidence.md` gives the form field by field.
 */

/** A ref has 17 bytes: the kind and the id of what a leaf is about. Refs and transactions give the leaves their order. */
export const REF_BYTES = 17;

export const HANDOVER = 0;
export const LOOK = 1;
export const OPERATION = 2;

/** What a leaf is about. */
export interface Subject {
  readonly kind: 'handover' | 'look' | 'operation';
  /** The UUID of a handover or of a phone's operation; the number of a look in the log. */
  readonly id: string;
}

export function subjectOf(ref: Buffer): Subject {
  if (ref[0] === LOOK) return { kind: 'look', id: ref.readBigUInt64BE(9).toString() };
  const hex = ref.toString('hex', 1);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return { kind: ref[0] === OPERATION ? 'operation' : 'handover', id: parts.join('-') };
}

export function refOf(id: string, kind: typeof HANDOVER | typeof OPERATION = HANDOVER): Buffer {
  return Buffer.concat([Buffer.of(kind), Buffer.from(id.replaceAll('-', ''), 'hex')]);
}

type Text = RawBuilder<string>;

/** A text column as JSON. Most texts need no escape, and to_json, which looks its type up at every call, costs much. */
export const textOf = (column: string): Text => sql`case
  when ${sql.ref(column)} is null then 'null'
  when ${sql.ref(column)} ~ '[\\x01-\\x1f"\\\\]' then to_json(${sql.ref(column)})::text
  else '"' || ${sql.ref(column)} || '"' end`;
const id = (column: string): Text => sql`coalesce('"' || ${sql.ref(column)} || '"', 'null')`;
const instant = (column: string): Text => sql`concat('"', ${sql.ref(column)} at time zone 'UTC', 'Z"')`;

/**
 * A query of `xid, ref, leaf` for rows of handover. What belongs to them is looked up for all of them at once: one by one
 * it costs twice as much.
 */
function handoverLeaves(picked: RawBuilder<unknown>): RawBuilder<LeafRow> {
  const of = (table: string) =>
    sql`${sql.table(table)} m where m.handover_id = any ((select all_ids from ids)::uuid[])`;
  return sql`with picked as materialized (${picked}), ids as materialized (select array_agg(id) as all_ids from picked),
    money as (select m.handover_id, string_agg(concat('{"amountVnd":"', m.amount_vnd, '","day":"', m.business_day, '","from":"',
      m.from_hand, '","n":', m.n, ',"to":"', m.to_hand, '"}'), ',' order by m.n) as list from ${of('money_move')} group by 1),
    things as (select m.handover_id, string_agg(concat('{"from":"', m.from_hand, '","thing":"', m.thing_id, '","to":"', m.to_hand,
      '"}'), ',' order by m.thing_id) as list from ${of('thing_move')} group by 1),
    counts as (select m.handover_id, string_agg(concat('{"denomination":', m.denomination, ',"pieces":', m.pieces, ',"side":"',
      m.side, '"}'), ',' order by m.side collate "C", m.denomination) as list from ${of('cash_count')} group by 1),
    witnesses as (select m.handover_id, string_agg(concat('"', m.staff_id, '"'), ',' order by m.staff_id) as list
      from ${of('handover_witness')} group by 1)
  select h.xid, '\\x00'::bytea || uuid_send(h.id) as ref, concat(
    '{"actor":{"id":', ${id('h.actor_id')}, ',"kind":"', h.actor_kind, '","name":', ${textOf('h.actor_name')},
    '},"answers":', ${id('h.answers')},
    ',"businessDay":"', h.business_day,
    '","counts":[', counts.list,
    '],"device":', ${id('h.device_id')},
    ',"id":"', h.id,
    '","inputHash":"', encode(h.input_hash, 'hex'),
    '","kind":', ${textOf('h.kind')},
    ',"leaf":"handover/1","money":[', money.list,
    '],"occurredAt":', ${instant('h.occurred_at')},
    ',"office":"', h.office_id,
    '","proof":', coalesce(to_json(h.proof::text)::text, 'null'),
    ',"reason":', ${textOf('h.reason')},
    ',"recordedAt":', ${instant('h.recorded_at')},
    ',"reverses":', ${id('h.reverses')},
    ',"things":[', things.list,
    '],"toward":', ${id('h.toward_hand')},
    ',"witnesses":[', witnesses.list, ']}') as leaf
  from picked h left join money on money.handover_id = h.id left join things on things.handover_id = h.id
    left join counts on counts.handover_id = h.id left join witnesses on witnesses.handover_id = h.id`;
}

/** The leaf of a row of `access_log a`. */
const LOOK_LEAF: Text = sql`concat(
  '{"at":', ${instant('a.at')},
  ',"id":"', a.id,
  '","ip":', ${textOf('a.ip')},
  ',"leaf":"look/1","reason":', ${textOf('a.reason')},
  ',"reference":', ${textOf('a.reference')},
  ',"route":', ${textOf('a.route')},
  ',"session":', ${id('a.session_id')},
  ',"staff":"', a.staff_id,
  '","subject":{"id":', ${textOf('a.subject_id')}, ',"kind":', ${textOf('a.subject_kind')}, '}}')`;

const LOOK_REF: RawBuilder<Buffer> = sql`'\\x010000000000000000'::bytea || int8send(a.id)`;

/** The leaf of a row of `device_operation o`: that it is kept, and by its hash what it says. */
const OPERATION_LEAF: Text = sql`concat(
  '{"device":"', o.device_id,
  '","hash":"', encode(o.hash, 'hex'),
  '","id":"', o.id,
  '","leaf":"operation/1","receivedAt":', ${instant('o.received_at')},
  ',"seq":', o.seq, '}')`;

const OPERATION_REF: RawBuilder<Buffer> = sql`'\\x02'::bytea || uuid_send(o.id)`;

/** The leaf of one operation of a phone. */
export function leafOfOperation(operationId: string): RawBuilder<LeafRow> {
  return sql`select o.xid, ${OPERATION_REF} as ref, ${OPERATION_LEAF} as leaf from device_operation o where o.id = ${operationId}`;
}

/** The leaf of one handover as its rows are now. */
export function leafOfHandover(handoverId: string): RawBuilder<LeafRow> {
  return handoverLeaves(sql`select * from handover where id = ${handoverId}`);
}

/** A place in the order of leaves; what lies behind it has not been read. */
export interface Place {
  readonly xid: string;
  readonly ref: Buffer;
}

export const BEGINNING: Place = { xid: '0', ref: Buffer.alloc(REF_BYTES) };

/**
 * A query of leaves behind a place, in their order, as `xid, ref, leaf`: committed rows that no running transaction can
 * overtake any more (see kernel/feed), at most `limit`, and none behind `until` when that is given.
 */
export function leavesAfter(after: Place, limit: number, until?: Place): RawBuilder<LeafRow> {
  const { kind, id: last } = subjectOf(after.ref);
  const xid = sql`${after.xid}::text::xid8`;
  const handovers = kind === 'handover' ? sql`(h.xid, h.id) > (${xid}, ${last}::uuid)` : sql`h.xid > ${xid}`;
  const looks =
    kind === 'operation'
      ? sql`a.xid > ${xid}`
      : sql`(a.xid, a.id) > (${xid}, ${kind === 'look' ? last : '-1'}::bigint)`;
  const operations =
    kind === 'operation' ? sql`(o.xid, o.id) > (${xid}, ${last}::uuid)` : sql`o.xid >= ${xid}`;
  const settled = sql`xid < pg_snapshot_xmin(pg_current_snapshot())`;
  const bounded = until ? sql`where (xid, ref) <= (${until.xid}::text::xid8, ${until.ref}::bytea)` : sql``;
  const leaves = handoverLeaves(
    sql`select * from handover h where ${handovers} and h.${settled} order by h.xid, h.id limit ${limit}`,
  );
  return sql`select xid::text as xid, ref, leaf from (
    (${leaves})
    union all
    (select a.xid, ${LOOK_REF} as ref, ${LOOK_LEAF} as leaf from access_log a
      where ${looks} and a.${settled} order by a.xid, a.id limit ${limit})
    union all
    (select o.xid, ${OPERATION_REF} as ref, ${OPERATION_LEAF} as leaf from device_operation o
      where ${operations} and o.${settled} order by o.xid, o.id limit ${limit})
  ) all_kinds ${bounded} order by all_kinds.xid, ref limit ${limit}`;
}

export interface LeafRow {
  readonly xid: string;
  readonly ref: Buffer;
  readonly leaf: string;
}
