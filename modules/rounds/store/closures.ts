import { sql } from 'kysely';
import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';

export interface ClosureRow {
  readonly id: Id;
  readonly unitId: number;
  readonly commune: string;
  readonly hamlet: string | null;
  readonly towardUnitId: number | null;
  readonly toward: string | null;
  readonly fromDay: Day;
  readonly untilDay: Day | null;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

/** What is closed on a day, as this office or one above it wrote it down, and not open again. */
export async function listClosures(
  read: Read,
  { officeId, day }: { readonly officeId: Id; readonly day: Day },
): Promise<ClosureRow[]> {
  const { rows } = await sql<ClosureRow>`
    select c.id, c.unit_id as "unitId", u.name as commune, c.hamlet, c.toward_unit_id as "towardUnitId", t.name as toward,
      c.from_day as "fromDay", c.until_day as "untilDay", c.reason, c.written_by_name as by, c.written_at as at
    from office here join office o on here.path = o.path or here.path like o.path || '/%'
    join road_closure c on c.office_id = o.id join unit u on u.id = c.unit_id left join unit t on t.id = c.toward_unit_id
    where here.id = ${officeId} and c.from_day <= ${day} and (c.until_day is null or c.until_day >= ${day})
      and not exists (select from road_closure_lift l where l.closure_id = c.id)
    order by c.written_at, c.id`.execute(read);
  return rows;
}

export interface CloseCommand {
  readonly id: Id;
  readonly officeId: Id;
  readonly unitId: number;
  readonly hamlet: string | null;
  readonly towardUnitId: number | null;
  readonly fromDay: Day;
  readonly untilDay: Day | null;
  readonly reason: string;
  readonly by: { readonly id: Id; readonly name: string };
}

/** Writes down what is closed; the same id again changes nothing. Refuses `closure_unfit` for what is no place, no road or no time. */
export async function closeRoad(tx: Tx, now: Date, command: CloseCommand): Promise<void> {
  const { id, officeId, unitId, hamlet, towardUnitId, fromDay, untilDay, reason, by } = command;
  const known = await tx
    .selectFrom('unit')
    .select('id')
    .where('id', 'in', [unitId, ...(towardUnitId === null ? [] : [towardUnitId])])
    .where('level', '=', 'commune')
    .execute();
  const isRoad = towardUnitId !== null;
  if (
    known.length !== (isRoad ? 2 : 1) ||
    (isRoad && hamlet !== null) ||
    (untilDay !== null && untilDay < fromDay)
  )
    throw new Refusal('closure_unfit', { unitId });
  const content = {
    id,
    office_id: officeId,
    unit_id: unitId,
    hamlet,
    toward_unit_id: towardUnitId,
    from_day: fromDay,
    until_day: untilDay,
    reason,
  };
  await insertOnce(tx, 'road_closure', content, {
    written_by: by.id,
    written_by_name: by.name,
    written_at: now,
  });
}

/** Opens again what this office had closed. Refuses `not_found` for what another office wrote. */
export async function openRoad(
  tx: Tx,
  now: Date,
  command: { closureId: Id; officeId: Id; reason: string; by: { id: Id; name: string } },
): Promise<void> {
  const { closureId, officeId, reason, by } = command;
  const closure = await tx
    .selectFrom('road_closure')
    .select('office_id')
    .where('id', '=', closureId)
    .executeTakeFirst();
  if (closure?.office_id !== officeId) throw new Refusal('not_found', { closure: closureId });
  await tx
    .insertInto('road_closure_lift')
    .values({ closure_id: closureId, reason, lifted_by: by.id, lifted_by_name: by.name, lifted_at: now })
    .onConflict((conflict) => conflict.column('closure_id').doNothing())
    .execute();
}
