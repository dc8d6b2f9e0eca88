import { findPersonalHand, showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { moveBankCash } from '../cash/actions/money.ts';
import { acceptOffer, offer } from '../cash/actions/offers.ts';
import type { SmallProvince } from './province.ts';

/** Every drawer's notes go back to the vault, counted, and the vault's to the bank. */
export async function bringCashBack(db: TestDatabase, province: SmallProvince, at: Date): Promise<void> {
  const { treasurer, camLoId, tellers } = province;
  const vault = await showOfficeHand(db.read, camLoId, 'vault');
  for (const teller of tellers) {
    const drawer = await findPersonalHand(db.read, teller.id, 'drawer');
    const left = (await sumHands(db.read, [drawer?.id as Id])).get(drawer?.id as Id) as bigint;
    if (left === 0n) continue;
    const { count } = fewestNotes(left);
    await db.write(async (tx) => {
      const offerId = newId();
      await offer(tx, at, {
        id: offerId,
        doer: teller,
        from: drawer as NonNullable<typeof drawer>,
        towardHand: vault.id,
        count,
      });
      await acceptOffer(tx, at, { id: newId(), doer: treasurer, offerId, count });
    });
  }
  const left = (await sumHands(db.read, [vault.id])).get(vault.id) as bigint;
  const deposit = {
    id: newId(),
    doer: treasurer,
    officeId: camLoId,
    direction: 'deposit' as const,
    document: 'GNT 01',
    witnessId: null,
  };
  await db.write((tx) => moveBankCash(tx, at, { ...deposit, count: fewestNotes(left).count }));
}
