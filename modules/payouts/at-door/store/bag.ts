import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Looking } from '#kernel/access/reveals.ts';
import type { Database } from '#kernel/db/connect.ts';
import type { Read } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import { type Day, dayOfMonth } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';
import type { AttemptReason } from '../../people/store/records.ts';
import { lookAtPeople } from '#people/looks/numbers.ts';

/** Numbers leave the office as their last digits and a salted hash: enough to read out, and to know a scanned card by. */
export function numberHider(
  salt: string,
): (number: string | null) => { tail: string | null; hash: string | null } {
  return (number) => ({
    tail: number && number.slice(-4),
    hash: number && createHash('sha256').update(`${salt}${number}`).digest('hex'),
  });
}

export const newSalt = () => randomBytes(16).toString('base64url');

export interface BagOffer {
  readonly id: Id;
  readonly from: NamedHand;
  readonly by: string;
  readonly offeredAt: Date;
  readonly amountVnd: bigint;
  readonly count: Count;
  readonly voucherIds: readonly Id[];
}

/** What is on its way to a hand, oldest first. */
export async function listOffersToward(read: Read, handId: Id): Promise<BagOffer[]> {
  const { rows } = await sql<BagOffer>`
    select o.handover_id as id, ${namedHand('f')} as from, h.actor_name as by, o.offered_at as "offeredAt",
      (select coalesce(sum(amount_vnd), 0)::bigint from money_move m where m.handover_id = o.handover_id) as "amountVnd",
      coalesce((select jsonb_object_agg(denomination::text, pieces) from cash_count n
        where n.handover_id = o.handover_id and n.side = 'offered'), '{}') as count,
      array(select thing_id::text from thing_move m where m.handover_id = o.handover_id order by 1) as "voucherIds"
    from open_offer o join handover h on h.id = o.handover_id join hand f on f.id = o.from_hand
    where o.toward_hand = ${handId} order by o.offered_at, o.handover_id`.execute(read);
  return rows;
}

export interface BagReturn {
  readonly id: Id;
  readonly toward: NamedHand;
  readonly offeredAt: Date;
  readonly amountVnd: bigint;
  readonly vouchers: number;
  readonly state: 'waiting' | 'accepted' | 'refused' | 'withdrawn';
  readonly by: string | null;
  readonly at: Date | null;
  readonly reason: string | null;
  readonly countedVnd: bigint | null;
  readonly vouchersCounted: number | null;
}

/** What a hand has offered since a day, newest first, and what became of it. */
export async function listReturnsFrom(
  read: Read,
  hand: { readonly id: Id; readonly officeId: Id },
  since: Day,
): Promise<BagReturn[]> {
  const { rows } = await sql<BagReturn>`
    -- named: what a bag gave back
    select o.id, ${namedHand('t')} as toward, o.recorded_at as "offeredAt", o.vnd as "amountVnd", o.things as vouchers,
      case a.kind when 'accept' then 'accepted' when 'refuse' then 'refused' when 'withdraw' then 'withdrawn' else 'waiting' end as state,
      a.actor_name as by, a.recorded_at as at, a.reason,
      case when a.kind = 'accept' then (select coalesce(sum(m.amount_vnd), 0)::bigint from money_move m
        where m.handover_id = a.id and m.to_hand = o.toward_hand) end as "countedVnd",
      case when a.kind = 'accept' then (select count(*)::int from thing_move m
        where m.handover_id = a.id and m.to_hand = o.toward_hand) end as "vouchersCounted"
    from (
      select h.id, h.toward_hand, h.recorded_at,
        (select coalesce(sum(m.amount_vnd), 0)::bigint from money_move m where m.handover_id = h.id and m.from_hand = ${hand.id}) as vnd,
        (select count(*)::int from thing_move m where m.handover_id = h.id and m.from_hand = ${hand.id}) as things
      from handover h where h.office_id = ${hand.officeId} and h.business_day >= ${since} and h.kind = 'offer'
    ) o join hand t on t.id = o.toward_hand left join handover a on a.answers = o.id
    where o.vnd > 0 or o.things > 0 order by o.recorded_at desc, o.id desc limit 50`.execute(read);
  return rows;
}

export interface BagVoucher {
  readonly id: Id;
  readonly programme: string;
  readonly programmeVi: string;
  readonly programmeEn: string;
  readonly month: string;
  readonly benefitMonth: string;
  readonly kind: string;
  readonly regime: string;
  readonly amountVnd: bigint;
  readonly opensOn: Day;
  readonly payUntil: Day;
  readonly blocked:
    | 'payment_stopped'
    | 'identity_in_review'
    | 'period_locked'
    | 'paid_by_bank'
    | 'contested'
    | null;
  readonly photoNeeded: boolean;
}

/** Vouchers as a phone needs them, and why some of them may not be paid as things stand. */
export async function readBagVouchers(
  read: Read,
  ids: readonly Id[],
  today: Day,
): Promise<{ citizenId: Id; voucher: BagVoucher }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<
    Omit<BagVoucher, 'opensOn' | 'month' | 'benefitMonth'> & {
      citizenId: Id;
      month: Day;
      benefit_month: Day;
      opens_on: number;
    }
  >`
    select v.id, coalesce(c.merged_into, c.id) as "citizenId", v.programme, p.name_vi as "programmeVi", p.name_en as "programmeEn", v.month,
      v.benefit_month, v.kind, v.regime, v.amount_vnd as "amountVnd", r.opens_on, v.pay_until as "payUntil",
      case
        when exists (select from settlement s join settlement_lock k on k.settlement_id = s.id
          where s.programme = v.programme and s.month = v.month) then 'period_locked'
        when exists (select from match_review q where q.citizen_id = c.id
          and not exists (select from match_ruling m where m.review_id = q.id)) then 'identity_in_review'
        when exists (select from payout_stop t where t.citizen_id in (c.id, c.merged_into) and coalesce(t.programme, v.programme) = v.programme
          and t.from_month <= v.benefit_month and not exists (select from payout_stop_lift l where l.stop_id = t.id)) then 'payment_stopped'
        when v.channel = 'bank' then 'paid_by_bank'
        when t.contested then 'contested'
      end as blocked,
      coalesce((select x.value_vnd > 0 from payout_setting x where x.name = 'door-photo-' || v.programme and x.valid_from <= ${today}
        order by x.valid_from desc limit 1), false) as "photoNeeded"
    from voucher v join thing t on t.id = v.id join citizen c on c.id = v.citizen_id join programme p on p.code = v.programme
    join programme_rule r on r.programme = v.programme and r.valid_from <= v.month and (r.valid_to is null or r.valid_to >= v.month)
    where v.id = any (${[...ids]}::uuid[]) order by p.position, v.benefit_month, v.id`.execute(read);
  return rows.map(({ citizenId, month, benefit_month, opens_on, ...row }) => ({
    citizenId,
    voucher: {
      ...row,
      month: month.slice(0, 7),
      benefitMonth: benefit_month.slice(0, 7),
      opensOn: dayOfMonth(month.slice(0, 7), opens_on),
    },
  }));
}

export interface BagCitizen {
  readonly citizenId: Id;
  readonly fullName: string;
  readonly birthYear: number | null;
  readonly sex: 'male' | 'female' | null;
  readonly cccd: string | null;
  readonly phone: string | null;
  readonly hamlet: string | null;
  readonly address: string | null;
  readonly commune: string | null;
  readonly diedOn: Day | null;
}

/** No more of people than it takes to find them, know them and pay them. */
export async function readBagCitizens(
  db: Database,
  ids: readonly Id[],
  looking: Looking,
): Promise<BagCitizen[]> {
  if (ids.length === 0) return [];
  const numbers = await lookAtPeople(db, ids, looking);
  const { rows } = await sql<Omit<BagCitizen, 'cccd' | 'phone' | 'address'>>`
    select c.id as "citizenId", c.full_name as "fullName", coalesce(c.birth_year, extract(year from c.born_on)::int) as "birthYear", c.sex,
      c.hamlet, u.name as commune, d.died_on as "diedOn"
    from citizen c left join unit u on u.id = c.unit_id left join citizen_death d on d.citizen_id = c.id
    where c.id = any (${[...ids]}::uuid[]) order by u.name, c.hamlet, c.name_key, c.id`.execute(db.read);
  return rows.map((row) => {
    const found = numbers.get(row.citizenId);
    return {
      ...row,
      cccd: found?.cccd ?? found?.cmnd ?? null,
      phone: found?.phone ?? null,
      address: found?.address ?? null,
    };
  });
}

export interface BagCollector {
  readonly id: Id;
  readonly citizenId: Id;
  readonly name: string;
}

/** Authorities in force, also those written for a record that was merged since. */
export async function readBagProxies(read: Read, citizens: readonly Id[], today: Day) {
  const { rows } = await sql<BagCollector & { programmes: string[] | null; madeOn: Day; expiresOn: Day }>`
    select a.id, coalesce(c.merged_into, c.id) as "citizenId", a.proxy_name as name, a.programmes,
      a.made_on as "madeOn", a.expires_on as "expiresOn"
    from authority a join citizen c on c.id = a.citizen_id
    where coalesce(c.merged_into, c.id) = any (${[...citizens]}::uuid[]) and a.expires_on >= ${today}
      and not exists (select from authority_revocation r where r.authority_id = a.id) order by a.id`.execute(
    read,
  );
  return rows;
}

/** The last visit without a payment since an instant, by person. */
export async function readBagVisits(read: Read, citizens: readonly Id[], since: Date) {
  const { rows } = await sql<{ citizenId: Id; reason: AttemptReason; at: Date }>`
    -- named: visits of a bag
    select distinct on (1) coalesce(c.merged_into, c.id) as "citizenId", a.reason, a.made_at as at
    from citizen c join voucher v on v.citizen_id = c.id join voucher_attempt a on a.voucher_id = v.id
    where coalesce(c.merged_into, c.id) = any (${[...citizens]}::uuid[]) and a.made_at >= ${since} and v.status = 'due'
    order by 1, a.made_at desc`.execute(read);
  return new Map(rows.map(({ citizenId, reason, at }) => [citizenId, { reason, at }]));
}

export async function readBagHeirs(read: Read, citizens: readonly Id[]) {
  const { rows } = await sql<BagCollector & { relation: string }>`
    select h.id, coalesce(c.merged_into, c.id) as "citizenId", h.full_name as name, h.relation
    from heir h join citizen c on c.id = h.citizen_id
    where coalesce(c.merged_into, c.id) = any (${[...citizens]}::uuid[]) order by h.id`.execute(read);
  return rows;
}
