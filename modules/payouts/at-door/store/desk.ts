import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import { IS_OPEN } from '#kernel/devices/lists.ts';
import { openText } from '#kernel/devices/store.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { within } from '#kernel/access/office-tree.ts';
import type { VoucherStatus } from '../../voucher.ts';

export interface VoucherSeen {
  readonly id: Id;
  readonly programmeVi: string;
  readonly programmeEn: string;
  readonly benefitMonth: string;
  readonly amountVnd: bigint;
  readonly status: VoucherStatus;
  readonly holder: NamedHand;
  readonly paid: {
    readonly handoverId: Id;
    readonly receiptNo: string;
    readonly office: string;
    readonly by: string;
    readonly at: Date;
    readonly collector: string;
    readonly atDoor: boolean;
  } | null;
}

/** The signed text behind an exception of an office at or below a path; null when there is none. */
export async function findExceptionContent(
  read: Read,
  exceptionId: Id,
  path: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: Id; content: string }>`
    select y.id, y.content from device_exception x join device_operation y on y.id = x.operation_id join office o on o.id = x.office_id
    where x.id = ${exceptionId} and ${within('o.path', path)}`.execute(read);
  const [row] = rows;
  return row ? openText(row.id, row.content) : null;
}

export async function readVouchersSeen(read: Read, ids: readonly Id[]): Promise<VoucherSeen[]> {
  const { rows } = await sql<VoucherSeen>`
    select v.id, g.name_vi as "programmeVi", g.name_en as "programmeEn", to_char(v.benefit_month, 'YYYY-MM') as "benefitMonth",
      v.amount_vnd as "amountVnd", v.status, ${namedHand('h')} as holder,
      (select jsonb_build_object('handoverId', p.handover_id, 'receiptNo', p.receipt_no, 'office', o.name, 'by', a.actor_name,
          'at', to_char(a.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'collector', p.collector_name,
          'atDoor', a.device_id is not null)
        from payment p join office o on o.id = p.office_id join handover a on a.id = p.handover_id
        where p.voucher_id = v.id and not exists (
          select from payment_reversal r where r.voucher_id = p.voucher_id and r.attempt = p.attempt)) as paid
    from voucher v join thing t on t.id = v.id join hand h on h.id = t.holder join programme g on g.code = v.programme
    where v.id = any (${[...ids]}::uuid[]) order by v.benefit_month, v.id`.execute(read);
  return rows.map((row) => ({ ...row, paid: row.paid && { ...row.paid, at: new Date(row.paid.at) } }));
}

export interface OtherException {
  readonly exceptionId: Id;
  readonly device: string;
  readonly by: string;
  readonly office: string;
  readonly inReach: boolean;
  readonly at: Date;
  readonly ruled: boolean;
}

/** Other exceptions of phones about the same vouchers, oldest first; `inReach` are those of offices at or below the path. */
export async function listOthers(
  read: Read,
  {
    exceptionId,
    voucherIds,
    path,
  }: { readonly exceptionId: Id; readonly voucherIds: readonly Id[]; readonly path: string },
): Promise<OtherException[]> {
  const { rows } = await sql<OtherException>`
    select x.id as "exceptionId", d.name as device, s.name as by, o.name as office, ${within('o.path', path)} as "inReach",
      y.happened_at as at, not ${IS_OPEN} as ruled
    from device_exception x join device_operation y on y.id = x.operation_id join device d on d.id = y.device_id
    join staff s on s.id = d.staff_id join office o on o.id = x.office_id
    where x.id <> ${exceptionId} and y.named && ${[...voucherIds]}::uuid[] order by y.happened_at, x.id limit 20`.execute(
    read,
  );
  return rows;
}

export async function findCitizenSeen(
  read: Read,
  id: Id,
): Promise<{ readonly id: Id; readonly name: string; readonly diedOn: Day | null } | null> {
  const { rows } = await sql<{ id: Id; name: string; diedOn: Day | null }>`
    select c.id, c.full_name as name, d.died_on as "diedOn" from citizen c
    left join citizen_death d on d.citizen_id = coalesce(c.merged_into, c.id) where c.id = ${id}`.execute(
    read,
  );
  return rows[0] ?? null;
}

export interface BagToReissue {
  readonly id: Id;
  readonly hand: NamedHand;
  readonly officeId: Id;
  readonly frozen: boolean;
  readonly balanceVnd: bigint;
  readonly vouchers: number;
  readonly vouchersVnd: bigint;
  readonly unapplied: number;
  readonly unruled: number;
  readonly unsent: number;
  readonly proposal: {
    readonly id: Id;
    readonly by: string;
    readonly at: Date;
    readonly mine: boolean;
  } | null;
}

/** What stands between a lost phone's bag and its vouchers being issued anew. */
export async function findBagToReissue(
  read: Read,
  bagId: Id,
  path: string,
  staffId: string,
): Promise<BagToReissue | null> {
  const { rows } = await sql<BagToReissue>`
    select h.id, ${namedHand('h')} as hand, h.office_id as "officeId", b.balance_vnd as "balanceVnd",
      exists (select from hand_freeze f where f.hand_id = h.id and not exists (select from hand_thaw w where w.freeze_id = f.id)) as frozen,
      (select count(*)::int from thing t where t.holder = h.id) as vouchers,
      (select coalesce(sum(v.amount_vnd), 0)::bigint from thing t join voucher v on v.id = t.id where t.holder = h.id) as "vouchersVnd",
      (select count(*)::int from device d join device_operation y on y.device_id = d.id where d.staff_id = h.staff_id
        and not exists (select from device_answer a where a.operation_id = y.id)) as unapplied,
      (select count(*)::int from device d join device_operation y on y.device_id = d.id join device_exception x on x.operation_id = y.id
        where d.staff_id = h.staff_id and x.state = 'quarantined'
          and not exists (select from device_exception_ruling r where r.exception_id = x.id)) as unruled,
      (select coalesce(sum(e.last_seq - (select count(distinct y.seq) from device_operation y
          where y.device_id = d.id and y.seq <= e.last_seq)), 0)::int
        from device d join device_heard e on e.device_id = d.id where d.staff_id = h.staff_id) as unsent,
      (select jsonb_build_object('id', p.id, 'by', p.made_by_name, 'mine', p.made_by = ${staffId},
          'at', to_char(p.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
        from proposal p where p.kind = 'bag-reissue' and p.office_id = h.office_id and p.command ->> 'bagId' = h.id::text
          and not exists (select from proposal_ruling r where r.proposal_id = p.id) order by p.made_at desc limit 1) as proposal
    from hand h join hand_balance b on b.hand_id = h.id join office o on o.id = h.office_id
    where h.id = ${bagId} and h.kind = 'bag' and ${within('o.path', path)}`.execute(read);
  const [row] = rows;
  return row
    ? { ...row, proposal: row.proposal && { ...row.proposal, at: new Date(row.proposal.at) } }
    : null;
}
