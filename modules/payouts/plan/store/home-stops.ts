import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { type Day, firstDayOf, monthOf } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { within } from '#kernel/access/office-tree.ts';

/**
 * Where a voucher to be paid at home is: on the office's desk, in somebody's bag, offered to a bag and not accepted yet, or
 * not come to the office yet.
 */
export type VoucherAt = 'desk' | 'bag' | 'offered' | 'coming';

export interface HomeVoucher {
  readonly id: Id;
  readonly amountVnd: bigint;
  readonly payOn: Day;
  readonly at: VoucherAt;
  /** Whose bag it is in, or offered to. */
  readonly staffId: Id | null;
}

export interface HomeStop {
  readonly citizenId: Id;
  readonly name: string;
  readonly birthYear: number | null;
  readonly unitId: number;
  readonly unitCode: string;
  readonly districtCode: string | null;
  readonly commune: string;
  readonly hamlet: string | null;
  /** The same for people of one house, and unlike for all others; it tells nothing about the address itself. */
  readonly household: string;
  /** The centre of the commune; null where the register knows none. */
  readonly lat: number | null;
  readonly lon: number | null;
  readonly vouchers: readonly HomeVoucher[];
  readonly amountVnd: bigint;
  /** Who paid the person last, wherever that was. */
  readonly paidLastBy: { readonly staffId: Id; readonly name: string } | null;
}

interface StopRow extends Omit<HomeStop, 'vouchers' | 'amountVnd' | 'paidLastBy'> {
  readonly vouchers: readonly {
    readonly id: Id;
    readonly amountVnd: string;
    readonly payOn: Day;
    readonly at: VoucherAt;
    readonly staffId: Id | null;
  }[];
  readonly lastBy: Id | null;
  readonly lastName: string | null;
}

/**
 * People to be visited by an office: their due vouchers planned for payment at home on the days `from` to `to`, by person. The dead
 * and those whose right is stopped or whose voucher a conflict is about are left out: nobody rides to them with money.
 */
export async function readHomeStops(
  read: Read,
  { officeId, from, to }: { readonly officeId: Id; readonly from: Day; readonly to: Day },
): Promise<HomeStop[]> {
  const { rows } = await sql<StopRow>`
    with due as (
      select v.citizen_id, v.unit_id, v.id, v.amount_vnd, v.pay_on, coalesce(b.staff_id, h.staff_id) as staff_id,
        case when h.kind = 'desk' and h.office_id = v.office_id then 'desk' when h.kind = 'bag' then 'bag'
          when b.id is not null then 'offered' else 'coming' end as at
      from voucher v join thing t on t.id = v.id join hand h on h.id = t.holder
      left join lateral (select w.id, w.staff_id from thing_move m join open_offer f on f.handover_id = m.handover_id
        join hand w on w.id = f.toward_hand and w.kind = 'bag' where h.kind = 'transit' and m.thing_id = v.id limit 1) b on true
      where v.office_id = ${officeId} and v.status = 'due' and v.channel = 'home' and v.pay_on between ${from} and ${to} and not t.contested
        and v.month in (${firstDayOf(monthOf(from))}, ${firstDayOf(monthOf(to))})
        and not exists (select 1 from citizen_death d where d.citizen_id = v.citizen_id)
        and not exists (select 1 from payout_stop p where p.citizen_id = v.citizen_id and coalesce(p.programme, v.programme) = v.programme
          and p.from_month <= v.benefit_month and not exists (select 1 from payout_stop_lift l where l.stop_id = p.id))
    ), person as (
      select citizen_id, max(unit_id) as unit_id, jsonb_agg(jsonb_build_object('id', id, 'amountVnd', amount_vnd::text, 'payOn', pay_on,
        'at', at, 'staffId', staff_id) order by id) as vouchers
      from due group by citizen_id
    )
    select c.id as "citizenId", c.full_name as name, c.birth_year as "birthYear", u.id as "unitId", u.code as "unitCode", d.code as "districtCode",
      u.name as commune, c.hamlet, u.lat, u.lon, p.vouchers, l.actor_id as "lastBy", l.actor_name as "lastName",
      household(c.id, u.id, u.name, d.name) as household
    from person p join citizen c on c.id = p.citizen_id join unit u on u.id = coalesce(p.unit_id, c.unit_id)
    left join unit d on d.id = u.parent_id
    left join lateral (select h.actor_id, h.actor_name from voucher o join payment y on y.voucher_id = o.id join handover h on h.id = y.handover_id
      where o.citizen_id = p.citizen_id and h.actor_kind = 'person' order by y.paid_at desc limit 1) l on true
    order by u.name, c.hamlet, c.name_key, c.id`.execute(read);
  return rows.map(({ lastBy, lastName, vouchers: own, ...row }) => {
    const vouchers = own.map((each) => ({ ...each, amountVnd: BigInt(each.amountVnd) }));
    return {
      ...row,
      vouchers,
      amountVnd: vouchers.reduce((sum, each) => sum + each.amountVnd, 0n),
      paidLastBy: lastBy !== null && lastName !== null ? { staffId: lastBy, name: lastName } : null,
    };
  });
}

export interface HomeCount {
  readonly officeId: Id;
  readonly office: string;
  readonly stops: number;
  readonly amountVnd: bigint;
}

/** How many people each office of a subtree is to visit on the days `from` to `to`; offices without any are left out. */
export async function countHomeStops(
  read: Read,
  { path, from, to }: { readonly path: string; readonly from: Day; readonly to: Day },
): Promise<HomeCount[]> {
  const { rows } = await sql<HomeCount>`
    select o.id as "officeId", o.name as office, count(distinct v.citizen_id)::int as stops, sum(v.amount_vnd)::bigint as "amountVnd"
    from office o join voucher v on v.office_id = o.id join thing t on t.id = v.id and not t.contested
    where ${within('o.path', path)} and v.status = 'due' and v.channel = 'home' and v.pay_on between ${from} and ${to}
      and v.month in (${firstDayOf(monthOf(from))}, ${firstDayOf(monthOf(to))})
      and not exists (select 1 from citizen_death d where d.citizen_id = v.citizen_id)
    group by o.id, o.name, o.path order by o.path`.execute(read);
  return rows;
}
