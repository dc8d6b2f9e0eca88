import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { type Day, firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

/** A funder's deposit, as its handover has posted it. */
export interface Funding {
  readonly handoverId: Id;
  readonly programme: string;
  readonly month: Month;
  readonly amountVnd: bigint;
  readonly document: string;
}

export async function insertFunding(tx: Tx, funding: Funding): Promise<void> {
  await tx
    .insertInto('funding')
    .values({
      handover_id: funding.handoverId,
      programme: funding.programme,
      month: firstDayOf(funding.month),
      amount_vnd: funding.amountVnd,
      document: funding.document,
    })
    .execute();
}

/** Each programme of a month with its lists' total, and the deposits recorded against it. */
export async function listFunding(read: Read, month: Month) {
  const { rows } = await sql<{
    programme: string;
    nameVi: string;
    nameEn: string;
    funder: string;
    listVnd: bigint;
    settled: boolean;
    deposits: { handoverId: Id; amountVnd: string; document: string; by: string; at: string }[] | null;
  }>`
    select p.code as programme, p.name_vi as "nameVi", p.name_en as "nameEn", f.name as funder, coalesce(l.vnd, 0)::bigint as "listVnd",
      exists (select 1 from settlement s where s.programme = p.code and s.month = ${firstDayOf(month)}) as settled,
      (select jsonb_agg(jsonb_build_object('handoverId', d.handover_id, 'amountVnd', d.amount_vnd::text, 'document', d.document,
        'by', h.actor_name, 'at', h.recorded_at) order by h.recorded_at)
        from funding d join handover h on h.id = d.handover_id where d.programme = p.code and d.month = ${firstDayOf(month)}) as deposits
    from programme p
    join lateral (select * from programme_rule r where r.programme = p.code and r.valid_from <= ${firstDayOf(month)}
      and (r.valid_to is null or r.valid_to >= ${firstDayOf(month)}) order by r.valid_from desc limit 1) r on true
    join funder f on f.code = r.funder_code
    left join lateral (select sum(total_vnd) - (select coalesce(sum(v.amount_vnd), 0) from voucher v
        where v.programme = p.code and v.month = ${firstDayOf(month)} and v.status = 'withdrawn') as vnd
      from payout_list l where l.programme = p.code and l.month = ${firstDayOf(month)} and l.kind <> 'withdrawal') l on true
    where l.vnd is not null or exists (select 1 from funding d where d.programme = p.code and d.month = ${firstDayOf(month)})
    order by p.position`.execute(read);
  return rows.map((row) => {
    const deposits = (row.deposits ?? []).map((deposit) => ({
      ...deposit,
      amountVnd: BigInt(deposit.amountVnd),
      at: new Date(deposit.at),
    }));
    const fundedVnd = deposits.reduce((sum, deposit) => sum + deposit.amountVnd, 0n);
    return { ...row, deposits, fundedVnd, differenceVnd: fundedVnd - row.listVnd };
  });
}

export interface Underfunded {
  readonly programme: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly month: Month;
  readonly missingVnd: bigint;
  /** The day on which the first of its lists was accepted. */
  readonly since: Day;
}

/** Where funders have sent less than their lists come to, in each month up to `until` that is not settled; the oldest first. */
export async function listUnderfunded(read: Read, until: Month): Promise<Underfunded[]> {
  const { rows } = await sql<Underfunded>`
    select p.code as programme, p.name_vi as "nameVi", p.name_en as "nameEn", to_char(l.month, 'YYYY-MM') as month,
      l.vnd - coalesce(f.vnd, 0) as "missingVnd", l.since
    from (
      select programme, month, (min(accepted_at) at time zone 'Asia/Ho_Chi_Minh')::date as since, sum(case when kind <> 'withdrawal' then total_vnd
        when exists (select from list_restoration r where r.list_id = payout_list.id) then 0 else -total_vnd end)::bigint as vnd
      from payout_list where month <= ${firstDayOf(until)}::date group by programme, month) l
    join programme p on p.code = l.programme
    left join (select programme, month, sum(amount_vnd)::bigint as vnd from funding group by programme, month) f
      on f.programme = l.programme and f.month = l.month
    where l.vnd > coalesce(f.vnd, 0)
      and not exists (select from settlement s where s.programme = l.programme and s.month = l.month)
    order by l.since, p.position`.execute(read);
  return rows;
}
