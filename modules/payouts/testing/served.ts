import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { deviceRoutes } from '#kernel/http/device-routes.ts';
import { exceptionRoutes } from '#kernel/http/exception-routes.ts';
import { inboxRoutes } from '#kernel/http/inbox-routes.ts';
import { settableClock } from '#kernel/testing/clock.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { openOffices } from '#places/offices/offices.ts';
import { acceptVouchers, distributeVouchers } from '../cash/actions/distribute.ts';
import { moveBankCash, recordFunding } from '../cash/actions/money.ts';
import type { Person } from '../posting.ts';
import { payoutsRoutes } from '../routes.ts';
import { doorActs } from '../at-door/actions/acts.ts';
import { type Counter, importPeople, openCounter } from './counter.ts';
import { smallProvince, type SmallProvince } from './province.ts';

/** Two people of Cam Lộ with a due voucher each, money in its vault, and the module's routes served over it. */
export interface ServedMonth {
  readonly province: SmallProvince;
  readonly counter: Counter;
  readonly clock: ReturnType<typeof settableClock>;
  /** A second district office, with one commune of its own. */
  readonly farId: Id;
  close(): Promise<void>;
}

export const HOA = '045150000001';
export const BINH = '045039000005';

const FAR = {
  code: 'HH',
  name: 'Bưu điện huyện Hướng Hóa',
  kind: 'district' as const,
  parentCode: 'QT',
  communeCodes: ['19429'],
  lat: null,
  lon: null,
};

/** `more` people of the same commune beside the two, each with a due voucher: their numbers are `cccdOf(1)` and so on. */
export async function serveMonth(db: TestDatabase, more = 0, filesFolder?: string): Promise<ServedMonth> {
  const clock = settableClock('2020-12-06T09:00:00+07:00');
  const listed = new Date('2020-11-28T08:00:00+07:00');
  const files = await mkdtemp(join(tmpdir(), 'tungnha-served-'));
  const province = await smallProvince(db, listed);
  const { camLoId, tellers, controller, treasurer, accountant } = province;
  const [far] = await db.owner.write((tx) => openOffices(tx, listed, '2019-01-01', [FAR]));
  const people = [
    `Nguyễn Thị Hòa;1950;${HOA};Xã Cam Hiếu`,
    `Trần Đức Bình;1939;${BINH};Xã Cam Hiếu`,
    ...Array.from({ length: more }, (_, i) => `Lê Văn ${numberWord(i)};1948;${cccdOf(i + 1)};Xã Cam Hiếu`),
  ];
  await importPeople(db, province, listed, people, filesFolder);
  await db.write(async (tx) => {
    const sent = await distributeVouchers(tx, listed, {
      doer: controller,
      month: '2020-12',
      programme: null,
    });
    const offerIds = sent.offers.map((each) => each.id);
    await acceptVouchers(tx, listed, { doer: tellers[0] as Person, officeId: camLoId, offerIds });
    const owedVnd = BigInt(people.length) * 1_700_000n;
    const amountVnd = owedVnd > 500_000_000n ? owedVnd : 500_000_000n;
    const funding = { programme: 'merit', month: '2020-12', amountVnd, document: 'UNC' };
    await recordFunding(tx, listed, { id: newId(), doer: treasurer, ...funding });
    const draw = {
      direction: 'draw' as const,
      count: fewestNotes(owedVnd > 150_000_000n ? owedVnd : 150_000_000n).count,
      document: 'Séc',
      // A large month is more than one person may draw.
      witnessId: accountant.id,
    };
    await moveBankCash(tx, clock.now(), { id: newId(), doer: treasurer, officeId: camLoId, ...draw });
  });
  const parts = { db, clock };
  const devices = { ...parts, secret: TEST_SECRET, filesFolder: files, acts: doorActs, say: () => null };
  const counter = await openCounter(db, [
    ...payoutsRoutes(devices),
    deviceRoutes(devices),
    inboxRoutes(devices),
    exceptionRoutes(devices),
  ]);
  const close = async () => {
    await counter.server.close();
    await rm(files, { recursive: true, force: true });
  };
  return { province, counter, clock, farId: (far as { id: Id }).id, close };
}

export const cccdOf = (n: number): string => `0450480${String(n).padStart(5, '0')}`;

/** A given name of its own for each of many invented people. */
const numberWord = (n: number) =>
  String(n)
    .split('')
    .map((digit) => ['An', 'Bảo', 'Cường', 'Dũng', 'Em', 'Phú', 'Giang', 'Hải', 'Ích', 'Khoa'][Number(digit)])
    .join(' ');

export async function citizenOf(db: TestDatabase, cccd: string): Promise<Id> {
  const row = await db.owner.read
    .selectFrom('citizen')
    .select('id')
    .where('cccd', '=', cccd)
    .executeTakeFirstOrThrow();
  return row.id;
}
