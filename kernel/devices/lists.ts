import { sql } from 'kysely';
import { heldOn, within } from '../access/office-tree.ts';
import type { Placed } from '../contract/pages.ts';
import type { ALARMS } from './exceptions-contract.ts';
import type { Read } from '../db/types.ts';
import type { Day } from '../words/day.ts';
import type { Id } from '../words/id.ts';

type State = 'active' | 'revoked' | 'replaced' | 'lost';

export interface DeviceLine {
  readonly id: Id;
  readonly enrolmentId: Id;
  readonly name: string;
  readonly model: string;
  readonly staffId: Id;
  readonly person: string;
  readonly officeId: Id;
  readonly office: string;
  readonly state: State;
  readonly enrolledAt: Date;
  readonly enrolledBy: string;
  readonly gone: {
    readonly how: State;
    readonly reason: string;
    readonly by: string;
    readonly at: Date;
  } | null;
  readonly lastHeardAt: Date | null;
  readonly operations: number;
  readonly lastSeq: number;
  readonly unsent: number;
  readonly openExceptions: number;
  readonly openAlarms: number;
  readonly bag: { readonly id: Id; readonly name: string; readonly frozen: boolean } | null;
}

interface DevicesWanted {
  readonly path: string;
  /** Only this phone. */
  readonly deviceId?: Id | undefined;
  /** Only the phone that came by this code. */
  readonly enrolmentId?: Id | undefined;
  /** Behind which row: whether it is gone (0 or 1), the path of its office, its person's name and its id. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Phones of an office and those below it, those at work first, then by office and person; one more than the limit. */
export async function listDevices(
  read: Read,
  { path, deviceId, enrolmentId, after, limit }: DevicesWanted,
): Promise<Placed<DeviceLine>[]> {
  const [gone = '0', officePath = '', person = '', id = null] = after ?? [];
  const { rows } = await sql<
    Omit<Placed<DeviceLine>, 'gone' | 'bag'> & {
      reason: string | null;
      ended_by: string;
      ended_at: Date;
      bag_id: Id | null;
      bag_name: string;
      bag_frozen: boolean;
    }
  >`
    with d as materialized (
      select d.*, (e.device_id is not null)::int as gone, o.path, o.name as office, s.name as person
      from device d join staff s on s.id = d.staff_id join office o on o.id = d.office_id left join device_end e on e.device_id = d.id
      where ${within('o.path', path)}
        and ${deviceId === undefined ? sql`true` : sql`d.id = ${deviceId}`}
        and ${enrolmentId === undefined ? sql`true` : sql`d.enrolment_id = ${enrolmentId}`}
        and ${after === null ? sql`true` : sql`((e.device_id is not null)::int, o.path, s.name, d.id) > (${gone}::int, ${officePath}, ${person}, ${id}::uuid)`}
      order by gone, o.path, s.name, d.id limit ${limit + 1})
    select d.id, d.enrolment_id as "enrolmentId", d.name, d.model, d.staff_id as "staffId", d.person, d.office_id as "officeId", d.office,
      array[d.gone::text, d.path, d.person, d.id::text] as place,
      coalesce(e.how, 'active') as state, d.enrolled_at as "enrolledAt", m.name as "enrolledBy", e.reason, eb.name as ended_by, e.ended_at,
      h.heard_at as "lastHeardAt", coalesce(h.last_seq, 0) as "lastSeq",
      (select count(*)::int from device_operation x where x.device_id = d.id) as operations,
      ${UNSENT} as unsent,
      (select count(*)::int from device_exception x join device_operation y on y.id = x.operation_id where y.device_id = d.id and ${IS_OPEN}) as "openExceptions",
      (select count(*)::int from device_alarm a where a.device_id = d.id and not exists (select from device_alarm_end z where z.alarm_id = a.id)) as "openAlarms",
      b.id as bag_id, b.name as bag_name,
      exists (select from hand_freeze f where f.hand_id = b.id and not exists (select from hand_thaw t where t.freeze_id = f.id)) as bag_frozen
    from d join device_enrolment n on n.id = d.enrolment_id join staff m on m.id = n.made_by
    left join device_end e on e.device_id = d.id left join staff eb on eb.id = e.ended_by
    left join device_heard h on h.device_id = d.id
    left join hand b on b.staff_id = d.staff_id and b.kind = 'bag' and b.closed_at is null
    order by d.gone, d.path, d.person, d.id`.execute(read);
  return rows.map(({ reason, ended_by, ended_at, bag_id, bag_name, bag_frozen, ...row }) => ({
    ...row,
    gone: reason === null ? null : { how: row.state, reason, by: ended_by, at: ended_at },
    bag: bag_id === null ? null : { id: bag_id, name: bag_name, frozen: bag_frozen },
  }));
}

export interface Holder {
  readonly staffId: Id;
  readonly person: string;
  readonly officeId: Id;
  readonly office: string;
  readonly roles: string[];
  readonly device: { readonly id: Id; readonly name: string } | null;
}

interface HoldersWanted {
  readonly path: string;
  readonly roles: readonly string[];
  readonly day: Day;
  /** Behind whom: the path of the office, the name and the id. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Who holds one of the roles at an office or below it today, each with the phone they have in use; one more than the limit. */
export async function listHolders(
  read: Read,
  { path, roles, day, after, limit }: HoldersWanted,
): Promise<Placed<Holder>[]> {
  const behind =
    after === null ? sql`true` : sql`(o.path, s.name, s.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)`;
  const { rows } = await sql<Placed<Holder>>`
    select s.id as "staffId", s.name as person, o.id as "officeId", o.name as office, array_agg(distinct g.role order by g.role) as roles,
      array[o.path, s.name, s.id::text] as place,
      (select jsonb_build_object('id', d.id, 'name', d.name) from device d
        where d.staff_id = s.id and not exists (select from device_end e where e.device_id = d.id) limit 1) as device
    from role_grant g join staff s on s.id = g.staff_id join office o on o.id = g.office_id
    where ${within('o.path', path)} and g.role = any (${roles}) and ${heldOn(day)} and ${behind}
    group by s.id, o.id order by o.path, s.name, s.id limit ${limit + 1}`.execute(read);
  return rows;
}

/** Of `device d` and its `device_heard h`: how many of the numbers that the phone has spoken of are not here. */
export const UNSENT = sql<number>`(coalesce(h.last_seq, 0) - (select count(distinct x.seq)::int from device_operation x
  where x.device_id = d.id and x.seq <= coalesce(h.last_seq, 0)))`;

/** Of `device_exception x`: not ruled on, here or where its money stands aside. */
export const IS_OPEN = sql`(case when x.case_id is null
  then not exists (select from device_exception_ruling r where r.exception_id = x.id)
  else not exists (select from custody_case_entry k where k.case_id = x.case_id and k.kind = 'ruled') end
  or exists (select from device_reopening n where n.exception_id = x.id
    and not exists (select from custody_case_entry k where k.case_id = n.case_id and k.kind = 'ruled')))`;

export interface OperationLine {
  readonly id: Id;
  readonly seq: number;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly happenedAt: Date;
  readonly receivedAt: Date;
  readonly skewMs: number;
  readonly outcome: 'posted' | 'refused' | 'quarantined' | null;
  readonly code: string | null;
  readonly exceptionId: Id | null;
  readonly hash: string;
}

/** A phone's operations, the newest number first, below `before`. */
export async function listOperations(
  read: Read,
  deviceId: Id,
  before: { readonly seq: number; readonly id: Id } | null,
  limit: number,
): Promise<OperationLine[]> {
  const behind = before ? sql`and (x.seq, x.id) < (${before.seq}::int, ${before.id}::uuid)` : sql``;
  const { rows } = await sql<OperationLine>`
    select x.id, x.seq, x.kind, x.occurred_at as "occurredAt", x.happened_at as "happenedAt", x.received_at as "receivedAt",
      x.skew_ms::float8 as "skewMs", a.outcome, a.code, e.id as "exceptionId", encode(x.hash, 'hex') as hash
    from device_operation x left join device_answer a on a.operation_id = x.id left join device_exception e on e.operation_id = x.id
    where x.device_id = ${deviceId} ${behind} order by x.seq desc, x.id desc limit ${limit}`.execute(read);
  return rows;
}

export interface AlarmLine {
  readonly id: Id;
  readonly kind: (typeof ALARMS)[number];
  readonly deviceId: Id;
  readonly device: string;
  readonly person: string;
  readonly officeId: Id;
  readonly office: string;
  readonly facts: Record<string, NonNullable<unknown>>;
  readonly at: Date;
}

interface AlarmsWanted {
  readonly path: string;
  /** Behind which row, by when it was raised and its id. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Whether an alarm of a phone of these offices still waits for an answer. */
export async function isAlarmOpen(read: Read, path: string, alarmId: Id): Promise<boolean> {
  const { rows } = await sql`
    select from device_alarm a join device d on d.id = a.device_id join office o on o.id = d.office_id
    where a.id = ${alarmId} and ${within('o.path', path)}
      and not exists (select from device_alarm_end z where z.alarm_id = a.id)`.execute(read);
  return rows.length > 0;
}

/** Alarms that nobody has answered, the newest first, one more than the limit. */
export async function listAlarms(
  read: Read,
  { path, after, limit }: AlarmsWanted,
): Promise<Placed<AlarmLine>[]> {
  const { rows } = await sql<Placed<AlarmLine>>`
    with page as (
      select a.raised_at, a.id from office o join device d on d.office_id = o.id join device_alarm a on a.device_id = d.id
      where ${within('o.path', path)} and not exists (select from device_alarm_end z where z.alarm_id = a.id)
        and ${after === null ? sql`true` : sql`(a.raised_at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
      order by a.raised_at desc, a.id desc limit ${limit + 1})
    select a.id, a.kind, d.id as "deviceId", d.name as device, s.name as person, o.id as "officeId", o.name as office, a.facts,
      a.raised_at as at, array[a.raised_at::text, a.id::text] as place
    from page join device_alarm a on a.id = page.id join device d on d.id = a.device_id join staff s on s.id = d.staff_id
    join office o on o.id = d.office_id
    order by a.raised_at desc, a.id desc`.execute(read);
  return rows;
}

/** Whether a device belongs to the office or to one below it; the routes that name an office ask it. */
export async function isDeviceWithin(read: Read, deviceId: Id, path: string): Promise<boolean> {
  const { rows } = await sql`select from device d join office o on o.id = d.office_id
    where d.id = ${deviceId} and ${within('o.path', path)}`.execute(read);
  return rows.length > 0;
}
