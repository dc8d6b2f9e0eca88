import { type Insertable, sql } from 'kysely';
import { PAGE, type PageAsked, pageOf, readCursor } from '#kernel/contract/pages.ts';
import type { Read, Schema, Tx } from '#kernel/db/types.ts';
import { isHeldBy } from '#kernel/handover/things.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { maskedAccount } from '#people/looks/accounts.ts';
import { WHY_NOT_TO_BANK } from './lines.ts';

/** Where the due vouchers of a month are, by the office that pays them. Account vouchers stay at the province. */
export async function readDistribution(read: Read, month: Month, root: Id) {
  const { rows } = await sql<{
    officeId: Id;
    office: string;
    toSend: number;
    toSendVnd: bigint;
    onTheWay: number;
    atDesk: number;
    withPeople: number;
    paid: number;
  }>`
    select o.id as "officeId", o.name as office,
      count(*) filter (where v.status = 'due' and h.kind = 'desk' and h.office_id <> o.id)::int as "toSend",
      coalesce(sum(v.amount_vnd) filter (where v.status = 'due' and h.kind = 'desk' and h.office_id <> o.id), 0)::bigint as "toSendVnd",
      count(*) filter (where v.status = 'due' and h.kind = 'transit')::int as "onTheWay",
      count(*) filter (where v.status = 'due' and h.kind = 'desk' and h.office_id = o.id)::int as "atDesk",
      count(*) filter (where v.status = 'due' and h.kind not in ('desk', 'transit'))::int as "withPeople",
      count(*) filter (where v.status = 'paid')::int as paid
    from voucher v join thing t on t.id = v.id join hand h on h.id = t.holder join office o on o.id = v.office_id
    where v.month = ${firstDayOf(month)} and v.channel <> 'bank' and v.status in ('due', 'paid') and o.id <> ${root}
    group by o.id, o.name, o.path order by o.path`.execute(read);
  return rows;
}

/** A programme's account vouchers at the province's desk: what a batch can take, and what it leaves, by reason. */
async function listWaiting(read: Read, month: Month, desk: Id) {
  const { rows } = await sql<{
    programme: string;
    vouchers: number;
    totalVnd: bigint;
    noAccount: number;
    died: number;
    stopped: number;
  }>`
    select programme, count(*) filter (where why is null)::int as vouchers, coalesce(sum(amount_vnd) filter (where why is null), 0)::bigint as "totalVnd",
      count(*) filter (where why = 'no-account')::int as "noAccount", count(*) filter (where why = 'died')::int as died,
      count(*) filter (where why = 'stopped')::int as stopped
    from (select v.programme, v.amount_vnd, ${WHY_NOT_TO_BANK} as why from voucher v join citizen c on c.id = v.citizen_id
      where v.month = ${firstDayOf(month)} and v.status = 'due' and v.channel = 'bank' and ${isHeldBy('v.id', desk)}) line
    group by programme order by programme`.execute(read);
  return rows;
}

/** What the funders have deposited for a month, and what of it the bank was asked to pay and did not send back. */
async function listFunds(read: Read, month: Month, bank: Id) {
  const { rows } = await sql<{ programme: string; fundedVnd: bigint; sentVnd: bigint }>`
    with sent as (
      select b.programme, sum(v.amount_vnd)::bigint as vnd
      from (select distinct b.programme, m.thing_id from bank_batch b join thing_move m on m.handover_id = b.handover_id
        where b.month = ${firstDayOf(month)}) b
      join voucher v on v.id = b.thing_id
      where ${isHeldBy('v.id', bank)} or exists (select from payment p where p.voucher_id = v.id and p.collector_kind = 'bank')
      group by b.programme
    ), funded as (
      select programme, sum(amount_vnd)::bigint as vnd from funding where month = ${firstDayOf(month)} group by programme
    )
    select p.code as programme, coalesce(f.vnd, 0) as "fundedVnd", coalesce(s.vnd, 0) as "sentVnd"
    from programme p left join funded f on f.programme = p.code left join sent s on s.programme = p.code
    order by p.position`.execute(read);
  return rows;
}

export async function listBatches(
  read: Read,
  month: Month,
  { desk, bank }: { readonly desk: Id; readonly bank: Id },
) {
  const [waiting, funds] = await Promise.all([listWaiting(read, month, desk), listFunds(read, month, bank)]);
  const batches = await read
    .selectFrom('bank_batch as b')
    .leftJoin('bank_answer as a', 'a.batch_id', 'b.id')
    .select(['b.id', 'b.programme', 'b.vouchers', 'b.total_vnd', 'b.made_by', 'b.made_at'])
    .select(['a.paid', 'a.rejected', 'a.skipped', 'a.recorded_by', 'a.recorded_at'])
    .where('b.month', '=', firstDayOf(month))
    .orderBy('b.made_at', 'desc')
    .orderBy('b.id')
    .execute();
  return {
    waiting,
    funds,
    batches: batches.map((row) => ({
      id: row.id,
      programme: row.programme,
      vouchers: row.vouchers,
      totalVnd: row.total_vnd,
      madeBy: row.made_by,
      madeAt: row.made_at,
      answer:
        row.recorded_at === null
          ? null
          : {
              paid: row.paid ?? 0,
              rejected: row.rejected ?? 0,
              skipped: row.skipped as SkippedLine[],
              recordedBy: row.recorded_by ?? '',
              recordedAt: row.recorded_at,
            },
    })),
  };
}

/** A line whose voucher the bank did not hold any more when its answer came. */
export interface SkippedLine {
  readonly voucherId: Id;
  readonly fullName: string;
  /** Whether the bank has credited it all the same. */
  readonly credited: boolean;
}

export type LineState = 'sent' | 'paid' | 'rejected' | 'skipped';

/** The lines of a batch in the order of their references: paid by the bank, sent back by it, left as they were, or not answered yet. */
export async function pageOfBatchLines(
  read: Read,
  batchId: Id,
  asked: PageAsked & { readonly state?: LineState | undefined },
) {
  const limit = asked.limit ?? PAGE;
  const after = readCursor(asked.after, 'id')?.[0] ?? null;
  const { rows } = await sql<{
    voucherId: Id;
    citizenId: Id;
    fullName: string;
    bankName: string | null;
    account: string | null;
    amountVnd: bigint;
    state: LineState;
  }>`
    select * from (
      select v.id as "voucherId", v.citizen_id as "citizenId", c.full_name as "fullName", c.bank_name as "bankName", c.bank_account as account, v.amount_vnd as "amountVnd",
        case when a.batch_id is null then 'sent'
          when a.skipped @> jsonb_build_array(jsonb_build_object('voucherId', v.id)) then 'skipped'
          when exists (select 1 from payment p where p.voucher_id = v.id and p.collector_kind = 'bank') then 'paid' else 'rejected' end as state
      from bank_batch b join thing_move m on m.handover_id = b.handover_id join voucher v on v.id = m.thing_id
      join citizen c on c.id = v.citizen_id left join bank_answer a on a.batch_id = b.id
      where b.id = ${batchId} and (${after}::uuid is null or v.id > ${after}::uuid)
    ) line where ${asked.state ?? null}::text is null or state = ${asked.state ?? null}
    order by "voucherId" limit ${limit + 1}`.execute(read);
  return pageOf(
    rows,
    limit,
    (row) => [row.voucherId],
    ({ account, citizenId, ...line }) => ({
      ...line,
      accountMasked: maskedAccount(citizenId, account),
    }),
  );
}

export function findBatch(tx: Tx, id: Id) {
  return tx.selectFrom('bank_batch').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function writeBatch(tx: Tx, batch: Insertable<Schema['bank_batch']>): Promise<void> {
  await tx.insertInto('bank_batch').values(batch).execute();
}

export function findAnswer(tx: Tx, batchId: Id) {
  return tx.selectFrom('bank_answer').selectAll().where('batch_id', '=', batchId).executeTakeFirst();
}

export async function writeAnswer(tx: Tx, answer: Insertable<Schema['bank_answer']>): Promise<void> {
  await tx.insertInto('bank_answer').values(answer).execute();
}
