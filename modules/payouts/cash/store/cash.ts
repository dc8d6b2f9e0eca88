import { sql } from 'kysely';
import type { Placed } from '#kernel/contract/pages.ts';
import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';
import { grantedOn, TODAY, within } from '#kernel/access/office-tree.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import { keepersOf } from './keepers.ts';

export interface TransitLine {
  readonly id: Id;
  readonly fromHand: Id;
  readonly from: NamedHand;
  readonly fromKind: string;
  readonly fromStaff: Id | null;
  readonly fromPath: string;
  readonly fromOfficeId: Id;
  readonly towardHand: Id;
  readonly toward: NamedHand;
  readonly towardKind: string;
  readonly towardStaff: Id | null;
  readonly towardPath: string;
  readonly towardOfficeId: Id;
  /** Who is to answer it. */
  readonly takers: string | null;
  readonly by: string;
  readonly offeredAt: Date;
  readonly amountVnd: bigint;
  readonly things: number;
  readonly count: Count;
}

interface TransitWanted {
  readonly path: string;
  /** Behind which row, by when it was offered and its id. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Open offers that leave or reach a subtree, oldest first, one more than the limit. */
export async function listTransit(
  read: Read,
  { path, after, limit }: TransitWanted,
): Promise<Placed<TransitLine>[]> {
  const { rows } = await sql<Placed<TransitLine>>`
    select o.handover_id as id, f.id as "fromHand", ${namedHand('f')} as "from", f.kind as "fromKind", f.staff_id as "fromStaff", fo.path as "fromPath", fo.id as "fromOfficeId",
      t.id as "towardHand", ${namedHand('t')} as toward, t.kind as "towardKind", t.staff_id as "towardStaff", p.path as "towardPath", p.id as "towardOfficeId",
      ${keepersOf('t')} as takers, h.actor_name as by, o.offered_at as "offeredAt", array[o.offered_at::text, o.handover_id::text] as place,
      (select coalesce(sum(amount_vnd), 0)::bigint from money_move m where m.handover_id = o.handover_id) as "amountVnd",
      (select count(*)::int from thing_move m where m.handover_id = o.handover_id) as things,
      coalesce((select jsonb_object_agg(denomination::text, pieces) from cash_count c where c.handover_id = o.handover_id and c.side = 'offered'), '{}') as count
    from open_offer o join handover h on h.id = o.handover_id
    join hand f on f.id = o.from_hand join office fo on fo.id = f.office_id
    join hand t on t.id = o.toward_hand join office p on p.id = t.office_id
    where (${within('fo.path', path)} or ${within('p.path', path)})
      and ${after === null ? sql`true` : sql`(o.offered_at, o.handover_id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by o.offered_at, o.handover_id limit ${limit + 1}`.execute(read);
  return rows;
}

export interface Taker {
  readonly id: Id;
  readonly kind: 'vault' | 'drawer' | 'bag' | 'desk';
  readonly name: string;
  readonly officeId: Id;
  readonly office: string;
  readonly holder: string | null;
}

/** Hands of an office, and the vaults and desks of the offices directly above and below it. */
export async function listTakers(read: Read, officeId: Id): Promise<Taker[]> {
  const { rows } = await sql<Taker>`
    select h.id, h.kind, h.name, o.id as "officeId", o.name as office, s.name as holder
    from office here join office o on o.id = here.id or o.id = here.parent_id or o.parent_id = here.id
    join hand h on h.office_id = o.id and h.closed_at is null
      and (h.kind in ('vault', 'desk') or (o.id = here.id and h.kind in ('drawer', 'bag')))
    left join staff s on s.id = h.staff_id
    where here.id = ${officeId} and o.closed_on is null
    order by o.id = here.id desc, o.path, h.kind, h.name`.execute(read);
  return rows;
}

/** Who holds a paying role at an office today, and the drawer that is open in their name. */
export async function listTellers(read: Read, officeId: Id) {
  const { rows } = await sql<{ id: Id; name: string; drawer: string | null }>`
    select distinct s.id, s.name, h.name as drawer from role_grant g join staff s on s.id = g.staff_id
    left join hand h on h.staff_id = s.id and h.kind = 'drawer' and h.closed_at is null
    where g.office_id = ${officeId} and g.role in ('teller', 'point-keeper')
      and ${grantedOn(TODAY)} order by s.name`.execute(read);
  return rows;
}

export async function listLimits(read: Read, handId: Id, officeId: Id) {
  const { rows } = await sql<{ id: Id; limitVnd: bigint | null; reason: string; by: string; at: Date }>`
    select l.id, l.limit_vnd as "limitVnd", l.reason, l.set_by_name as by, l.set_at as at
    from hand_limit l join hand h on h.id = l.hand_id where l.hand_id = ${handId} and h.office_id = ${officeId}
    order by l.set_at desc limit 100`.execute(read);
  return rows;
}

export interface LimitCommand {
  readonly id: Id;
  readonly handId: Id;
  readonly limitVnd: bigint | null;
  readonly reason: string;
  readonly by: { readonly id: Id; readonly name: string };
}

/** Sets a hand's limit from now on and writes down who did and why; the same id again changes nothing. */
export async function setLimit(tx: Tx, now: Date, command: LimitCommand): Promise<void> {
  const { id, handId, limitVnd, reason, by } = command;
  const content = { id, hand_id: handId, limit_vnd: limitVnd, reason, set_by: by.id };
  if (!(await insertOnce(tx, 'hand_limit', content, { set_by_name: by.name, set_at: now }))) return;
  await tx.updateTable('hand_balance').set({ limit_vnd: limitVnd }).where('hand_id', '=', handId).execute();
}
