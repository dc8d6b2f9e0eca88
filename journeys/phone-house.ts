import { findPersonalHand, openHands, showOfficeHand } from '#kernel/handover/hands.ts';
import type { Server } from '#kernel/http/server.ts';
import { enrolPhone, type TestPhone } from '#kernel/devices/testing/phone.ts';
import type { Json } from '#kernel/devices/operation.ts';
import { post } from '#kernel/handover/post.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { offer } from '#modules/payouts/cash/actions/offers.ts';
import type { Person } from '#modules/payouts/posting.ts';
import { openHouse, type House } from './house.ts';

const FLOAT = { 500000: 40, 200000: 20, 20000: 40, 2000: 40 };
const VOUCHERS = 12;

export interface DoorVoucher {
  readonly id: Id;
  readonly citizenId: Id;
  readonly amountVnd: bigint;
  readonly name: string;
  readonly cccd: string;
}

export interface PhoneHouse extends House {
  readonly payer: Person;
  readonly bagId: Id;
  readonly vouchers: DoorVoucher[];
  /** Enrols a phone without a screen, by the code that the desk shows. */
  enrol(code: string): Promise<TestPhone>;
  /** What was offered to the bag, accepted by the phone. */
  accept(phone: TestPhone): Promise<void>;
  /** As if the office had recalled a voucher behind the phone's back. */
  recall(voucherId: Id): Promise<void>;
}

/** The small province with a payer whose bag is offered some vouchers and a float; phones speak to it over the wire. */
export async function openPhoneHouse(): Promise<PhoneHouse> {
  const house = await openHouse();
  const { db, province, address, clock } = house;
  const { camLoId, tellers } = province;
  const [teller, payer] = tellers as readonly [Person, Person];
  const offers = { cash: newId(), things: newId() };
  const bagId = await db.write(async (tx) => {
    const bag = { kind: 'bag', officeId: camLoId, staffId: payer.id, name: 'Túi đi chi' } as const;
    const [opened] = await openHands(tx, clock.now(), [bag]);
    const drawer = await findPersonalHand(tx, teller.id, 'drawer');
    const desk = await showOfficeHand(tx, camLoId, 'desk');
    if (!opened || !drawer) throw new Error('no bag or no drawer');
    const towardHand = opened.id;
    const { rows } = await db.owner.pool.query<{ id: Id }>(
      `select v.id from voucher v join citizen c on c.id = v.citizen_id where v.status = 'due' order by c.cccd limit $1`,
      [VOUCHERS],
    );
    const things = rows.map(({ id }) => id);
    await offer(tx, clock.now(), {
      id: offers.cash,
      doer: teller,
      from: drawer,
      towardHand,
      count: FLOAT,
    });
    await offer(tx, clock.now(), { id: offers.things, doer: teller, from: desk, towardHand, things });
    return towardHand;
  });
  const { rows: vouchers } = await db.owner.pool.query<DoorVoucher>(
    `select v.id, v.citizen_id as "citizenId", v.amount_vnd as "amountVnd", c.full_name as name, c.cccd
     from thing_move m join voucher v on v.id = m.thing_id join citizen c on c.id = v.citizen_id where m.handover_id = $1 order by c.cccd`,
    [offers.things],
  );
  return {
    ...house,
    payer,
    bagId,
    vouchers,
    enrol: (code) => enrolPhone(overTheWire(address), code, () => clock.now()),
    accept: async (phone) => {
      await phone.write('payouts.accept-offer', { offerId: offers.cash, count: FLOAT, missing: [] });
      await phone.write('payouts.accept-offer', { offerId: offers.things, count: null, missing: [] });
      const { json } = await phone.send();
      for (const answer of json.answers)
        if (answer.outcome !== 'posted') throw new Error(JSON.stringify(answer));
    },
    recall: async (voucherId) => {
      const desk = await showOfficeHand(db.read, camLoId, 'desk');
      const [answer] = await db.write((tx) =>
        post(tx, clock.now(), [
          {
            id: newId(),
            kind: 'recall',
            doer: { kind: 'job', name: 'test' },
            officeId: camLoId,
            occurredAt: clock.now(),
            input: { voucherId },
            things: [{ thing: voucherId, from: bagId, to: desk.id }],
          },
        ]),
      );
      if (answer?.answer !== 'posted') throw new Error(JSON.stringify(answer));
    },
  };
}

/** The body of a payment of one voucher to its person, as a phone writes it. */
export function paidAtDoor({ id, citizenId, amountVnd }: DoorVoucher): Record<string, Json> {
  return {
    citizenId,
    voucherIds: [id],
    amountVnd: amountVnd.toString(),
    collector: { kind: 'self' },
    signed: { how: 'paper', number: 'BN-07' },
    count: null,
    photoSha256: null,
    identity: 'papers_seen',
    position: { lat: 16.8051, lon: 107.0212, accuracyM: 12 },
  };
}

/** A server as the phone without a screen asks it, at the other end of a real connection. */
function overTheWire(address: string): Server {
  const inject = async (asked: {
    method: string;
    url: string;
    headers?: Record<string, string>;
    payload?: unknown;
  }) => {
    const { method, url, payload } = asked;
    const plain = payload !== undefined && !Buffer.isBuffer(payload);
    const answer = await fetch(`${address}${url}`, {
      method,
      headers: { ...asked.headers, ...(plain && { 'content-type': 'application/json' }) },
      ...(payload !== undefined && {
        body: plain ? JSON.stringify(payload) : (payload as Buffer<ArrayBuffer>),
      }),
    });
    return { statusCode: answer.status, body: await answer.text() };
  };
  return { app: { inject } } as unknown as Server;
}
