import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Read, Tx } from '#kernel/db/types.ts';
import {
  findPersonalHand,
  openHands,
  type HandKind,
  type HandRow,
  showOfficeHand,
} from '#kernel/handover/hands.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { addDays, addMonths, type Day, dayAt, type Month, monthOf } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { importList } from '../lists/actions/import-list.ts';
import type { Person } from '../posting.ts';
import type { PayCommand, Receipt } from '../pay/actions/pay.ts';
import { showProgramme } from '../programmes/store/programmes.ts';
import { smallProvince, type SmallProvince } from '../testing/province.ts';
import { check } from './check.ts';
import { emptyLedger, type Ledger, pass } from './ledger.ts';
import { enrol, type Payer } from './phone.ts';

export const PROGRAMME = 'merit';
const AMOUNT_VND = 1_624_000n;
const PEOPLE = 14;

export interface Office {
  readonly id: Id;
  readonly vault: HandRow;
  readonly desk: Id;
  readonly transit: Id;
  readonly party: Id;
  readonly suspense: Id;
  readonly tellers: readonly { readonly person: Person; readonly drawer: HandRow }[];
}

/** A difference that nobody has ruled on, with what it names. */
export interface Open {
  readonly id: Id;
  readonly kind: string;
  readonly amountVnd: bigint;
  readonly handId: Id;
  readonly things: readonly Id[];
  readonly office: Office;
}

/** A ruling, what it moved, and whether it is taken back elsewhere: as a payment or by ruling on a claim. */
export interface Ruled {
  readonly found: Open;
  readonly from: Id;
  readonly to: Id;
  readonly elsewhere: boolean;
  stands: boolean;
}

/** All that the walk knows: the province, the ledger as it should be, the clock, and what was asked before. */
export interface World {
  readonly db: TestDatabase;
  readonly files: string;
  readonly ledger: Ledger;
  readonly province: SmallProvince;
  readonly root: Office;
  readonly offices: readonly Office[];
  readonly bank: Id;
  readonly income: Id;
  readonly agency: Id;
  /** A whole number from 0 below `n`, the same in every run of a seed. */
  readonly pick: (n: number) => number;
  readonly opensOn: (month: Month) => Promise<Day>;
  now: Date;
  months: Month[];
  readonly pays: {
    command: PayCommand;
    receipt: Receipt;
    office: Office;
    drawer: Id;
    vouchers: Id[];
    reversed: boolean;
    /** Of what a phone has paid against the books and people have recognised: it was paid out of what stood aside. */
    readonly recognised: boolean;
    readonly deviceId: Id | null;
  }[];
  readonly payers: readonly Payer[];
  /** Whose turn it is at doors. */
  payer: Payer;
  readonly heirs: Map<Id, Id>;
  /** Vouchers that somebody came for and did not pay. */
  attempts: number;
  readonly repeats: (() => Promise<void>)[];
  readonly authorities: Map<Id, Id>;
  /** The last ruling on each difference. */
  readonly rulings: Map<Id, Ruled>;
  readonly batches: { id: Id; vouchers: Id[]; answered: boolean }[];
  readonly log: string[];
}

/** A small generator (mulberry32): the walk needs repeatable choices, nothing more. */
export function picker(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

export function oneOf<T>(world: Pick<World, 'pick'>, items: readonly T[]): T {
  const item = items[world.pick(items.length)];
  assert(item !== undefined, 'there is something to choose from');
  return item;
}

export async function makeWorld(db: TestDatabase, files: string, seed: number): Promise<World> {
  const now = new Date('2020-12-01T07:00:00+07:00');
  const province = await smallProvince(db, now);
  const rootTeller: Person = { kind: 'person', id: newId(), name: 'Phan Thị Giao Dịch' };
  await db.owner.write((tx) =>
    openHands(tx, now, [
      {
        kind: 'drawer',
        officeId: province.rootId,
        staffId: rootTeller.id,
        name: 'Ngăn kéo 3',
        limitVnd: 20_000_000n,
      },
    ]),
  );
  const office = async (id: Id, people: readonly Person[]): Promise<Office> => {
    const hand = (kind: HandKind) => showOfficeHand(db.read, id, kind);
    return {
      id,
      vault: await hand('vault'),
      desk: (await hand('desk')).id,
      transit: (await hand('transit')).id,
      party: (await hand('party')).id,
      suspense: (await hand('suspense')).id,
      tellers: await Promise.all(
        people.map(async (person) => {
          const drawer = await findPersonalHand(db.read, person.id, 'drawer');
          return { person, drawer: drawer as HandRow };
        }),
      ),
    };
  };
  const root = await office(province.rootId, [rootTeller]);
  const camLo = await office(province.camLoId, province.tellers);
  const programme = await showProgramme(db.read, PROGRAMME, '2020-12');
  const [first, second] = province.tellers as [Person, Person];
  const payers = [
    await openPayer(db, now, province, second),
    await openPayer(db, now, province, first),
  ] as const;
  return {
    payers,
    payer: payers[0],
    heirs: new Map(),
    attempts: 0,
    db,
    files,
    ledger: emptyLedger([camLo, root]),
    province,
    root,
    offices: [camLo, root],
    bank: (await showOfficeHand(db.read, province.rootId, 'bank')).id,
    income: (await showOfficeHand(db.read, province.rootId, 'income')).id,
    agency: programme.agencyHand,
    pick: picker(seed),
    opensOn: async (month) => (await showProgramme(db.read, PROGRAMME, month)).calendar.opensOn,
    now,
    months: [],
    pays: [],
    repeats: [],
    authorities: new Map(),
    batches: [],
    rulings: new Map(),
    log: [],
  };
}

/** A teller of Cam Lộ who also pays at doors. */
async function openPayer(
  db: TestDatabase,
  now: Date,
  province: SmallProvince,
  person: Person,
): Promise<Payer> {
  const officeId = province.camLoId;
  const staffId = person.id;
  const [bag] = await db.owner.write((tx) =>
    openHands(tx, now, [{ kind: 'bag', officeId, staffId, name: `Túi đi chi ${person.name}` }]),
  );
  assert(bag);
  const phone = await enrol(db, now, { person, officeId, by: province.treasurer.id });
  return { person, officeId, bag, phone, written: [] };
}

/** Whoever's turn it is now, of those who pay at doors. */
export function takeTurn(world: World): Payer {
  world.payer = oneOf(world, world.payers);
  return world.payer;
}

/** Whose bag this hand is. */
export const payerWith = (world: World, hand: Id): Payer | undefined =>
  world.payers.find(({ bag }) => bag.id === hand);

/** Why nothing moves in or out of a hand while it is the bag of a lost phone. */
export const whyHeld = (world: World, hand: Id): string | false =>
  !!payerWith(world, hand)?.phone.lost && 'hand_frozen';

export const today = (world: World): Day => dayAt(world.now);

/** Sets the clock to the morning of the next day, or of the first day of the next month. */
export function nextDay(world: World): void {
  world.now = new Date(`${addDays(today(world), 1)}T07:00:00+07:00`);
}

/** A month's list of the same people: some at Cam Lộ, some at the province office, some by account; then it is accepted. */
export async function importMonth(world: World): Promise<void> {
  const { db, files, ledger, province } = world;
  const month =
    world.months.length === 0 ? monthOf(today(world)) : addMonths(world.months.at(-1) as Month, 1);
  if (month > monthOf(today(world))) world.now = new Date(`${month}-01T07:00:00+07:00`);
  const path = join(files, `${month}.csv`);
  const people = Array.from({ length: PEOPLE }, (_, i) => {
    const n = String(i + 1).padStart(5, '0');
    const account = i % 4 === 3 ? `10100${n}` : '';
    return `NCC-${n};Nguyễn Thị Thử ${i + 1};1950;0451500${n};Thôn 1;${i % 5 === 4 ? 'Xã Vĩnh Chấp' : 'Xã Cam Hiếu'};Thân nhân 01 liệt sĩ;${account};${account && 'Agribank'};1.624.000;1.624.000`;
  });
  const head =
    'Mã đối tượng;Họ tên;Năm sinh;CMND/CCCD;Thôn;Xã/Thị trấn;Đối tượng;Số tài khoản;Ngân hàng;Mức trợ cấp;Tổng';
  await writeFile(path, [head, ...people].join('\n'));
  const command = {
    id: newId(),
    doer: province.controller,
    programme: PROGRAMME,
    month,
    kind: 'regular' as const,
    path,
    fileName: `${month}.csv`,
    fileBytes: (await stat(path)).size,
  };
  const outcome = await importList(db, world.now, command, { filesFolder: files });
  assert.equal(outcome.outcome, 'accepted', JSON.stringify(outcome.findings));
  world.months.push(month);
  const again = () => importList(db, world.now, { ...command, id: newId() }, { filesFolder: files });
  assert.equal((await again()).outcome, 'already');
  const rows = await db.read
    .selectFrom('voucher')
    .select(['id', 'citizen_id', 'office_id', 'channel', 'amount_vnd'])
    .where('list_id', '=', command.id)
    .orderBy('line')
    .execute();
  assert.equal(rows.length, PEOPLE);
  for (const row of rows) {
    assert.equal(row.amount_vnd, AMOUNT_VND);
    ledger.holders.set(row.id, world.agency);
    pass(ledger, row.id, world.agency, world.root.desk);
    ledger.vouchers.set(row.id, {
      id: row.id,
      month,
      citizen: row.citizen_id,
      office: row.office_id,
      amountVnd: row.amount_vnd,
      channel: row.channel === 'bank' ? 'bank' : 'cash',
      status: 'due',
    });
  }
  await check(db.read, ledger);
}

/** The refusal's code, or null when the command was done. Any other error ends the walk. */
export async function answerOf(world: World, work: (tx: Tx) => Promise<unknown>): Promise<string | null> {
  try {
    await world.db.write(work);
    return null;
  } catch (error) {
    const { name, code } = error as { name?: string; code?: string };
    if (name === 'Refusal' && code) return code;
    throw error;
  }
}

/** The model says what may be refused: done exactly when it names no reason, and refused only for one that it names. */
export function expectAnswer(answer: string | null, reasons: readonly (string | false)[]): boolean {
  const named = reasons.filter((reason) => reason !== false);
  if (answer === null) assert.deepEqual(named, [], 'it was done though the model refuses it');
  else
    assert.ok(
      named.includes(answer),
      `refused as ${answer}; the model says ${named.join(', ') || 'it can be done'}`,
    );
  return answer === null;
}

export function stops(read: Read): Promise<{ citizen_id: Id; from_month: Day }[]> {
  return read.selectFrom('payout_stop').select(['citizen_id', 'from_month']).execute();
}
