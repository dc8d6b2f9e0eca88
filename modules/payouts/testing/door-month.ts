import { showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';
import { type Door, type DueVoucher, dueVouchers, fillBag, must, openDoor } from './at-door.ts';
import { type ServedMonth, serveMonth } from './served.ts';

/** A served month whose second teller stands at doors, with all its vouchers in the bag. */
export interface DoorMonth {
  readonly month: ServedMonth;
  readonly door: Door;
  readonly officeId: Id;
  /** A voucher of the bag that no test has used yet. */
  next(): DueVoucher;
  balance(): Promise<bigint>;
  statusOf(voucherId: Id): Promise<string>;
  /** The kind of the hand that holds it. */
  holderOf(voucherId: Id): Promise<string>;
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer is judged property by property
  send(...written: readonly { readonly signed: { text: string; signature: string } }[]): Promise<any>;
  /** Out of the bag and onto the desk, as if the office had recalled it: no route does so behind a phone's back. */
  recall(voucherId: Id): Promise<void>;
  close(): Promise<void>;
}

/** `more` people beside the two; `count` is the cash in the bag. */
export async function openDoorMonth(db: TestDatabase, more: number, count: Count): Promise<DoorMonth> {
  const month = await serveMonth(db, more);
  const officeId = month.province.camLoId;
  const door = await openDoor(month);
  const due = await dueVouchers(db);
  await fillBag(
    db,
    month,
    door,
    due.map(({ id }) => id),
    count,
  );
  return {
    month,
    door,
    officeId,
    next: () => {
      const voucher = due.shift();
      if (!voucher) throw new Error('no vouchers are left');
      return voucher;
    },
    balance: async () => (await sumHands(db.read, [door.bagId])).get(door.bagId) ?? 0n,
    statusOf: async (id) =>
      (await db.read.selectFrom('voucher').select('status').where('id', '=', id).executeTakeFirstOrThrow())
        .status,
    holderOf: async (id) =>
      (
        await db.read
          .selectFrom('thing as t')
          .innerJoin('hand as h', 'h.id', 't.holder')
          .select('h.kind')
          .where('t.id', '=', id)
          .executeTakeFirstOrThrow()
      ).kind,
    send: async (...written) => must(await door.phone.send(written.map(({ signed }) => signed))),
    recall: async (voucherId) => {
      const desk = await showOfficeHand(db.read, officeId, 'desk');
      const recalled = {
        id: newId(),
        kind: 'recall',
        doer: { kind: 'job' as const, name: 'test' },
        officeId,
        occurredAt: month.clock.now(),
        input: { voucherId },
        things: [{ thing: voucherId, from: door.bagId, to: desk.id }],
      };
      const [answer] = await db.write((tx) => post(tx, month.clock.now(), [recalled]));
      if (answer?.answer !== 'posted') throw new Error(JSON.stringify(answer));
    },
    close: () => month.close(),
  };
}
