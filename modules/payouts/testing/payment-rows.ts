import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import type { PayCommand } from '../pay/actions/pay.ts';

/** Every row that payments leave, table by table, without what the moment alone decides. */
export async function rowsOfPayments(
  tx: Tx,
  commands: readonly PayCommand[],
): Promise<Record<string, unknown[]>> {
  const acts = sql`any (${commands.map(({ id }) => id)}::uuid[])`;
  const vouchers = sql`any (${commands.flatMap(({ voucherIds }) => voucherIds)}::uuid[])`;
  const tables = {
    handover: sql`to_jsonb(r) - 'xid' from handover r where r.id = ${acts}`,
    money_move: sql`to_jsonb(r) from money_move r where r.handover_id = ${acts}`,
    thing_move: sql`to_jsonb(r) from thing_move r where r.handover_id = ${acts}`,
    cash_count: sql`to_jsonb(r) from cash_count r where r.handover_id = ${acts}`,
    payment: sql`to_jsonb(r) from payment r where r.handover_id = ${acts}`,
    voucher: sql`to_jsonb(r) from voucher r where r.id = ${vouchers}`,
    thing: sql`to_jsonb(r) from thing r where r.id = ${vouchers}`,
    hand_balance: sql`to_jsonb(r) from hand_balance r`,
    payout_rollup: sql`to_jsonb(r) from payout_rollup r`,
    payout_hour: sql`to_jsonb(r) from payout_hour r`,
  };
  const written: Record<string, unknown[]> = {};
  for (const [table, part] of Object.entries(tables)) {
    const { rows } = await sql<{ row: unknown }>`
      select row from (select ${part}) x(row) order by row`.execute(tx);
    written[table] = rows.map(({ row }) => row);
  }
  return written;
}
