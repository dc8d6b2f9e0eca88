import { sql } from 'kysely';
import { arrayLiteral } from '#kernel/db/array-literal.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import { type Day, dayOfMonth } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { AuthorityNow, VoucherNow } from '../rules/pay.ts';
import type { Channel, VoucherStatus } from '../../voucher.ts';

/** What a payment needs to know of a voucher. */
export interface VoucherRight extends VoucherNow {
  readonly amountVnd: bigint;
  readonly citizenName: string;
  /** Where it returns once paid. */
  readonly agencyHand: Id;
}

/** And what a screen or a refusal says of it. */
export interface VoucherToPay extends VoucherRight {
  readonly unitId: number | null;
  readonly officeName: string;
  readonly heldBy: NamedHand;
}

interface RightRow {
  id: Id;
  programme: string;
  month: Day;
  benefit_month: Day;
  status: VoucherStatus;
  channel: Channel;
  citizen_id: Id;
  office_id: Id;
  amount_vnd: bigint;
  holder: Id;
  citizen_name: string;
  died_on: Day | null;
  stopped: boolean;
  in_review: boolean;
  locked: boolean;
  contested: boolean;
  opens_on: number;
  agency_hand: Id;
}

/**
 * The rights to pay, without the names that only a refusal needs: what is looked up for each voucher is its row, its thing
 * and its citizen, and what a programme's month decides is read once.
 */
export async function readRights(tx: Tx, ids: readonly Id[]): Promise<Map<Id, VoucherRight>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<RightRow>`
    -- named: rights to pay
    with asked as materialized (
      select v.id, v.programme, v.month, v.benefit_month, v.status, v.channel, v.office_id, v.amount_vnd, t.holder,
        t.contested, c.full_name as citizen_name, coalesce(c.merged_into, c.id) as citizen_id, c.id as record_id
      from unnest(${arrayLiteral(ids)}::uuid[]) as u(id) join voucher v on v.id = u.id join thing t on t.id = u.id
      join citizen c on c.id = v.citizen_id
    ), terms as materialized (
      select p.programme, p.month, r.opens_on, f.agency_hand,
        exists (select 1 from settlement s join settlement_lock k on k.settlement_id = s.id
          where s.programme = p.programme and s.month = p.month) as locked
      from (select distinct programme, month from asked) p
      join programme_rule r on r.programme = p.programme and r.valid_from <= p.month and (r.valid_to is null or r.valid_to >= p.month)
      join funder f on f.code = r.funder_code
    )
    select a.id, a.programme, a.month, a.benefit_month, a.status, a.channel, a.citizen_id, a.office_id, a.amount_vnd, a.holder,
      a.contested, a.citizen_name, t.locked, t.opens_on, t.agency_hand,
      (select d.died_on from citizen_death d where d.citizen_id = a.citizen_id) as died_on,
      exists (select 1 from payout_stop p where p.citizen_id in (a.record_id, a.citizen_id) and coalesce(p.programme, a.programme) = a.programme
        and p.from_month <= a.benefit_month and not exists (select 1 from payout_stop_lift l where l.stop_id = p.id)) as stopped,
      exists (select 1 from match_review r where r.citizen_id = a.record_id
        and not exists (select 1 from match_ruling m where m.review_id = r.id)) as in_review
    from asked a join terms t on t.programme = a.programme and t.month = a.month`.execute(tx);
  const rightOf = rightReader();
  return new Map(rows.map((row) => [row.id, rightOf(row)]));
}

/** Rows share few months, so the day on which one opens is worked out once. */
function rightReader(): (row: RightRow) => VoucherRight {
  const opened = new Map<string, Day>();
  return (row) => {
    const month = row.month.slice(0, 7);
    const key = `${month} ${row.opens_on}`;
    const opensOn = opened.get(key) ?? dayOfMonth(month, row.opens_on);
    opened.set(key, opensOn);
    return {
      id: row.id,
      programme: row.programme,
      month,
      benefitMonth: row.benefit_month.slice(0, 7),
      status: row.status,
      channel: row.channel,
      citizenId: row.citizen_id,
      officeId: row.office_id,
      amountVnd: row.amount_vnd,
      holder: row.holder,
      citizenName: row.citizen_name,
      diedOn: row.died_on,
      stopped: row.stopped,
      inReview: row.in_review,
      locked: row.locked,
      contested: row.contested,
      opensOn,
      agencyHand: row.agency_hand,
    };
  };
}

/** Vouchers with all that decides whether they may be paid, in one query for any number of them. */
export async function readVouchersToPay(read: Read | Tx, ids: readonly Id[]): Promise<Map<Id, VoucherToPay>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<RightRow & { unit_id: number | null; held_by: NamedHand; office_name: string }>`
    -- named: vouchers to pay
    select v.id, v.programme, v.month, v.benefit_month, v.status, v.channel, coalesce(c.merged_into, c.id) as citizen_id,
      v.office_id, v.unit_id, v.amount_vnd, t.holder, t.contested, ${namedHand('h')} as held_by, o.name as office_name,
      c.full_name as citizen_name, d.died_on, r.opens_on, f.agency_hand,
      exists (select 1 from payout_stop p where p.citizen_id in (c.id, c.merged_into) and coalesce(p.programme, v.programme) = v.programme
        and p.from_month <= v.benefit_month and not exists (select 1 from payout_stop_lift l where l.stop_id = p.id)) as stopped,
      exists (select 1 from match_review r where r.citizen_id = c.id
        and not exists (select 1 from match_ruling m where m.review_id = r.id)) as in_review,
      exists (select 1 from settlement s join settlement_lock k on k.settlement_id = s.id
        where s.programme = v.programme and s.month = v.month) as locked
    from unnest(${arrayLiteral(ids)}::uuid[]) as asked(id)
    join voucher v on v.id = asked.id
    join thing t on t.id = v.id
    join hand h on h.id = t.holder
    join office o on o.id = v.office_id
    join programme_rule r on r.programme = v.programme and r.valid_from <= v.month and (r.valid_to is null or r.valid_to >= v.month)
    join funder f on f.code = r.funder_code
    join citizen c on c.id = v.citizen_id
    left join citizen_death d on d.citizen_id = coalesce(c.merged_into, c.id)`.execute(read);
  const rightOf = rightReader();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...rightOf(row),
        unitId: row.unit_id,
        heldBy: row.held_by,
        officeName: row.office_name,
      },
    ]),
  );
}

export interface AuthorityRow extends AuthorityNow {
  readonly id: Id;
  readonly proxyName: string;
}

export async function readAuthorities(read: Read | Tx, ids: readonly Id[]): Promise<Map<Id, AuthorityRow>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .selectFrom('authority as a')
    .innerJoin('citizen as c', 'c.id', 'a.citizen_id')
    .leftJoin('authority_revocation as r', 'r.authority_id', 'a.id')
    // Written for a record that was merged since, it is an authority of the record that was kept.
    .select((eb) => eb.fn.coalesce('c.merged_into', 'c.id').as('citizen_id'))
    .select(['a.id', 'a.proxy_name', 'a.programmes', 'a.made_on', 'a.expires_on', 'r.revoked_at'])
    .where('a.id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        citizenId: row.citizen_id,
        proxyName: row.proxy_name,
        programmes: row.programmes,
        madeOn: row.made_on,
        expiresOn: row.expires_on,
        revoked: row.revoked_at !== null,
      },
    ]),
  );
}

export interface HeirRow {
  readonly id: Id;
  readonly citizenId: Id;
  readonly fullName: string;
}

export async function readHeirs(read: Read | Tx, ids: readonly Id[]): Promise<Map<Id, HeirRow>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .selectFrom('heir as h')
    .innerJoin('citizen as c', 'c.id', 'h.citizen_id')
    .select((eb) => eb.fn.coalesce('c.merged_into', 'c.id').as('citizen_id'))
    .select(['h.id', 'h.full_name'])
    .where('h.id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map((row) => [row.id, { id: row.id, citizenId: row.citizen_id, fullName: row.full_name }]),
  );
}

/** The last payment of each voucher that was not taken back: who was paid, when, where, by whom. */
export async function readLastPayments(read: Read | Tx, ids: readonly Id[]) {
  if (ids.length === 0) return [];
  const { rows } = await sql<{
    voucher_id: Id;
    handover_id: Id;
    receipt_no: string;
    paid_at: Date;
    office_name: string;
    teller: string;
    collector_name: string;
  }>`
    select distinct on (p.voucher_id) p.voucher_id, p.handover_id, p.receipt_no, p.paid_at, o.name as office_name,
      h.actor_name as teller, p.collector_name
    from payment p join office o on o.id = p.office_id join handover h on h.id = p.handover_id
    where p.voucher_id = any (${arrayLiteral(ids)}::uuid[])
    order by p.voucher_id, p.attempt desc`.execute(read);
  return rows;
}
