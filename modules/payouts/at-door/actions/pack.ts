import { lookAtCollectors } from '#people/looks/numbers.ts';
import type { Looking } from '#kernel/access/reveals.ts';
import type { Database } from '#kernel/db/connect.ts';
import { listThingsIn } from '#kernel/handover/things.ts';
import type { Read } from '#kernel/db/types.ts';
import type { Device } from '#kernel/devices/store.ts';
import { findFreezes } from '#kernel/handover/freeze.ts';
import { findPersonalHand, showOfficeHand } from '#kernel/handover/hands.ts';
import { addDays, dayAt, type Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { stockOf } from '../../cash/rules/notes.ts';
import { readNotedSince } from '../../cash/store/hand-notes.ts';
import { readBalance } from '../store/balances.ts';
import {
  listOffersToward,
  listReturnsFrom,
  newSalt,
  numberHider,
  readBagCitizens,
  readBagHeirs,
  readBagProxies,
  readBagVisits,
  readBagVouchers,
} from '../store/bag.ts';

/** A planned round as another module tells it: where to go, in which order. */
export interface PlannedRound {
  readonly id: Id;
  readonly day: Day;
  readonly stops: readonly {
    readonly citizenIds: readonly Id[];
    readonly name: string;
    readonly lat: number | null;
    readonly lon: number | null;
    readonly arriveAt: Date | null;
    readonly note: string | null;
  }[];
}

/** The round of a person on a day; null where none is planned. */
export type ReadRound = (read: Read, asked: { staffId: Id; day: Day }) => Promise<PlannedRound | null>;

/**
 * Facts of people stay on a phone three days, and beyond them only while its bag still holds what they are needed for: a round
 * cut off by a flood is paid out all the same.
 */
const PURGE_HOURS = 72;
/** How long the payer is told what became of what was given back, and who was not met. */
const TOLD_DAYS = 3;

/**
 * What a phone takes along: its bag with the vouchers it holds and those on their way to it, what it takes to pay them, the round.
 * Numbers of identity leave as last digits and a hash with a salt of this bag.
 */
export async function packBag(
  db: Database,
  now: Date,
  device: Device,
  readRound: ReadRound | null,
  looking: Looking,
) {
  const { read } = db;
  const { staffId, officeId } = device;
  const today = dayAt(now);
  const hand = await findPersonalHand(read, staffId, 'bag');
  const bag = hand?.officeId === officeId ? hand : null;
  const heldVoucherIds = bag ? await listThingsIn(read, bag.id) : [];
  const offers = bag ? await listOffersToward(read, bag.id) : [];
  const vouchers = await readBagVouchers(
    read,
    [...heldVoucherIds, ...offers.flatMap((offer) => offer.voucherIds)],
    today,
  );
  const vault = await showOfficeHand(read, officeId, 'vault');
  const desk = await showOfficeHand(read, officeId, 'desk');
  const salt = newSalt();
  return {
    form: 'bag/1' as const,
    madeAt: now,
    today,
    office: { id: officeId, name: device.office },
    person: { id: staffId, name: device.person },
    bag: bag && (await describe(read, bag)),
    returnTo: { vault: vault.id, desk: desk.id },
    offers,
    returns: bag ? await listReturnsFrom(read, bag, addDays(today, -TOLD_DAYS)) : [],
    heldVoucherIds,
    people: await readPeople(db, now, vouchers, salt, looking),
    round: readRound ? await readRound(read, { staffId, day: today }) : null,
    salt,
    purgeAt: new Date(now.valueOf() + PURGE_HOURS * 3_600_000),
  };
}

async function describe(read: Read, bag: { readonly id: Id }) {
  const balance = await readBalance(read, bag.id);
  const { counted, moves } = await readNotedSince(read, bag.id);
  const { atMost, exact } = stockOf(counted, moves);
  return {
    handId: bag.id,
    ...balance,
    notes: atMost && { count: atMost, exact },
    frozen: (await findFreezes(read, [bag.id])).size > 0,
  };
}

async function readPeople(
  db: Database,
  now: Date,
  vouchers: Awaited<ReturnType<typeof readBagVouchers>>,
  salt: string,
  looking: Looking,
) {
  const { read } = db;
  const ids = [...new Set(vouchers.map((voucher) => voucher.citizenId))];
  const hide = numberHider(salt);
  const byPerson = Map.groupBy(vouchers, (voucher) => voucher.citizenId);
  const proxies = Map.groupBy(await readBagProxies(read, ids, dayAt(now)), (proxy) => proxy.citizenId);
  const heirs = Map.groupBy(await readBagHeirs(read, ids), (heir) => heir.citizenId);
  const numbers = await lookAtCollectors(db, ids, looking);
  const visits = await readBagVisits(read, ids, new Date(now.valueOf() - TOLD_DAYS * 24 * 3_600_000));
  return (await readBagCitizens(db, ids, looking)).map(({ cccd, ...person }) => ({
    ...person,
    cccd: hide(cccd),
    visited: visits.get(person.citizenId) ?? null,
    vouchers: (byPerson.get(person.citizenId) ?? []).map((row) => row.voucher),
    proxies: (proxies.get(person.citizenId) ?? []).map(({ id, name, programmes, madeOn, expiresOn }) => ({
      authorityId: id,
      name,
      cccd: hide(numbers.get(id) ?? ''),
      programmes,
      madeOn,
      expiresOn,
    })),
    heirs: (heirs.get(person.citizenId) ?? []).map(({ id, name, relation }) => ({
      heirId: id,
      name,
      relation,
      cccd: hide(numbers.get(id) ?? ''),
    })),
  }));
}
