import type { TestPhone } from '#kernel/devices/testing/phone.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { type DueVoucher, must, payBody } from './at-door.ts';
import type { Asked } from './counter.ts';
import type { DoorMonth } from './door-month.ts';

export interface Contradiction {
  /** The operation's. */
  readonly id: Id;
  readonly exceptionId: Id;
  readonly caseId: Id;
}

export interface Conflicts {
  readonly accountant: string;
  /** Paid at the door though the books say otherwise. */
  payAgainstBooks(voucher: DueVoucher, phone?: TestPhone): Promise<Contradiction>;
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer is judged property by property
  showException(id: Id): Promise<any>;
  rule(caseId: Id, ruling: string, id?: Id, note?: string): Promise<Asked>;
  /** Two people take back what was paid or recognised. */
  takeBack(paymentHandoverId: Id): Promise<void>;
  openClaims(): Promise<{ id: Id; amountVnd: bigint; hand: string }[]>;
  /** Where a voucher lies, and whether an open difference holds or names it. */
  mark(voucher: DueVoucher): Promise<{ holder: Id; held_by: Id | null; contested: boolean } | undefined>;
  /** Every payment of a voucher, and whether it was taken back. */
  paymentsOf(voucherId: Id): Promise<{ receiptNo: string; handoverId: Id; taken: boolean }[]>;
}

export async function openConflicts(db: TestDatabase, at: DoorMonth): Promise<Conflicts> {
  const { officeId, door } = at;
  const { counter } = at.month;
  const accountant = await counter.cookie('chief-accountant', officeId);
  const showException = async (id: Id) =>
    must(await counter.ask(door.manager, 'GET', `/devices/exceptions/${id}?officeId=${officeId}`));
  return {
    accountant,
    payAgainstBooks: async (voucher, phone = door.phone) => {
      const { id, signed } = await phone.write('payouts.pay', payBody([voucher]));
      const [answer] = must(await phone.send([signed])).answers;
      if (answer.outcome !== 'posted' || !answer.exceptionId) throw new Error(JSON.stringify(answer));
      const { exception } = await showException(answer.exceptionId);
      return { id, exceptionId: answer.exceptionId, caseId: exception.caseId };
    },
    showException,
    rule: (caseId, ruling, id = newId(), note = `đã gọi điện: ${ruling}`) =>
      counter.ask(accountant, 'POST', `/payouts/cases/${caseId}/ruling`, { id, officeId, ruling, note }),
    takeBack: async (paymentHandoverId) => {
      const id = newId();
      const what = { kind: 'pay-reverse', paymentHandoverId, reason: 'Nhận nhầm người' };
      must(await counter.ask(accountant, 'POST', '/payouts/proposals', { id, officeId, what }));
      const granted = { officeId, granted: true, note: null };
      must(await counter.ask(door.manager, 'POST', `/payouts/proposals/${id}/ruling`, granted));
    },
    mark: ({ id }) =>
      db.read
        .selectFrom('thing')
        .select(['holder', 'held_by', 'contested'])
        .where('id', '=', id)
        .executeTakeFirst(),
    openClaims: async () =>
      (
        await db.owner.pool.query<{ id: Id; amountVnd: bigint; hand: string }>(
          `select c.id, c.amount_vnd as "amountVnd", h.kind as hand from custody_case c join hand h on h.id = c.hand_id
           where c.kind = 'claim' and not exists (select from custody_case_entry e where e.case_id = c.id and e.kind = 'ruled')`,
        )
      ).rows,
    paymentsOf: async (voucherId) =>
      (
        await db.owner.pool.query<{ receiptNo: string; handoverId: Id; taken: boolean }>(
          `select p.receipt_no as "receiptNo", p.handover_id as "handoverId", r.voucher_id is not null as taken
           from payment p left join payment_reversal r using (voucher_id, attempt) where p.voucher_id = $1 order by p.attempt`,
          [voucherId],
        )
      ).rows,
  };
}
