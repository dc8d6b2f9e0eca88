import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { pino } from 'pino';
import { buildServer } from '#app/server.ts';
import { TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { findPersonalHand, showOfficeHand } from '#kernel/handover/hands.ts';
import { settableClock } from '#kernel/testing/clock.ts';
import { cloneDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { type Count, countedVnd, fewestNotes } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { acceptVouchers, distributeVouchers } from '#modules/payouts/cash/actions/distribute.ts';
import { importList } from '#modules/payouts/lists/actions/import-list.ts';
import { moveBankCash, recordFunding } from '#modules/payouts/cash/actions/money.ts';
import { acceptOffer, offer } from '#modules/payouts/cash/actions/offers.ts';
import { pay } from '#modules/payouts/pay/actions/pay.ts';
import { smallProvince, type SmallProvince } from '#modules/payouts/testing/province.ts';
import { createStaff } from '#people/staff/actions.ts';
import { hashPassword } from '#people/staff/passwords.ts';
import type { Role } from '#people/staff/roles.ts';

export const PASSWORD = 'mưa nguồn suối lũ';
const LISTED = new Date('2020-11-28T08:00:00+07:00');
const PAYDAY = new Date('2020-12-05T09:00:00+07:00');
const COMMUNES = ['Cam Hiếu', 'Cam Tuyền', 'Cam Thành', 'Cam Chính'];
const PEOPLE = 60;
const EACH_VND = 1_624_000n;

/** The whole application on a small province before its first list. */
export interface EmptyHouse {
  readonly address: string;
  readonly db: TestDatabase;
  readonly province: SmallProvince;
  readonly dataDir: string;
  readonly clock: ReturnType<typeof settableClock>;
  /** A person with a password, who signs in by it. */
  makePerson(
    username: string,
    role: Role,
    officeId: Id,
    mustChangePassword?: boolean,
    name?: string,
  ): Promise<void>;
}

export interface House extends EmptyHouse {
  /** Pays so many of the vouchers still due, at the counter of Cam Lộ. */
  payNext(vouchers: number): Promise<void>;
}

/** A province of one district, its people still without work; the clock begins at `start` and is the caller's to move. */
export async function openEmptyHouse(start: Date): Promise<EmptyHouse> {
  const db = await cloneDatabase();
  const clock = settableClock(start);
  const dataDir = await mkdtemp(join(tmpdir(), 'tungnha-journey-'));
  await mkdir(join(dataDir, 'files'));
  await mkdir(join(dataDir, 'uploads'));
  const province = await smallProvince(db, start);
  const server = await buildServer({
    db,
    clock,
    dataDir,
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    sessionSecret: TEST_SECRET,
  });
  const address = await server.listen(0, '127.0.0.1');
  after(async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    address,
    db,
    province,
    dataDir,
    clock,
    makePerson: async (username, role, officeId, mustChangePassword = false, name = 'Nguyễn Thị Hoà') => {
      const passwordHash = await hashPassword(PASSWORD);
      const grants = [{ role, officeId, validFrom: '2020-01-01' }];
      const person = { id: newId(), username, name, passwordHash, mustChangePassword, grants };
      await db.write((tx) => createStaff(tx, [person], null));
    },
  };
}

/** The small province in December 2020: one list imported, its money at the counter, nothing paid. */
export async function openHouse(): Promise<House> {
  const house = await openEmptyHouse(LISTED);
  const { db, province, dataDir, clock } = house;
  await importMonth(db, province, dataDir);
  await bringToCounter(db, province);
  clock.set(PAYDAY);
  return {
    ...house,
    payNext: async (vouchers) => {
      const due = await db.read
        .selectFrom('voucher')
        .select('id')
        .where('status', '=', 'due')
        .orderBy('id')
        .limit(vouchers)
        .execute();
      const [teller] = province.tellers;
      if (!teller || due.length < vouchers) throw new Error('nothing left to pay');
      const answers = await db.write((tx) =>
        pay(
          tx,
          PAYDAY,
          due.map(({ id }) => ({
            id: newId(),
            doer: teller,
            officeId: province.camLoId,
            voucherIds: [id],
            collector: { kind: 'self' },
            signed: 'paper',
            occurredAt: PAYDAY,
          })),
        ),
      );
      const refused = answers.find((answer) => answer instanceof Refusal);
      if (refused) throw refused;
    },
  };
}

async function importMonth(db: TestDatabase, province: SmallProvince, folder: string): Promise<void> {
  const rows = Array.from({ length: PEOPLE }, (_, i) => {
    const n = String(i + 1).padStart(5, '0');
    return `NCC-${n};Nguyễn Thị Thử ${i + 1};1950;0451500${n};Thôn 1;Xã ${COMMUNES[i % 4]};Thân nhân 01 liệt sĩ;1.624.000;1.624.000`;
  });
  const head = 'Mã đối tượng;Họ tên;Năm sinh;CMND/CCCD;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng';
  const path = join(folder, 'list.csv');
  await writeFile(path, [head, ...rows].join('\n'));
  const outcome = await importList(
    db,
    LISTED,
    {
      id: newId(),
      doer: province.controller,
      programme: 'merit',
      month: '2020-12',
      kind: 'regular',
      path,
      fileName: 'list.csv',
      fileBytes: (await stat(path)).size,
    },
    { filesFolder: join(folder, 'files') },
  );
  if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
}

async function bringToCounter(db: TestDatabase, province: SmallProvince): Promise<void> {
  const { treasurer, controller, camLoId, tellers } = province;
  const [teller] = tellers;
  if (!teller) throw new Error('a small province has tellers');
  const totalVnd = BigInt(PEOPLE) * EACH_VND;
  // Notes that pay each person by itself, as a vault prepares them.
  const { count } = notesOf(totalVnd);
  const funding = { programme: 'merit', month: '2020-12', amountVnd: totalVnd, document: 'UNC 01' };
  const draw = { officeId: camLoId, direction: 'draw', document: 'Séc 01', witnessId: null } as const;
  const sent = await db.write((tx) =>
    distributeVouchers(tx, LISTED, { doer: controller, month: '2020-12', programme: null }),
  );
  const offerIds = sent.offers.map((each) => each.id);
  await db.write((tx) => acceptVouchers(tx, LISTED, { doer: teller, officeId: camLoId, offerIds }));
  await db.write((tx) => recordFunding(tx, LISTED, { id: newId(), doer: treasurer, ...funding }));
  await db.write((tx) => moveBankCash(tx, PAYDAY, { id: newId(), doer: treasurer, count, ...draw }));
  await db.write(async (tx) => {
    const vault = await showOfficeHand(tx, camLoId, 'vault');
    const drawer = await findPersonalHand(tx, teller.id, 'drawer');
    const offerId = newId();
    await offer(tx, PAYDAY, {
      id: offerId,
      doer: treasurer,
      from: vault,
      towardHand: drawer?.id as Id,
      count,
    });
    await acceptOffer(tx, PAYDAY, { id: newId(), doer: teller, offerId, count });
  });
}

function notesOf(totalVnd: bigint): { readonly count: Count } {
  const { count } = fewestNotes(EACH_VND);
  const people = Number(totalVnd / EACH_VND);
  const notes = Object.fromEntries(Object.entries(count).map(([note, pieces]) => [note, pieces * people]));
  if (countedVnd(notes) !== totalVnd) throw new Error('each person is paid the same');
  return { count: notes };
}
