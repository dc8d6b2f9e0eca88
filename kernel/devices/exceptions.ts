import { sql } from 'kysely';
import { within } from '../access/office-tree.ts';
import type { Read, Tx } from '../db/types.ts';
import { publish } from '../feed/feed.ts';
import { type NamedHand, namedHand } from '../handover/hands.ts';
import type { Id } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import type { Acts, Effect } from './acts.ts';
import { fitsBody, jsonText, saidOf, takenOf } from './apply.ts';
import { IS_OPEN } from './lists.ts';
import { tellRuling } from './rulings.ts';
import { type Device, findDevice, holdDevice } from './store.ts';

export interface ExceptionRow {
  readonly id: Id;
  readonly officeId: Id;
  readonly office: string;
  readonly deviceId: Id;
  readonly device: string;
  readonly staffId: Id;
  readonly person: string;
  readonly operationId: Id;
  readonly seq: number;
  readonly kind: string;
  /** The sealed text of the operation. */
  readonly content: string;
  readonly state: 'quarantined' | 'conflict';
  readonly code: string;
  readonly facts: Record<string, NonNullable<unknown>>;
  readonly happenedAt: Date;
  readonly receivedAt: Date;
  readonly caseId: Id | null;
  readonly needs: number;
  readonly ruled: { readonly ruling: 'apply' | 'dismiss'; readonly at: Date } | null;
}

interface Wanted {
  readonly path?: string;
  readonly ruled?: boolean | undefined;
  readonly deviceId?: Id | undefined;
  readonly id?: Id;
  /** Behind which row, by when it was opened and its id. */
  readonly after?: readonly string[] | null;
  readonly limit?: number;
}

/**
 * Exceptions of an office and those below it, the newest first, one more than the limit; or one. `needs`: how many people have
 * still to say the same.
 */
export async function listExceptions(
  read: Read,
  { path, ruled, deviceId, id, after = null, limit = 0 }: Wanted,
) {
  const { rows } = await sql<
    Omit<ExceptionRow, 'ruled'> & {
      ruling: 'apply' | 'dismiss' | null;
      ruled_at: Date | null;
      said: number;
      place: string[];
    }
  >`
    select x.id, x.office_id as "officeId", o.name as office, d.id as "deviceId", d.name as device, d.staff_id as "staffId", s.name as person,
      array[x.opened_at::text, x.id::text] as place, y.id as "operationId", y.seq, y.kind, y.content, x.state, x.code, x.facts, y.happened_at as "happenedAt", y.received_at as "receivedAt",
      coalesce(n.case_id, r.case_id, x.case_id) as "caseId", x.needs, case when k.at is not null then 'apply' else r.ruling end as ruling,
      coalesce(k.at, case when coalesce(n.case_id, x.case_id) is null then r.ruled_at end) as ruled_at,
      coalesce((select max(n)::int from (select count(*) as n from device_exception_entry e
        where e.exception_id = x.id and e.kind <> 'explained' group by e.kind) counted), 0) as said
    from device_exception x join device_operation y on y.id = x.operation_id join device d on d.id = y.device_id
    join staff s on s.id = d.staff_id join office o on o.id = x.office_id
    left join device_exception_ruling r on r.exception_id = x.id
    left join lateral (select c.case_id from device_reopening c where c.exception_id = x.id order by c.opened_at desc limit 1) n on true
    left join lateral (select e.written_at as at from custody_case_entry e
      where e.case_id = coalesce(n.case_id, x.case_id) and e.kind = 'ruled') k on true
    where ${path === undefined ? sql`true` : within('o.path', path)}
      and ${id === undefined ? sql`true` : sql`x.id = ${id}`}
      and ${ruled === undefined ? sql`true` : ruled ? sql`not ${IS_OPEN}` : IS_OPEN}
      and ${deviceId === undefined ? sql`true` : sql`d.id = ${deviceId}`}
      and ${after === null ? sql`true` : sql`(x.opened_at, x.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by x.opened_at desc, x.id desc limit ${limit + 1}`.execute(read);
  return rows.map(({ ruling, ruled_at: at, said, ...row }) => ({
    ...row,
    needs: at ? 0 : Math.max(0, row.needs - said),
    ruled: at && { ruling: ruling ?? 'apply', at },
  }));
}

/** What the record holds about the things that an operation names, oldest first: the other side of a conflict. */
export async function listRecordOf(read: Read, operationId: Id) {
  const { rows } = await sql<{
    handoverId: Id;
    kind: string;
    by: string;
    office: string;
    at: Date;
    from: NamedHand;
    to: NamedHand;
  }>`
    with named as (
      select distinct unnest(named) as id from device_operation where id = ${operationId}
    )
    select distinct h.id as "handoverId", h.kind, h.actor_name as by, o.name as office, h.recorded_at as at, ${namedHand('f')} as "from", ${namedHand('t')} as "to"
    from named n join thing_move m on m.thing_id = n.id join handover h on h.id = m.handover_id join office o on o.id = h.office_id
    join hand f on f.id = m.from_hand join hand t on t.id = m.to_hand
    order by h.recorded_at, h.id limit 200`.execute(read);
  return rows;
}

export async function listExceptionEntries(read: Read, exceptionId: Id) {
  const { rows } = await sql<{
    id: Id;
    kind: 'explained' | 'apply' | 'dismiss';
    note: string;
    by: string;
    at: Date;
  }>`
    select e.id, e.kind, e.note, s.name as by, e.written_at as at from device_exception_entry e join staff s on s.id = e.written_by
    where e.exception_id = ${exceptionId} order by e.written_at, e.id`.execute(read);
  return rows;
}

export interface EntryCommand {
  readonly id: Id;
  readonly exceptionId: Id;
  readonly by: Id;
  readonly kind: 'explained' | 'apply' | 'dismiss';
  readonly note: string;
}

/**
 * Explains an exception, or says how it is to be ruled. Once as many people as it needs have said the same, it is done: an
 * operation that was kept aside is applied by its module, or stays aside for good. Where money stands in suspense, the
 * difference is ruled on there instead. Refuses `own_exception` for the phone's person, `already_said`, `exception_ruled`,
 * and what the module refuses, so that it stays open.
 */
export async function writeEntry(
  tx: Tx,
  now: Date,
  acts: Acts,
  { id, exceptionId, by, kind, note }: EntryCommand,
): Promise<{ ruled: boolean; needs: number; operationId: Id }> {
  const [found] = await listExceptions(tx, { id: exceptionId });
  if (!found) throw new Refusal('not_found', { exception: exceptionId });
  await holdDevice(tx, found.deviceId);
  const [exception] = await listExceptions(tx, { id: exceptionId });
  if (!exception) throw new Refusal('not_found', { exception: exceptionId });
  const { operationId } = exception;
  const before = await tx
    .selectFrom('device_exception_entry')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (before) {
    const same = before.exception_id === exceptionId && before.kind === kind && before.note === note;
    if (!same || before.written_by !== by) throw new Refusal('conflict', { id });
    return { ruled: exception.ruled !== null, needs: exception.needs, operationId };
  }
  if (exception.ruled) throw new Refusal('exception_ruled', { at: exception.ruled.at.toISOString() });
  if (kind !== 'explained') {
    if (exception.caseId) throw new Refusal('ruled_by_its_case', { case: exception.caseId });
    if (exception.staffId === by) throw new Refusal('own_exception', { person: exception.person });
    const said = await tx
      .selectFrom('device_exception_entry')
      .select('id')
      .where('exception_id', '=', exceptionId)
      .where('written_by', '=', by)
      .where('kind', '<>', 'explained')
      .executeTakeFirst();
    if (said) throw new Refusal('already_said', {});
  }
  await tx
    .insertInto('device_exception_entry')
    .values({ id, exception_id: exceptionId, kind, note, written_by: by, written_at: now })
    .execute();
  await publish(tx, 'devices', { offices: [exception.officeId] });
  if (kind === 'explained') return { ruled: false, needs: exception.needs, operationId };
  const { rows } = await sql<{ missing: number }>`
    select (x.needs - (select count(*) from device_exception_entry e where e.exception_id = x.id and e.kind = ${kind}))::int as missing
    from device_exception x where x.id = ${exceptionId}`.execute(tx);
  const missing = rows[0]?.missing ?? 0;
  if (missing > 0) return { ruled: false, needs: missing, operationId };
  const effect =
    kind === 'apply' && exception.state === 'quarantined' ? await applyRuled(tx, now, acts, exception) : null;
  const said = effect && saidOf(effect);
  await tx
    .insertInto('device_exception_ruling')
    .values({
      exception_id: exceptionId,
      ruling: kind,
      outcome: effect?.outcome ?? null,
      code: said?.code ?? null,
      facts: jsonText(said?.facts ?? {}),
      receipt: effect?.outcome === 'posted' && effect.receipt ? jsonText(effect.receipt) : null,
      case_id: effect?.outcome === 'posted' ? (effect.conflict?.caseId ?? null) : null,
      ruled_at: now,
    })
    .execute();
  const ruling = kind === 'apply' ? 'applied' : 'dismissed';
  await tellRuling(tx, now, { about: { exceptionId }, ruling, note, by });
  return { ruled: true, needs: 0, operationId };
}

/** A ruling was taken back, and what it settled stands aside again under a new difference: the exception is open by that one. */
export async function reopenException(
  tx: Tx,
  now: Date,
  {
    exceptionId,
    caseId,
    note,
    by,
  }: { readonly exceptionId: Id; readonly caseId: Id; readonly note: string; readonly by: Id },
): Promise<void> {
  await tx
    .insertInto('device_reopening')
    .values({ case_id: caseId, exception_id: exceptionId, opened_at: now })
    .execute();
  await tellRuling(tx, now, { about: { exceptionId }, ruling: 'taken_back', note, by });
}

/** Applies what was kept aside; what the module cannot record even now is refused, with everything its call has written. */
async function applyRuled(
  tx: Tx,
  now: Date,
  acts: Acts,
  { deviceId, operationId }: ExceptionRow,
): Promise<Effect> {
  const { rows } = await sql<{ id: Id; content: string; hash: string; happened_at: Date }>`
    select id, content, encode(hash, 'hex') as hash, happened_at from device_operation where id = ${operationId}`.execute(
    tx,
  );
  const device = (await findDevice(tx, deviceId)) as Device;
  const [row] = rows;
  const taken = row && takenOf(row, device, true);
  const act = taken && acts[taken.operation.kind];
  if (!taken || !act || !fitsBody(act, taken.operation)) throw new Refusal('cannot_be_applied', {});
  const [effect] = await act.apply(tx, now, [taken]);
  if (!effect || effect.outcome !== 'posted')
    throw new Refusal(effect?.code ?? 'cannot_be_applied', effect?.facts ?? {});
  return effect;
}
