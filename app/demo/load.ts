import { join } from 'node:path';
import type { Database } from '#kernel/db/connect.ts';
import { setProvinceClock } from '#app/clock.ts';
import { runMonth } from '#app/month/run-month.ts';
import { watchPlan } from '#modules/payouts/watch/actions/overdue.ts';
import { hashPassword } from '#people/staff/passwords.ts';
import { DEMO_PASSWORD } from './accounts.ts';
import { type Beneficiary, DEMO_SEED, generateBeneficiaries } from './people/beneficiaries.ts';
import { openDemoProvince } from './province.ts';
import { DEMO_NOW, december, setScenes } from './scenes.ts';

export interface DemoOptions {
  readonly dataDir: string;
  readonly say: (line: string) => void;
  /** Beneficiaries; the whole province without it. */
  readonly people?: number;
}

/**
 * Fills a new province with the demonstration: invented offices, staff and beneficiaries, October and November 2020
 * settled and locked, December under way with something to do for every role, and the clock at 8 December 2020, 10:00.
 */
export async function loadDemo(
  db: Database,
  { dataDir, say, people: count = 79_000 }: DemoOptions,
): Promise<void> {
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
  say('Nạp tỉnh minh hoạ / Loading the demonstration province ...');
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await db.write((tx) => openDemoProvince(tx, new Date('2020-09-28T08:00:00+07:00'), passwordHash));
  const people: Beneficiary[] = [...generateBeneficiaries({ seed: DEMO_SEED, count })].flat();
  say(`  ${people.length} người hưởng được tạo / beneficiaries invented (${seconds()})`);
  const shared = { people, filesFolder: join(dataDir, 'files'), forms: false };
  for (const month of ['2020-10', '2020-11']) {
    const done = await runMonth(db, { ...shared, month, folder: join(dataDir, 'demo', month) });
    say(
      `  ${month}: ${done.paidVouchers + done.bankPaid} phiếu đã chi, quyết toán, khoá sổ / settled and locked (${seconds()})`,
    );
  }
  const folder = join(dataDir, 'demo', '2020-12');
  const now = await runMonth(db, { ...shared, ...december(people), month: '2020-12', folder });
  say(
    `  2020-12: ${now.vouchers} phiếu, đã chi ${now.paidVouchers + now.bankPaid} / under way (${seconds()})`,
  );
  await setScenes(db, join(dataDir, 'inbox'));
  await db.write((tx) => setProvinceClock(tx, DEMO_NOW));
  await watchPlan(db, DEMO_NOW);
  say(`  Xong / done (${seconds()})`);
}
