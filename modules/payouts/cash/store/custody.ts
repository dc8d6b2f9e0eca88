import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Vnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';

/** The hands of an office that its people act with, and one's own drawer or bag first; the drawers of others are left out. */
export async function listMyHands(read: Read, officeId: Id, staffId: Id) {
  const { rows } = await sql<{
    id: Id;
    kind: string;
    name: string;
    mine: boolean;
    balance: bigint | null;
    limit_vnd: bigint | null;
    closed_day: Day | null;
    things: bigint;
  }>`
    select h.id, h.kind, h.name, h.staff_id is not null as mine, b.balance_vnd as balance, b.limit_vnd, b.closed_day,
      (select count(*) from thing t where t.holder = h.id) as things
    from hand h left join hand_balance b on b.hand_id = h.id
    where h.office_id = ${officeId} and h.closed_at is null and (h.staff_id = ${staffId} or (h.staff_id is null and h.kind in ('vault', 'desk')))
    order by h.staff_id is null, h.kind`.execute(read);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    mine: row.mine,
    balanceVnd: row.balance ?? 0n,
    things: Number(row.things),
    limitVnd: row.limit_vnd,
    closedDay: row.closed_day,
  }));
}

export interface PaymentAt {
  readonly payerId: Id | null;
  readonly payer: string;
  readonly amountVnd: Vnd;
  readonly reversed: boolean;
}

/** A payment at this office's counters: who paid how much. Refuses `not_found` for any other handover. */
export async function showPaymentAt(read: Read | Tx, handoverId: Id, officeId: Id): Promise<PaymentAt> {
  const { rows } = await sql<PaymentAt>`
    select h.actor_id as "payerId", h.actor_name as payer,
      (select coalesce(sum(amount_vnd), 0)::bigint from money_move m where m.handover_id = h.id) as "amountVnd",
      exists (select 1 from handover r where r.reverses = h.id) as reversed
    from handover h where h.id = ${handoverId} and h.kind = 'pay' and h.office_id = ${officeId}`.execute(
    read,
  );
  if (!rows[0]) throw new Refusal('not_found', { payment: handoverId });
  return rows[0];
}
