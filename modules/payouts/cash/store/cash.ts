import { sql } from 'kysely';
import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import { type Day, firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';
import { grantedOn, TODAY, within } from '#kernel/access/office-tree.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';

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
  readonly by: string;
  readonly offeredAt: Date;
  readonly amountVnd: bigint;
  readonly things: number;
  readonly count: Count;
}

/** Open offers that leave or reach a subtree, oldest first. */
export async function listTransit(read: Read, path: string): Promise<TransitLine[]> {
  const { rows } = await sql<TransitLine>`
    select o.handover_id as id, f.id as "fromHand", ${namedHand('f')} as "from", f.kind as "fromKind", f.staff_id as "fromStaff", fo.path as "fromPath", fo.id as "fromOfficeId",
      t.id as "towardHand", ${namedHand('t')} as toward, t.kind as "towardKind", t.staff_id as "towardStaff", p.path as "towardPath", p.id as "towardOfficeId",
      h.actor_name as by, o.offered_at as "offeredAt",
      (select coalesce(sum(amount_vnd), 0)::bigint from money_move m where m.handover_id = o.handover_id) as "amountVnd",
      (select count(*)::int from thing_move m where m.handover_id = o.handover_id) as things,
      coalesce((select jsonb_object_agg(denomination::text, pieces) from cash_count c where c.handover_id = o.handover_id and c.side = 'offered'), '{}') as count
    from open_offer o join handover h on h.id = o.handover_id
    join hand f on f.id = o.from_hand join office fo on fo.id = f.office_id
    join hand t on t.id = o.toward_hand join office p on p.id = t.office_id
    where ${within('fo.path', path)} or ${within('p.path', path)} order by o.offered_at, o.handover_id limit 1000`.execute(
    read,
  );
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

export interface NeedRow {
  readonly officeId: Id;
  readonly office: string;
  readonly vault: Id | null;
  readonly amounts: readonly { readonly amountVnd: bigint; readonly times: number }[];
  readonly heldVnd: bigint;
  readonly comingVnd: bigint;
}

/**
 * What the plan needs in cash up to a day at an office itself and at each office directly below it with all that lies under
 * that one, beside what is held there, on its way there, and ordered but not sent.
 */
export async function listNeeds(
  read: Read,
  { officeId, month, until }: { readonly officeId: Id; readonly month: Month; readonly until: Day },
): Promise<NeedRow[]> {
  const { rows } = await sql<{
    officeId: Id;
    office: string;
    vault: Id | null;
    amounts: { amountVnd: string; times: number }[] | null;
    heldVnd: bigint;
    comingVnd: bigint;
  }>`
    with part as (
      select o.id, o.name, o.path, o.id = ${officeId} as own from office o
      where (o.id = ${officeId} or o.parent_id = ${officeId}) and o.closed_on is null
    ), place as (
      select part.id as part, o.id as office from part join office o on o.path = part.path
        or (not part.own and o.path >= part.path || '/' and o.path < part.path || '0')
    ), due as (
      select place.part, v.amount_vnd, count(*) as times from voucher v join place on place.office = v.office_id
      where v.month = ${firstDayOf(month)} and v.status = 'due' and v.channel <> 'bank' and v.pay_on <= ${until}
      group by place.part, v.amount_vnd
    )
    select part.id as "officeId", part.name as office,
      (select h.id from hand h where h.office_id = part.id and h.kind = 'vault' and h.closed_at is null order by h.id limit 1) as vault,
      (select jsonb_agg(jsonb_build_object('amountVnd', d.amount_vnd::text, 'times', d.times)) from due d where d.part = part.id) as amounts,
      (select coalesce(sum(b.balance_vnd), 0)::bigint from place join hand h on h.office_id = place.office
        join hand_balance b on b.hand_id = h.id where place.part = part.id and h.kind in ('vault', 'drawer', 'bag')) as "heldVnd",
      (select coalesce(sum(m.amount_vnd), 0)::bigint from place join hand h on h.office_id = place.office
        join open_offer f on f.toward_hand = h.id join money_move m on m.handover_id = f.handover_id where place.part = part.id)
      + (select coalesce(sum(c.amount_vnd), 0)::bigint from place join hand h on h.office_id = place.office join cash_order c on c.to_hand = h.id
        where place.part = part.id and c.month = ${firstDayOf(month)} and not exists (select 1 from cash_order_offer s where s.order_id = c.id)) as "comingVnd"
    from part order by part.own desc, part.path`.execute(read);
  return rows.map(({ amounts, ...row }) => ({
    ...row,
    amounts: (amounts ?? []).map((each) => ({ ...each, amountVnd: BigInt(each.amountVnd) })),
  }));
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
