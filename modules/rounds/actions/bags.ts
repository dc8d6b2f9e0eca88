import type { Read, Tx } from '#kernel/db/types.ts';
import { once } from '#kernel/handover/once.ts';
import type { Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { namedAfter } from '#places/offices/called.ts';
import {
  emptyBag,
  fillBag,
  notesToPay,
  type Person,
  readBags,
  readHomeStops,
  readOfferStates,
  readPaid,
} from '#modules/payouts/door.ts';
import { findRound, listVersions, readRounds } from '../store/plans.ts';
import { settingsOf } from '../rules/settings.ts';
import { insertOffers, listOffers } from '../store/offers.ts';
import { listSettings } from '../store/settings.ts';

export interface FillCommand {
  readonly id: Id;
  readonly roundId: Id;
  readonly officeId: Id;
  readonly count: Count;
  readonly doer: Person;
}

/**
 * Offers a round's bag its vouchers that stand on the desk now, and the counted cash. Asked again it offers only what has come
 * since. Refuses `round_replaced` for a round of an older version, `nothing_to_offer`, and what an offer refuses.
 */
export function fillRound(
  tx: Tx,
  now: Date,
  command: FillCommand,
): Promise<{ vouchers: number; proposed: boolean; already: boolean }> {
  const { id, roundId, officeId, count, doer } = command;
  const act = { id, kind: 'round-filling', by: doer.id, input: { roundId, officeId, count } };
  return once(tx, now, act, async () => {
    const round = await findRound(tx, roundId);
    if (round?.officeId !== officeId) throw new Refusal('not_found', { round: roundId });
    if (round.replaced) throw new Refusal('round_replaced', { payer: round.payer });
    const planned = new Set(round.voucherIds);
    const homes = await readHomeStops(tx, { officeId, from: monthBegin(round.day), to: round.day });
    const ready = homes
      .flatMap(({ vouchers }) => vouchers)
      .filter((voucher) => voucher.at === 'desk' && planned.has(voucher.id));
    const cashVnd = countedVnd(count);
    if (ready.length === 0 && cashVnd === 0n) throw new Refusal('nothing_to_offer');
    const [vouchersId, cashId] = [newId(), newId()];
    const { proposed } = await fillBag(tx, now, {
      doer,
      officeId,
      staffId: round.payerId,
      bagName: namedAfter('bag', round.payer),
      limitVnd: settingsOf(await listSettings(tx, round.day)).bagVnd,
      vouchers: { id: vouchersId, things: ready.map((each) => each.id) },
      cash: { id: cashId, count },
    });
    const amountVnd = ready.reduce((sum, each) => sum + each.amountVnd, 0n);
    await insertOffers(tx, now, roundId, doer, [
      ...(ready.length > 0
        ? [{ what: 'vouchers' as const, offerId: vouchersId, amountVnd, pieces: ready.length }]
        : []),
      ...(cashVnd > 0n
        ? [{ what: 'cash' as const, offerId: cashId, amountVnd: cashVnd, pieces: piecesOf(count) }]
        : []),
    ]);
    return { vouchers: ready.length, proposed };
  });
}

/** The payer gives back what is left in their bag: all vouchers to the desk, the counted cash to the vault. */
export function returnBag(
  tx: Tx,
  now: Date,
  { id, officeId, count, doer }: { id: Id; officeId: Id; count: Count; doer: Person },
): Promise<{ vouchers: number; already: boolean }> {
  return once(tx, now, { id, kind: 'round-return', by: doer.id, input: { officeId, count } }, async () => {
    const [bag] = await readBags(tx, [doer.id]);
    if (!bag || (bag.vouchers === 0 && countedVnd(count) === 0n)) throw new Refusal('nothing_to_offer');
    return emptyBag(tx, now, { doer, vouchersId: newId(), cashId: newId(), count });
  });
}

/** The bags of a day's rounds: what is planned, what was offered and answered, what is in the bag now. */
export async function listBags(
  read: Read,
  { officeId, day, askerId }: { readonly officeId: Id; readonly day: Day; readonly askerId: Id },
) {
  const [newest] = await listVersions(read, { officeId, day });
  if (!newest) return [];
  const rounds = await readRounds(read, newest.id);
  const payerIds = rounds.map(({ payer }) => payer.id);
  const bags = new Map((await readBags(read, payerIds)).map((bag) => [bag.staffId, bag]));
  const offers = await listOffers(read, { officeId, day, payerIds });
  const states = new Map(
    (
      await readOfferStates(
        read,
        offers.map(({ offerId }) => offerId),
      )
    ).map((state) => [state.id, state]),
  );
  const homes = await readHomeStops(read, { officeId, from: monthBegin(day), to: day });
  const due = new Map(homes.flatMap(({ vouchers }) => vouchers).map((voucher) => [voucher.id, voucher]));
  const paid = await readPaid(
    read,
    rounds.flatMap(({ stops }) => stops.flatMap(({ voucherIds }) => voucherIds)),
  );
  return rounds.map((round) => {
    const ids = round.stops.flatMap(({ voucherIds }) => voucherIds);
    const open = ids.flatMap((id) => due.get(id) ?? []);
    const ready = open.filter(({ at }) => at === 'desk');
    const bag = bags.get(round.payer.id);
    return {
      roundId: round.id,
      payerId: round.payer.id,
      payer: round.payer.name,
      mine: round.payer.id === askerId,
      planned: ids.length,
      plannedVnd: round.amountVnd,
      ready: ready.length,
      readyVnd: ready.reduce((sum, each) => sum + each.amountVnd, 0n),
      coming: open.filter(({ at }) => at === 'coming').length,
      paid: ids.filter((id) => paid.has(id)).length,
      notes: notesToPay(open.map(({ amountVnd }) => ({ amountVnd, times: 1 }))),
      bag: bag ? withoutStaff(bag) : null,
      offers: offers
        .filter(({ payerId }) => payerId === round.payer.id)
        .map(({ payerId: _payer, offerId, ...offer }) => {
          const now = states.get(offerId);
          return {
            ...offer,
            id: offerId,
            state: now?.state ?? ('proposed' as const),
            answeredBy: now?.by ?? null,
            answeredAt: now?.at ?? null,
            count: now?.count ?? {},
          };
        }),
    };
  });
}

function withoutStaff({ staffId: _staff, ...bag }: Awaited<ReturnType<typeof readBags>>[number]) {
  return bag;
}

const monthBegin = (day: Day): Day => `${day.slice(0, 7)}-01`;
const piecesOf = (count: Count) => Object.values(count).reduce((sum, pieces) => sum + pieces, 0);
