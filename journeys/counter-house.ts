import { type Id, newId } from '#kernel/words/id.ts';
import type { Person } from '#modules/payouts/posting.ts';
import {
  recordAuthority,
  recordHeir,
  reportDeath,
  stopPayments,
} from '#modules/payouts/people/actions/person-facts.ts';
import { hashPassword } from '#people/staff/passwords.ts';
import { type House, openHouse, PASSWORD } from './house.ts';

export const PAYDAY = new Date('2020-12-05T09:00:00+07:00');

export interface CounterHouse extends House {
  /** The first teller of Cam Lộ, with an open drawer that holds the month's cash. */
  readonly teller: Person;
  /** The person of this line of the list, 1 to 60. */
  person(line: number): Promise<{ id: Id; cccd: string; name: string }>;
  /** Payments of a person that stand: made and not taken back. */
  paymentsOf(citizenId: Id): Promise<{ handoverId: Id; amountVnd: bigint; receiptNo: string }[]>;
  drawerVnd(): Promise<bigint>;
}

/**
 * The small province with a teller who signs in, and people of every sort: 1 to 40 may be paid, 41 has a proxy, 42 is dead with
 * an heir, 43 is dead without one, 44 is suspended, 45 has a proxy for one
 * programme.
 */
export async function openCounterHouse(): Promise<CounterHouse> {
  const house = await openHouse();
  const { db, province } = house;
  const [teller, second] = province.tellers;
  if (!teller || !second) throw new Error('a small province has two tellers');
  for (const each of [teller, second]) await givePassword(house, each);
  const find: CounterHouse['person'] = async (line) => {
    const cccd = `0451500${String(line).padStart(5, '0')}`;
    const row = await db.owner.read
      .selectFrom('citizen')
      .select(['id', 'full_name'])
      .where('cccd', '=', cccd)
      .executeTakeFirstOrThrow();
    return { id: row.id, cccd, name: row.full_name };
  };
  const office = await db.read
    .selectFrom('office')
    .select('path')
    .where('id', '=', province.camLoId)
    .executeTakeFirstOrThrow();
  const at = { officeId: province.camLoId, path: office.path, today: '2020-12-05' };
  const by = { doer: teller, at };
  const proxy = {
    id: newId(),
    proxyName: 'Trần Văn Cháu',
    proxyCccd: '045090000777',
    relation: 'cháu',
    programmes: null,
  };
  const paper = { madeOn: '2020-11-01', expiresOn: '2021-10-31', certifiedBy: 'UBND xã Cam Hiếu' };
  const heir = {
    id: newId(),
    fullName: 'Lê Thị Vợ',
    cccd: '045155000888',
    relation: 'vợ',
    document: 'Biên bản họp gia đình',
  };
  const death = { diedOn: '2020-12-02', document: 'Giấy chứng tử 01' };
  const stop = {
    programme: null,
    kind: 'suspended' as const,
    fromMonth: '2020-12',
    reason: 'Chờ xác minh nơi ở',
  };
  const forMerit = {
    ...proxy,
    id: newId(),
    proxyName: 'Phạm Thị Dâu',
    proxyCccd: '045190000779',
    relation: 'con dâu',
    programmes: ['merit'],
  };
  const [withProxy, withHeir, dead, stopped, alsoWithProxy] = await Promise.all(
    [41, 42, 43, 44, 45].map(find),
  );
  await db.write(async (tx) => {
    await recordAuthority(tx, PAYDAY, { ...by, ...proxy, ...paper, citizenId: withProxy?.id as Id });
    await recordAuthority(tx, PAYDAY, { ...by, ...forMerit, ...paper, citizenId: alsoWithProxy?.id as Id });
    await reportDeath(tx, PAYDAY, { ...by, ...death, citizenId: withHeir?.id as Id });
    await recordHeir(tx, PAYDAY, { ...by, ...heir, citizenId: withHeir?.id as Id });
    await reportDeath(tx, PAYDAY, { ...by, ...death, citizenId: dead?.id as Id });
    await stopPayments(tx, PAYDAY, {
      ...stop,
      id: newId(),
      doer: province.controller,
      citizenId: stopped?.id as Id,
    });
  });
  return {
    ...house,
    teller,
    person: find,
    paymentsOf: async (citizenId) => {
      const { rows } = await db.pool.query<{ handoverId: Id; amountVnd: bigint; receiptNo: string }>(
        `select p.handover_id as "handoverId", p.amount_vnd as "amountVnd", p.receipt_no as "receiptNo" from payment p
         where p.citizen_id = $1 and not exists (select 1 from payment_reversal r where r.voucher_id = p.voucher_id and r.attempt = p.attempt)`,
        [citizenId],
      );
      return rows;
    },
    drawerVnd: async () => {
      const row = await db.read
        .selectFrom('hand as h')
        .innerJoin('hand_balance as b', 'b.hand_id', 'h.id')
        .select('b.balance_vnd')
        .where('h.staff_id', '=', teller.id)
        .where('h.kind', '=', 'drawer')
        .executeTakeFirstOrThrow();
      return row.balance_vnd;
    },
  };
}

async function givePassword({ db }: House, { id }: Person): Promise<void> {
  await db.owner.pool.query(
    `insert into account (id, account_id, provider_id, staff_id, password) values ($1, $2, 'credential', $3, $4)`,
    [newId(), id, id, await hashPassword(PASSWORD)],
  );
}
