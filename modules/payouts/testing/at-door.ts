import { enrolPhone, type TestPhone } from '#kernel/devices/testing/phone.ts';
import type { Json } from '#kernel/devices/operation.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';
import type { Person } from '../posting.ts';
import { offer } from '../cash/actions/offers.ts';
import type { ServedMonth } from './served.ts';

export interface Door {
  readonly payer: Person;
  readonly bagId: Id;
  readonly phone: TestPhone;
  /** The office's manager, who answers for its phones. */
  readonly manager: string;
}

export interface DueVoucher {
  readonly id: Id;
  readonly citizenId: Id;
  readonly cccd: string;
  readonly amountVnd: bigint;
}

/** A teller of Cam Lộ, its second unless told, gets a bag and a phone, by the office's own routes. */
export async function openDoor(month: ServedMonth, teller = 1): Promise<Door> {
  const { province, counter, clock } = month;
  const payer = province.tellers[teller] as Person;
  const manager = await counter.cookie('district-manager', province.camLoId);
  const bagId = newId();
  const office = { officeId: province.camLoId, staffId: payer.id };
  const bag = { id: bagId, ...office, name: 'Túi đi chi', limitVnd: null };
  must(await counter.ask(manager, 'POST', '/payouts/bags', bag));
  const code = { id: newId(), ...office, name: 'Máy 1' };
  const made = must(await counter.ask(manager, 'POST', '/devices/enrolments', code));
  const phone = await enrolPhone(counter.server, made.code, () => clock.now());
  return { payer, bagId, phone, manager };
}

// oxlint-disable-next-line typescript/no-explicit-any -- an answer is judged property by property
export function must(answer: { status: number; json: any }): any {
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.json)}`);
  return answer.json;
}

/** Vouchers of Cam Lộ that lie on its desk, by the number of their person. */
export async function dueVouchers(db: TestDatabase): Promise<DueVoucher[]> {
  const { rows } = await db.owner.pool.query<DueVoucher>(
    `select v.id, v.citizen_id as "citizenId", c.cccd, v.amount_vnd as "amountVnd"
     from voucher v join thing t on t.id = v.id join hand h on h.id = t.holder join citizen c on c.id = v.citizen_id
     where h.kind = 'desk' and v.status = 'due' order by c.cccd`,
  );
  return rows;
}

/** Offers cash and vouchers toward the bag; answers the two offers. */
export async function offerToBag(
  db: TestDatabase,
  { province, clock }: ServedMonth,
  bagId: Id,
  vouchers: readonly Id[],
  count: Count,
): Promise<{ cash: Id; things: Id }> {
  const [vault, desk] = [
    await showOfficeHand(db.read, province.camLoId, 'vault'),
    await showOfficeHand(db.read, province.camLoId, 'desk'),
  ];
  const [cash, things] = [newId(), newId()];
  await db.write(async (tx) => {
    const doer = province.treasurer;
    await offer(tx, clock.now(), { id: cash, doer, from: vault, towardHand: bagId, count });
    await offer(tx, clock.now(), { id: things, doer, from: desk, towardHand: bagId, things: vouchers });
  });
  return { cash, things };
}

/** The same, accepted at the phone, and sent. */
export async function fillBag(
  db: TestDatabase,
  month: ServedMonth,
  { bagId, phone }: Door,
  vouchers: readonly Id[],
  count: Count,
): Promise<void> {
  const offers = await offerToBag(db, month, bagId, vouchers, count);
  const accepted = [
    await phone.write('payouts.accept-offer', { offerId: offers.cash, count, missing: [] }),
    await phone.write('payouts.accept-offer', { offerId: offers.things, count: null, missing: [] }),
  ];
  const { answers } = must(await phone.send(accepted.map(({ signed }) => signed)));
  for (const answer of answers) if (answer.outcome !== 'posted') throw new Error(JSON.stringify(answer));
}

/** The body of a payment of these vouchers, of one person, to that person. */
export function payBody(
  vouchers: readonly DueVoucher[],
  more: Record<string, Json> = {},
): Record<string, Json> {
  return {
    citizenId: vouchers[0]?.citizenId ?? newId(),
    voucherIds: vouchers.map(({ id }) => id),
    amountVnd: vouchers.reduce((sum, { amountVnd }) => sum + amountVnd, 0n).toString(),
    collector: { kind: 'self' },
    signed: { how: 'paper', number: 'BN-01' },
    count: null,
    photoSha256: null,
    identity: 'papers_seen',
    position: null,
    ...more,
  };
}

/** What hands hold by the moves, and that every stored balance says the same; money is never made nor lost. */
export async function mustBalance(db: TestDatabase): Promise<void> {
  const { rows } = await db.owner.pool.query<{ name: string; stored: bigint; summed: bigint }>(
    `select h.name, b.balance_vnd as stored, (coalesce((select sum(amount_vnd) from money_move where to_hand = h.id), 0)
       - coalesce((select sum(amount_vnd) from money_move where from_hand = h.id), 0))::bigint as summed
     from hand_balance b join hand h on h.id = b.hand_id`,
  );
  for (const { name, stored, summed } of rows)
    if (stored !== summed) throw new Error(`${name} holds ${stored} and should hold ${summed}`);
  const { rows: suspense } = await db.owner.pool.query<{ off: bigint }>(
    `select (coalesce((select sum(case when m.to_hand = h.id then amount_vnd else -amount_vnd end) from money_move m
          where h.id in (m.to_hand, m.from_hand)), 0)
        - coalesce((select sum(case when k.kind = 'surplus' then -k.amount_vnd else k.amount_vnd end) from custody_case k
          where k.office_id = h.office_id and not exists (select from custody_case_entry e where e.case_id = k.id and e.kind = 'ruled')), 0))::bigint as off
     from hand h where h.kind = 'suspense'`,
  );
  for (const { off } of suspense)
    if (off !== 0n) throw new Error(`suspense holds ${off} that no case explains`);
}
