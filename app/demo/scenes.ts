import { mkdir } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database } from '#kernel/db/connect.ts';
import type { Tx } from '#kernel/db/types.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { type Crew, type Post, readCrew } from '#app/month/crew.ts';
import { type FunderLine, writeList } from '#app/month/list-files.ts';
import type { MonthOptions } from '#app/month/run-month.ts';
import type { Pace } from '#app/month/run.ts';
import { writeCaseEntry } from '#modules/payouts/cases/actions/entries.ts';
import { acceptOffer, offer } from '#modules/payouts/cash/actions/offers.ts';
import { makeOrder } from '#modules/payouts/cash/actions/orders.ts';
import { recordDeath } from '#modules/payouts/people/actions/deaths.ts';
import { type Beneficiary, generateBeneficiaries } from './people/beneficiaries.ts';
import { offices } from './people/offices.ts';

/** The moment at which the demonstration begins. */
export const DEMO_NOW = new Date('2020-12-08T10:00:00+07:00');

const MONTH = '2020-12';
/** Cam Lộ has paid everyone it could; two villages of Hướng Hóa and one of Gio Linh have not taken in their vouchers. */
const EARLY_DISTRICT = '468';
const LATE_VILLAGES = ['19435', '19441', '19501'];
/** Two counts that did not agree: in Đông Hà on the 4th, disputed later, and in Gio Linh on the 7th, still open. */
const SHORT: Readonly<Record<string, bigint>> = {
  'BD-461|2020-12-04': 500_000n,
  'BD-466|2020-12-07': 200_000n,
};
/** What a teller's drawer holds that morning. */
const DRAWER_VND = 80_000_000n;
const IN_REVIEW = 12;
const SUPPLEMENT_SEED = 77;

const districtOf = new Map(offices.map((office) => [office.code, office.districtCode]));

function paceOf(officeCode: string): Pace {
  if (LATE_VILLAGES.some((code) => officeCode === `DP-${code}`)) return 'late';
  return districtOf.get(officeCode) === EARLY_DISTRICT ? 'early' : 'planned';
}

/** How December differs from a month that is over. */
export function december(people: readonly Beneficiary[]): Partial<MonthOptions> {
  return {
    untilAt: DEMO_NOW,
    unfunded: ['unemployment'],
    pace: paceOf,
    missing: (officeCode, day) => SHORT[`${officeCode}|${day}`] ?? 0n,
    changeList: (programme, lines) => (programme === 'merit' ? [...lines, ...unnumbered(people)] : lines),
  };
}

/** People whom the labour office lists without a number, and who stand in the register for another programme. */
function unnumbered(people: readonly Beneficiary[]): FunderLine[] {
  return people
    .filter(
      ({ entitlements, bornOn }) =>
        bornOn !== null && entitlements.every(({ programme }) => programme === 'pension'),
    )
    .slice(0, IN_REVIEW)
    .map((person, i) => ({
      person,
      withoutNumber: true,
      carriedVnd: 0n,
      arrearsVnd: 0n,
      entitlement: {
        programme: 'merit',
        regime: 'huan-chuong',
        grade: '',
        source: 'NSNN',
        fileNo: `NCC45-${900_001 + i}`,
        amountVnd: 955_000n,
        supplementVnd: 0n,
      },
    }));
}

/** What waits for somebody on that morning, each by the action that makes it. */
export async function setScenes(db: Database, inbox: string): Promise<void> {
  const crew = await readCrew(db.read);
  const now = new Date(DEMO_NOW.valueOf() - 20 * 60_000);
  await db.write((tx) => disputeOne(tx, crew, now));
  await db.write((tx) => leaveOrder(tx, crew, now));
  await db.write((tx) => fillDrawers(tx, crew, now));
  await db.write((tx) => leaveOffers(tx, crew, now));
  await recordDeaths(db, crew, now);
  await leaveList(inbox);
}

async function disputeOne(tx: Tx, crew: Crew, now: Date): Promise<void> {
  const found = await tx
    .selectFrom('custody_case')
    .select(['id', 'office_id'])
    .orderBy('opened_at')
    .orderBy('id')
    .executeTakeFirst();
  const post = found && crew.posts.get(found.office_id);
  if (!found || !post) return;
  await writeCaseEntry(tx, now, {
    id: newId(),
    caseId: found.id,
    doer: post.tills[0]?.person ?? post.keeper,
    kind: 'disputed',
    note: 'Đã đếm lại hai lần cùng thủ quỹ, bó tiền nhận từ két thiếu một tờ 500.000 đ. Đề nghị xem lại biên bản giao nhận.',
  });
}

async function leaveOrder(tx: Tx, crew: Crew, now: Date): Promise<void> {
  const district =
    crew.districts.find(({ office }) => office.code === 'BD-464') ?? (crew.districts[0] as Post);
  await makeOrder(tx, now, {
    id: newId(),
    doer: crew.controller,
    month: MONTH,
    fromHand: crew.root.vault.id,
    toHand: district.vault.id,
    count: fewestNotes(3_250_000_000n).count,
  });
}

/** The tellers of Gio Linh have their cash for the day counted in, so that they can pay at once. */
async function fillDrawers(tx: Tx, crew: Crew, now: Date): Promise<void> {
  const post = crew.districts.find(({ office }) => office.code === 'BD-466');
  if (!post) return;
  const heldVnd = await balanceOf(tx, post.vault.id);
  const shareVnd = heldVnd / BigInt(2 * Math.max(post.tills.length, 1));
  const amountVnd = shareVnd < DRAWER_VND ? shareVnd - (shareVnd % 500_000n) : DRAWER_VND;
  if (amountVnd === 0n) return;
  const { count } = fewestNotes(amountVnd);
  for (const { person, drawer } of post.tills) {
    const offerId = newId();
    await offer(tx, now, {
      id: offerId,
      doer: post.keeper,
      from: post.vault,
      towardHand: drawer.id,
      count,
      witnessId: post.witness.id,
    });
    await acceptOffer(tx, now, { id: newId(), doer: person, offerId, count });
  }
}

async function balanceOf(tx: Tx, handId: Id): Promise<bigint> {
  const { balance_vnd } = await tx
    .selectFrom('hand_balance')
    .select('balance_vnd')
    .where('hand_id', '=', handId)
    .executeTakeFirstOrThrow();
  return balance_vnd;
}

/** Cash for two points that has left the district and is not counted in yet. */
async function leaveOffers(tx: Tx, crew: Crew, now: Date): Promise<void> {
  for (const code of ['DP-19501', 'DP-19504']) {
    const point = crew.points.find(({ office }) => office.code === code);
    const district = crew.posts.get(point?.office.parentId ?? '');
    if (!point || !district) continue;
    const heldVnd = await balanceOf(tx, district.vault.id);
    const amountVnd = heldVnd < 120_000_000n ? heldVnd : 120_000_000n;
    if (amountVnd === 0n) continue;
    await offer(tx, now, {
      id: newId(),
      doer: district.keeper,
      from: district.vault,
      towardHand: point.vault.id,
      count: fewestNotes(amountVnd).count,
      witnessId: district.witness.id,
    });
  }
}

/** Three who died before the month, whose vouchers are recalled, and three who died in it, whose heirs may collect. */
async function recordDeaths(db: Database, crew: Crew, now: Date): Promise<void> {
  const { rows } = await sql<{ citizen_id: Id; office_id: Id }>`
    select distinct on (v.citizen_id) v.citizen_id, v.office_id
    from voucher v join citizen c on c.id = v.citizen_id join thing t on t.id = v.id join hand h on h.id = t.holder and h.kind = 'desk'
    where v.month = ${`${MONTH}-01`} and v.status = 'due' and v.programme = 'pension' and v.channel <> 'bank' and c.birth_year < 1945
    order by v.citizen_id limit 6`.execute(db.read);
  for (const [i, row] of rows.entries()) {
    const doer = crew.posts.get(row.office_id)?.keeper ?? crew.controller;
    const diedOn = i < 3 ? `2020-11-2${i + 1}` : `2020-12-0${i}`;
    const death = {
      doer,
      citizenId: row.citizen_id,
      diedOn,
      document: `Trích lục khai tử số ${120 + i}/2020`,
    };
    await db.write((tx) => recordDeath(tx, now, death));
  }
}

/** A supplementary list that arrived this morning and waits in the folder to be taken in. */
async function leaveList(inbox: string): Promise<void> {
  await mkdir(inbox, { recursive: true });
  const people = [...generateBeneficiaries({ seed: SUPPLEMENT_SEED, count: 150 })].flat();
  const lines = people.flatMap((person) =>
    person.entitlements
      .filter(({ programme }) => programme === 'assistance')
      .map((entitlement) => ({ person, entitlement, carriedVnd: 0n, arrearsVnd: 0n, withoutNumber: false })),
  );
  await writeList(inbox, MONTH, 'assistance', lines, '-bo-sung');
}
