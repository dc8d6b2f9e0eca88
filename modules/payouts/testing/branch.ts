import { openTestSession } from '#kernel/access/testing/signed-in.ts';
import {
  findPersonalHand,
  type HandKind,
  type HandRow,
  showOfficeHand,
  sumHands,
} from '#kernel/handover/hands.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Asked } from './counter.ts';
import { type ServedMonth, serveMonth } from './served.ts';

/** A branch as its people see it: the served month, the sessions of those who work there and over it, and its hands. */
export interface Branch {
  readonly month: ServedMonth;
  readonly officeId: Id;
  /** Cookies. */
  readonly teller: string;
  readonly treasurer: string;
  readonly accountant: string;
  readonly manager: string;
  readonly director: string;
  readonly vault: Id;
  readonly drawer: Id;
  ask(cookie: string, method: 'GET' | 'POST', url: string, body?: object): Promise<Asked>;
  held(hand: Id): Promise<bigint>;
  hand(kind: HandKind): Promise<Id>;
}

/** `more` people are due a voucher each beside the two. */
export async function openBranch(db: TestDatabase, more = 0): Promise<Branch> {
  const month = await serveMonth(db, more);
  const { province, counter } = month;
  const officeId = province.camLoId;
  const tellerId = province.tellers[0]?.id as Id;
  const hand = async (kind: HandKind) => (await showOfficeHand(db.read, officeId, kind)).id;
  return {
    month,
    officeId,
    teller: await openTestSession(db.owner, tellerId),
    treasurer: await counter.cookie('treasurer', officeId),
    accountant: await counter.cookie('chief-accountant', province.rootId),
    manager: await counter.cookie('district-manager', officeId),
    director: await counter.cookie('provincial-director', province.rootId),
    vault: await hand('vault'),
    drawer: ((await findPersonalHand(db.read, tellerId, 'drawer')) as HandRow).id,
    ask: (cookie, method, url, body) =>
      counter.ask(cookie, method, `/payouts${url}`, body && { officeId, ...body }),
    held: async (id) => (await sumHands(db.read, [id])).get(id) ?? 0n,
    hand,
  };
}
