import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { isHeldBy } from '#kernel/handover/things.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { openAccount } from '#people/looks/accounts.ts';

/** One line of the file that goes to the bank; the voucher's id is the reference that comes back in its answer. */
export interface BankLine {
  readonly voucherId: Id;
  readonly account: string;
  readonly bankName: string | null;
  readonly fullName: string;
  readonly amountVnd: bigint;
  /** The hand that holds the voucher now. */
  readonly holder: Id;
}

interface LineRow extends Omit<BankLine, 'account'> {
  readonly citizenId: Id;
  /** Sealed for the person it belongs to. */
  readonly sealed: string | null;
}

const LINE = sql`v.id as "voucherId", v.citizen_id as "citizenId", c.bank_account as sealed, c.bank_name as "bankName",
  c.full_name as "fullName", v.amount_vnd as "amountVnd", t.holder`;

const opened = ({ citizenId, sealed, ...line }: LineRow): BankLine => ({
  ...line,
  account: openAccount(citizenId, sealed) ?? '',
});

/** Of `voucher v` and its `citizen c`: why the bank cannot be asked to pay it, null when it can. */
export const WHY_NOT_TO_BANK = sql<'no-account' | 'died' | 'stopped' | null>`(case
  when c.bank_account is null then 'no-account'
  when exists (select 1 from citizen_death d where d.citizen_id = v.citizen_id) then 'died'
  when exists (select 1 from payout_stop p where p.citizen_id = v.citizen_id and coalesce(p.programme, v.programme) = v.programme
    and not exists (select 1 from payout_stop_lift l where l.stop_id = p.id)) then 'stopped' end)`;

/** Vouchers of a month that are paid into accounts and stand at the province's desk, and one more than a batch takes. */
export async function listBankDue(
  tx: Tx,
  desk: Id,
  { programme, month }: { readonly programme: string; readonly month: Month },
  max: number,
): Promise<BankLine[]> {
  const { rows } = await sql<LineRow>`
    select ${LINE}
    from voucher v join thing t on t.id = v.id join citizen c on c.id = v.citizen_id
    where v.programme = ${programme} and v.month = ${firstDayOf(month)} and v.status = 'due' and v.channel = 'bank'
      and ${isHeldBy('v.id', desk)} and ${WHY_NOT_TO_BANK} is null
    order by v.id limit ${max + 1}`.execute(tx);
  return rows.map(opened);
}

/** The lines of a batch, for the file. */
export async function readBankBatch(read: Read | Tx, batchId: Id): Promise<BankLine[]> {
  const { rows } = await sql<LineRow>`
    select ${LINE}
    from bank_batch b join thing_move m on m.handover_id = b.handover_id join voucher v on v.id = m.thing_id
    join thing t on t.id = v.id join citizen c on c.id = v.citizen_id
    where b.id = ${batchId} order by v.id`.execute(read);
  return rows.map(opened);
}
