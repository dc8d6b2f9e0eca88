import { findPersonalHand, type HandRow, showOfficeHand } from '#kernel/handover/hands.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Count } from '#kernel/words/money.ts';
import type { Person } from '../posting.ts';
import { acceptOffer, offer } from '../cash/actions/offers.ts';
import { pay, type PayCommand, type Receipt } from '../pay/actions/pay.ts';
import { citizenOf, type ServedMonth } from './served.ts';

/** Gives cash from Cam Lộ's vault into the drawer of its first teller. */
export async function fillDrawer(
  db: TestDatabase,
  { province, clock }: ServedMonth,
  count: Count,
): Promise<Id> {
  const teller = province.tellers[0] as Person;
  const from = await showOfficeHand(db.read, province.camLoId, 'vault');
  const drawer = (await findPersonalHand(db.read, teller.id, 'drawer')) as HandRow;
  const offerId = newId();
  await db.write(async (tx) => {
    const cash = { id: offerId, doer: province.treasurer, from, towardHand: drawer.id, count };
    await offer(tx, clock.now(), cash);
    await acceptOffer(tx, clock.now(), { id: newId(), doer: teller, offerId, count });
  });
  return drawer.id;
}

/** What the first teller of Cam Lộ sends to pay a person's vouchers to that person. */
export async function payCommand(db: TestDatabase, month: ServedMonth, cccd: string): Promise<PayCommand> {
  const citizenId = await citizenOf(db, cccd);
  const vouchers = await db.read
    .selectFrom('voucher')
    .select('id')
    .where('citizen_id', '=', citizenId)
    .execute();
  return {
    id: newId(),
    doer: month.province.tellers[0] as Person,
    officeId: month.province.camLoId,
    voucherIds: vouchers.map(({ id }) => id),
    collector: { kind: 'self' },
    signed: 'paper',
    occurredAt: month.clock.now(),
  };
}

export async function payNow(db: TestDatabase, month: ServedMonth, command: PayCommand): Promise<Receipt> {
  const [answer] = await db.write((tx) => pay(tx, month.clock.now(), [command]));
  if (!answer || answer instanceof Refusal) throw new Error(answer?.code);
  return answer;
}
