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

/** What a leaf is about. */
export interface Subject {
  readonly kind: 'handover' | 'look';
  /** A handover's UUID; the number of a look in the log. */
  readonly id: string;
}

export function subjectOf(ref: Buffer): Subject {
  if (ref[0] === LOOK) return { kind: 'look', id: ref.readBigUInt64BE(9).toString() };
  const hex = ref.toString('hex', 1);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return { kind: 'handover', id: parts.join('-') };
}

export function refOf(handoverId: string): Buffer {
  return Buffer.concat([Buffer.of(HANDOVER), Buffer.from(handoverId.replaceAll('-', ''), 'hex')]);
}

type Text = RawBuilder<string>;

/** A text column as JSON. Most texts need no escape, and to_json, which looks its type up at every call, costs much. */
export const textOf = (column: string): Text => sql`case
  when ${sql.ref(column)} is null then 'null'
  when ${sql.ref(column)} ~ '[\\x01-\\x1f"\\\\]' then to_json(${sql.ref(column)})::text
  else '"' || ${sql.ref(column)} || '"' end`;
const id = (column: string): Text => sql`coalesce('"' || ${sql.ref(column)} || '"', 'null')`;
const instant = (column: string): Text =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', '\\"YYYY-MM-DD"T"HH24:MI:SS.US"Z"\\"')`;

/** The leaf of a row of `handover h`. */
export const HANDOVER_LEAF: Text = sql`concat(
  '{"actor":{"id":', ${id('h.actor_id')}, ',"kind":"', h.actor_kind, '","name":', ${textOf('h.actor_name')},
  '},"answers":', ${id('h.answers')},
  ',"businessDay":"', h.business_day,
  '","counts":[', (select string_agg(concat('{"denomination":', c.denomination, ',"pieces":', c.pieces, ',"side":"', c.side, '"}'),
    ',' order by c.side collate "C", c.denomination) from cash_count c where c.handover_id = h.id),
  '],"device":', ${id('h.device_id')},
  ',"id":"', h.id,
  '","inputHash":"', encode(h.input_hash, 'hex'),
  '","kind":', ${textOf('h.kind')},
  ',"leaf":"handover/1","money":[', (select string_agg(concat('{"amountVnd":"', m.amount_vnd, '","day":"', m.business_day,
    '","from":"', m.from_hand, '","n":', m.n, ',"to":"', m.to_hand, '"}'), ',' order by m.n) from money_move m where m.handover_id = h.id),
  '],"occurredAt":', ${instant('h.occurred_at')},
  ',"office":"', h.office_id,
  '","proof":', coalesce(to_json(h.proof::text)::text, 'null'),
  ',"reason":', ${textOf('h.reason')},
  ',"recordedAt":', ${instant('h.recorded_at')},
  ',"reverses":', ${id('h.reverses')},
  ',"things":[', (select string_agg(concat('{"from":"', t.from_hand, '","thing":"', t.thing_id, '","to":"', t.to_hand, '"}'),
    ',' order by t.thing_id) from thing_move t where t.handover_id = h.id),
  '],"toward":', ${id('h.toward_hand')},
  ',"witnesses":[', (select string_agg(concat('"', w.staff_id, '"'), ',' order by w.staff_id) from handover_witness w where w.handover_id = h.id),
  ']}')`;

/** The leaf of a row of `access_log a`. */
export const LOOK_LEAF: Text = sql`concat(
  '{"at":', ${instant('a.at')},
  ',"id":"', a.id,
  '","ip":', ${textOf('a.ip')},
  ',"leaf":"look/1","reason":', ${textOf('a.reason')},
  ',"reference":', ${textOf('a.reference')},
  ',"route":', ${textOf('a.route')},
  ',"session":', ${id('a.session_id')},
  ',"staff":"', a.staff_id,
  '","subject":{"id":', ${textOf('a.subject_id')}, ',"kind":', ${textOf('a.subject_kind')}, '}}')`;

const HANDOVER_REF: RawBuilder<Buffer> = sql`'\\x00'::bytea || uuid_send(h.id)`;
const LOOK_REF: RawBuilder<Buffer> = sql`'\\x010000000000000000'::bytea || int8send(a.id)`;

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
  const isLook = after.ref[0] === LOOK;
  const { id: number } = subjectOf(after.ref);
  const handovers = isLook
    ? sql`h.xid > ${after.xid}::text::xid8`
    : sql`(h.xid, h.id) > (${after.xid}::text::xid8, ${number}::uuid)`;
  const looks = sql`(a.xid, a.id) > (${after.xid}::text::xid8, ${isLook ? number : '-1'}::bigint)`;
  const settled = sql`xid < pg_snapshot_xmin(pg_current_snapshot())`;
  const bounded = until ? sql`where (xid, ref) <= (${until.xid}::text::xid8, ${until.ref}::bytea)` : sql``;
  return sql`select xid::text as xid, ref, leaf from (
    (select h.xid, ${HANDOVER_REF} as ref, ${HANDOVER_LEAF} as leaf from handover h
      where ${handovers} and h.${settled} order by h.xid, h.id limit ${limit})
    union all
    (select a.xid, ${LOOK_REF} as ref, ${LOOK_LEAF} as leaf from access_log a
      where ${looks} and a.${settled} order by a.xid, a.id limit ${limit})
  ) both_kinds ${bounded} order by both_kinds.xid, ref limit ${limit}`;
}

export interface LeafRow {
  readonly xid: string;
  readonly ref: Buffer;
  readonly leaf: string;
}
