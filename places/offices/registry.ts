import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { type NewOffice, openOffices } from './offices.ts';

export interface OfficeEntry {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly path: string;
  readonly openedOn: Day;
  readonly closedOn: Day | null;
  readonly communes: string[];
}

/** Every office at and below the paths, closed ones too, in the order of the tree. */
export async function listAllOffices(read: Read, tops: readonly string[], on: Day): Promise<OfficeEntry[]> {
  const { rows } = await sql<OfficeEntry>`
    select o.id, o.code, o.name, o.kind, o.path, o.opened_on as "openedOn", o.closed_on as "closedOn",
      coalesce((select array_agg(u.name order by u.name) from office_unit s join unit u on u.id = s.unit_id
        where s.office_id = o.id and s.valid_from <= ${on}::date and (s.valid_to is null or s.valid_to >= ${on}::date)), '{}') as communes
    from office o
    where exists (select from unnest(${[...tops]}::text[]) as top(path) where o.path = top.path or starts_with(o.path, top.path || '/'))
    order by o.path`.execute(read);
  return rows;
}

export interface CommuneEntry {
  readonly code: string;
  readonly name: string;
  readonly district: string | null;
  readonly office: string | null;
}

/** The communes there are on a day, by district and name, each with the office that serves it. */
export async function listCommunes(read: Read, on: Day): Promise<CommuneEntry[]> {
  const { rows } = await sql<CommuneEntry>`
    select u.code, u.name, d.name as district, o.name as office
    from unit u
    left join unit d on d.id = u.parent_id and d.level = 'district'
    left join office_unit s on s.unit_id = u.id and s.valid_from <= ${on}::date and (s.valid_to is null or s.valid_to >= ${on}::date)
    left join office o on o.id = s.office_id
    where u.level = 'commune' and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to >= ${on}::date)
    order by d.name_key nulls first, u.name_key, u.code`.execute(read);
  return rows;
}

/** Opens an office under another. Refuses `office_known`, `not_found` for the parent or a commune, `commune_served`. */
export async function openOneOffice(tx: Tx, now: Date, today: Day, office: NewOffice): Promise<{ id: Id }> {
  const known = await tx
    .selectFrom('office')
    .select('name')
    .where('code', '=', office.code)
    .executeTakeFirst();
  if (known) throw new Refusal('office_known', { code: office.code, name: known.name });
  const { rows } = await sql<{ code: string; name: string | null; office: string | null }>`
    select c.code, u.name, o.name as office from unnest(${[...office.communeCodes]}::text[]) as c(code)
    left join unit u on u.code = c.code and u.level = 'commune' and u.valid_from <= ${today}::date and (u.valid_to is null or u.valid_to >= ${today}::date)
    left join office_unit s on s.unit_id = u.id and s.valid_from <= ${today}::date and (s.valid_to is null or s.valid_to >= ${today}::date)
    left join office o on o.id = s.office_id`.execute(tx);
  for (const { code, name, office: server } of rows) {
    if (name === null) throw new Refusal('not_found', { commune: code });
    if (server !== null) throw new Refusal('commune_served', { commune: name, office: server });
  }
  const [opened] = await openOffices(tx, now, today, [office]);
  return { id: opened?.id as Id };
}

/** What a module still has to do at an office: it refuses to let the office go. */
export type LetGo = (tx: Tx, officeId: Id) => Promise<void>;

/**
 * Closes an office that holds neither money nor things, has no open office below it and is let go by the modules; its past
 * stays. Refuses `not_found`, `office_has_below`, `office_holds` with the hand.
 */
export async function closeOfficeForGood(tx: Tx, officeId: Id, today: Day, letGo: LetGo): Promise<void> {
  const office = await tx
    .selectFrom('office')
    .selectAll()
    .where('id', '=', officeId)
    .forUpdate()
    .executeTakeFirst();
  if (!office) throw new Refusal('not_found', { office: officeId });
  if (office.closed_on !== null) return;
  const below = await tx
    .selectFrom('office')
    .select('name')
    .where('parent_id', '=', officeId)
    .where('closed_on', 'is', null)
    .executeTakeFirst();
  if (below || office.parent_id === null)
    throw new Refusal('office_has_below', { office: below?.name ?? office.name });
  const { rows } = await sql<{ hand: NamedHand }>`
    select ${namedHand('h')} as hand from hand h left join hand_balance b on b.hand_id = h.id
    where h.office_id = ${officeId} and (b.balance_vnd <> 0 or exists (select from thing t where t.holder = h.id)
      or exists (select from open_offer f where h.id in (f.from_hand, f.toward_hand, f.transit_hand))) limit 1`.execute(
    tx,
  );
  if (rows[0]) throw new Refusal('office_holds', { hand: rows[0].hand });
  await letGo(tx, officeId);
  await tx.updateTable('office').set({ closed_on: today }).where('id', '=', officeId).execute();
  await tx
    .updateTable('office_unit')
    .set({ valid_to: today })
    .where('office_id', '=', officeId)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', today)]))
    .execute();
}
