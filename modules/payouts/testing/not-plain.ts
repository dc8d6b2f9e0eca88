import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { pay, type PayCommand } from '../pay/actions/pay.ts';
import { reversePayment } from '../pay/actions/reverse.ts';
import { BINH } from './served.ts';

/** One fact that keeps a payment from being plain, and what the rules say of it then. */
export interface PlainCase {
  readonly what: string;
  readonly change?: (tx: Tx, command: PayCommand, at: PlainPlace) => Promise<unknown>;
  readonly command?: Partial<PayCommand>;
  readonly now?: Date;
  /** `paid`, or the code of their refusal; null where the ledger itself ends the transaction. */
  readonly rules: string | null;
  /** Whoever pays at the same counter at that moment is not plain either. */
  readonly shared?: true;
}

const one = (statement: (voucher: Id) => ReturnType<typeof sql>) => (tx: Tx, command: PayCommand) =>
  statement(command.voucherIds[0] as Id).execute(tx);
const whose = (voucher: Id) => sql`(select citizen_id from voucher where id = ${voucher})`;
const stop = (voucher: Id, id: Id) => sql`
  insert into payout_stop (id, citizen_id, kind, from_month, reason, recorded_by, recorded_at)
  values (${id}, ${whose(voucher)}, 'suspended', '2020-12-01', 'chờ xác minh', 'Ngô Văn Chi Trả', now())`;

export interface PlainPlace {
  readonly officeId: Id;
  readonly farId: Id;
  readonly drawer: Id;
  /** A second person, for what takes two. */
  readonly witnessId: Id;
}

export const TODAY = '2020-12-08';
export const PAYDAY = new Date(`${TODAY}T09:00:00+07:00`);

export const NOT_PLAIN: readonly PlainCase[] = [
  {
    what: 'returned',
    change: one((v) => sql`update voucher set status = 'returned' where id = ${v}`),
    rules: 'voucher_returned',
  },
  {
    what: 'withdrawn',
    change: one(
      (v) => sql`update voucher set status = 'withdrawn', withdrawn_by = ${newId()} where id = ${v}`,
    ),
    rules: 'voucher_withdrawn',
  },
  {
    what: 'paid by bank',
    change: one((v) => sql`update voucher set channel = 'bank' where id = ${v}`),
    rules: 'paid_by_bank',
  },
  {
    what: 'of another office',
    change: (tx, { voucherIds }, { farId }) =>
      sql`update voucher set office_id = ${farId} where id = ${voucherIds[0]}`.execute(tx),
    rules: 'wrong_place',
  },
  {
    what: 'held by somebody else',
    change: async (tx, { voucherIds }, { farId }) => {
      const far = await showOfficeHand(tx, farId, 'desk');
      return sql`update thing set holder = ${far.id} where id = ${voucherIds[0]}`.execute(tx);
    },
    rules: 'held_elsewhere',
  },
  {
    what: 'of a record that was merged into another',
    change: one(
      (v) =>
        sql`update citizen set merged_into = (select id from citizen where cccd = ${BINH}) where id = ${whose(v)}`,
    ),
    rules: 'paid',
  },
  {
    what: 'of a person who died',
    change: one(
      (v) =>
        sql`insert into citizen_death (citizen_id, died_on, document, recorded_by, recorded_at)
          values (${whose(v)}, '2020-12-02', 'trích lục 12', ${newId()}, now())`,
    ),
    rules: 'citizen_dead',
  },
  { what: 'stopped', change: one((v) => stop(v, newId())), rules: 'payment_stopped' },
  {
    what: 'paid before, and taken back',
    change: async (tx, command, { witnessId }) => {
      const earlier = { ...command, id: newId() };
      await pay(tx, PAYDAY, [earlier]);
      const { id: paymentHandoverId, doer } = earlier;
      return reversePayment(tx, PAYDAY, {
        id: newId(),
        doer,
        paymentHandoverId,
        witnessId,
        reason: 'chi nhầm người',
      });
    },
    rules: 'paid',
  },
  {
    what: 'stopped, and the stop lifted',
    change: async (tx, { voucherIds }) => {
      const id = newId();
      await stop(voucherIds[0] as Id, id).execute(tx);
      return sql`insert into payout_stop_lift (stop_id, reason, lifted_by, lifted_at)
        values (${id}, 'đã xác minh', ${newId()}, now())`.execute(tx);
    },
    rules: 'paid',
  },
  {
    what: 'in review',
    change: one(
      (v) =>
        sql`insert into match_review (id, list_id, line, citizen_id, candidate_id, raised_at)
          select ${newId()}, list_id, line, citizen_id, (select id from citizen where cccd = ${BINH}), now() from voucher where id = ${v}`,
    ),
    rules: 'identity_in_review',
  },
  {
    what: 'named by an open difference',
    change: one((v) => sql`update thing set contested = true where id = ${v}`),
    rules: 'contested',
  },
  {
    what: 'of a period that is locked',
    shared: true,
    change: async (tx) => {
      const [id, maker] = [newId(), newId()];
      await sql`insert into settlement (id, programme, month, figures, returned_vnd, fee_vnd, made_by, made_at)
        values (${id}, 'merit', '2020-12-01', '{}', 0, 0, ${maker}, now())`.execute(tx);
      return sql`insert into settlement_lock (settlement_id, made_by, locked_by, locked_at)
        values (${id}, ${maker}, ${newId()}, now())`.execute(tx);
    },
    rules: 'period_locked',
  },
  {
    what: 'asked for too early',
    shared: true,
    now: new Date('2020-12-01T09:00:00+07:00'),
    rules: 'too_early',
  },
  {
    what: 'asked for where the drawer is closed for the day',
    shared: true,
    change: (tx, _command, { drawer }) =>
      sql`update hand_balance set closed_day = ${TODAY} where hand_id = ${drawer}`.execute(tx),
    rules: 'drawer_closed',
  },
  {
    what: 'asked for where the day of the office is closed: it goes into the next',
    shared: true,
    change: (tx, _command, { officeId }) =>
      sql`insert into office_close (office_id, business_day, closed_by, closed_at, figures)
        values (${officeId}, ${TODAY}, ${newId()}, now(), '{}')`.execute(tx),
    rules: 'paid',
  },
  {
    what: 'asked for by who has no drawer any more',
    shared: true,
    change: (tx, _command, { drawer }) =>
      sql`update hand set closed_at = now() where id = ${drawer}`.execute(tx),
    rules: 'drawer_not_open',
  },
  {
    what: 'more than the drawer holds',
    shared: true,
    change: (tx, _command, { drawer }) =>
      sql`update hand_balance set balance_vnd = 1000 where hand_id = ${drawer}`.execute(tx),
    rules: 'drawer_short',
  },
  {
    what: 'paid to a party whose cash is guarded',
    shared: true,
    change: (tx, _command, { officeId }) =>
      sql`insert into hand_balance (hand_id, balance_vnd)
        select id, 0 from hand where office_id = ${officeId} and kind = 'party'`.execute(tx),
    rules: 'paid',
  },
  { what: 'counted as something else', command: { count: { '500000': 1 } }, rules: 'count_differs' },
  {
    what: 'a thing that is held by a freeze',
    change: one((v) => sql`update thing set held_by = holder where id = ${v}`),
    rules: null,
  },
  {
    what: 'asked for out of a drawer that is held by a freeze',
    shared: true,
    change: (tx, _command, { drawer }) =>
      sql`update hand_balance set held_vnd = balance_vnd where hand_id = ${drawer}`.execute(tx),
    rules: null,
  },
];
