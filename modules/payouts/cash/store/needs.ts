import { type RawBuilder, sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { type Day, firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { missingVnd } from '../rules/notes.ts';

export interface NeedsAsked {
  readonly officeId: Id;
  readonly month: Month;
  /** The last day of paying that counts. */
  readonly until: Day;
}

export interface NeedRow {
  readonly officeId: Id;
  readonly office: string;
  readonly vault: Id | null;
  readonly amounts: readonly { readonly amountVnd: bigint; readonly times: number }[];
  readonly heldVnd: bigint;
  readonly comingVnd: bigint;
}

/** `part`: an office itself and each office directly below it; `place`: which offices lie under which part. */
const places = (officeId: Id) => sql`
  part as (
    select o.id, o.name, o.path, o.id = ${officeId} as own,
      (select h.id from hand h where h.office_id = o.id and h.kind = 'vault' and h.closed_at is null order by h.id limit 1) as vault
    from office o where (o.id = ${officeId} or o.parent_id = ${officeId}) and o.closed_on is null
  ), place as (
    select part.id as part, o.id as office from part join office o on o.path = part.path
      or (not part.own and o.path >= part.path || '/' and o.path < part.path || '0')
  )`;

/** The vouchers that the plan pays in cash up to a day. */
const dueVouchers = ({ month, until }: NeedsAsked) => sql`
  voucher v join place on place.office = v.office_id
  where v.month = ${firstDayOf(month)} and v.status = 'due' and v.channel <> 'bank' and v.pay_on <= ${until}
    and v.office_id = any (array(select office from place))`;

const heldVnd = sql<bigint>`(
  select coalesce(sum(b.balance_vnd), 0)::bigint from place join hand h on h.office_id = place.office
  join hand_balance b on b.hand_id = h.id where place.part = part.id and h.kind in ('vault', 'drawer', 'bag'))`;

/** On its way, and ordered but not sent. */
const comingVnd = (month: Month): RawBuilder<bigint> => sql`(
  (select coalesce(sum(m.amount_vnd), 0)::bigint from place join hand h on h.office_id = place.office
    join open_offer f on f.toward_hand = h.id join money_move m on m.handover_id = f.handover_id where place.part = part.id)
  + (select coalesce(sum(c.amount_vnd), 0)::bigint from place join hand h on h.office_id = place.office join cash_order c on c.to_hand = h.id
    where place.part = part.id and c.month = ${firstDayOf(month)} and not exists (select 1 from cash_order_offer s where s.order_id = c.id)))`;

/**
 * What the plan needs in cash up to a day at an office itself and at each office directly below it with all that lies under
 * that one, beside what is held there, on its way there, and ordered but not sent.
 */
export async function listNeeds(read: Read, asked: NeedsAsked): Promise<NeedRow[]> {
  const { rows } = await sql<
    Omit<NeedRow, 'amounts'> & { amounts: { amountVnd: string; times: number }[] | null }
  >`
    with ${places(asked.officeId)}, due as (
      select place.part, v.amount_vnd, count(*) as times from ${dueVouchers(asked)} group by place.part, v.amount_vnd
    )
    select part.id as "officeId", part.name as office, part.vault,
      (select jsonb_agg(jsonb_build_object('amountVnd', d.amount_vnd::text, 'times', d.times)) from due d where d.part = part.id) as amounts,
      ${heldVnd} as "heldVnd", ${comingVnd(asked.month)} as "comingVnd"
    from part order by part.own desc, part.path`.execute(read);
  return rows.map(({ amounts, ...row }) => ({
    ...row,
    amounts: (amounts ?? []).map((each) => ({ ...each, amountVnd: BigInt(each.amountVnd) })),
  }));
}

export interface Shortage {
  readonly office: string;
  readonly missingVnd: bigint;
  /** The first day of paying that what is there and coming does not cover. */
  readonly by: Day;
}

/** The offices directly below one that cannot pay what is planned up to a day and that cash can be ordered for, the soonest first. */
export async function listShortages(read: Read, asked: NeedsAsked): Promise<Shortage[]> {
  const { rows } = await sql<{ office: string; needVnd: bigint; thereVnd: bigint; by: Day }>`
    with ${places(asked.officeId)}, due as (
      select place.part, v.pay_on, sum(v.amount_vnd) as vnd from ${dueVouchers(asked)} group by place.part, v.pay_on
    ), upto as (
      select part, pay_on, sum(vnd) over (partition by part order by pay_on) as vnd from due
    ), there as (
      select part.id, part.name, part.path, ${heldVnd} + ${comingVnd(asked.month)} as vnd
      from part where not part.own and part.vault is not null
    )
    select there.name as office, max(upto.vnd)::bigint as "needVnd", there.vnd as "thereVnd", min(upto.pay_on) as by
    from there join upto on upto.part = there.id and upto.vnd > there.vnd
    group by there.name, there.path, there.vnd order by min(upto.pay_on), there.path`.execute(read);
  return rows.map(({ office, needVnd, thereVnd, by }) => ({
    office,
    missingVnd: missingVnd(needVnd, thereVnd),
    by,
  }));
}
