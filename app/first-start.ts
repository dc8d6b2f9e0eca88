import { sql } from 'kysely';
import pg from 'pg';
import { type Database, openDatabase, PROVINCE_SCHEMA } from '#kernel/db/connect.ts';
import { newId } from '#kernel/words/id.ts';
import { askSecondFactors } from '#people/entry/store.ts';
import { createStaff } from '#people/staff/actions.ts';
import { en } from '#people/staff/en.ts';
import { vi } from '#people/staff/vi.ts';
import { hashPassword, newOneTimePassword } from '#people/staff/passwords.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { provinceClock } from './clock.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo/accounts.ts';
import { type DemoOptions, loadDemo } from './demo/load.ts';
import type { Demonstration } from './web/about.ts';
import { loadReference } from './reference/load.ts';

const DEMO = 'demonstration';

type DemoState = 'loading' | 'ready';

async function demoState(db: Database): Promise<DemoState | null> {
  const row = await db.read.selectFrom('setting').select('value').where('name', '=', DEMO).executeTakeFirst();
  return (row?.value as DemoState | undefined) ?? null;
}

async function setDemoState(db: Database, state: DemoState): Promise<void> {
  const value = JSON.stringify(state);
  await db.write((tx) =>
    tx
      .insertInto('setting')
      .values({ name: DEMO, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute(),
  );
}

/** Nobody works here yet and no list was ever taken in. */
export async function isNewProvince(db: Database): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from staff) or exists (select from payout_list) as used`.execute(db.read);
  return rows[0]?.used === false;
}

/**
 * Takes away a demonstration whose loading was cut off, so that the next start can load it whole. It touches nothing
 * but a province that its own mark calls an unfinished demonstration. Returns whether it did.
 */
export async function dropUnfinishedDemo(db: Database, ownerUrl: string): Promise<boolean> {
  if ((await demoState(db)) !== 'loading') return false;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`drop schema ${client.escapeIdentifier(PROVINCE_SCHEMA)} cascade`);
  } finally {
    await client.end();
  }
  return true;
}

export interface FirstStart extends DemoOptions {
  readonly demonstration: boolean;
  readonly appUrl: string;
}

/** Loads the demonstration into a new province; one that is cut off stays marked as such. No statement of it is too slow. */
export async function fillWithDemo(db: Database, options: DemoOptions & { appUrl: string }): Promise<void> {
  const patient = openDatabase({
    url: options.appUrl,
    appName: 'tungnha demonstration',
    statementTimeoutMs: 0,
  });
  try {
    await setDemoState(db, 'loading');
    await loadDemo(patient, options);
    await setDemoState(db, 'ready');
  } finally {
    await patient.close();
  }
}

/** The accounts that the sign-in page may show: a demonstration's, and nobody else's. */
export async function shownAccounts(db: Database): Promise<Demonstration | null> {
  if ((await demoState(db)) !== 'ready') return null;
  const clock = await provinceClock(db);
  return {
    clockAheadMs: clock.now().valueOf() - Date.now(),
    password: DEMO_PASSWORD,
    accounts: demoAccounts().map(({ username, role }) => ({ username, role })),
  };
}

/** Fills a new province and returns the lines that tell how to sign in; for a known one only those of a demonstration. */
export async function prepareProvince(db: Database, options: FirstStart): Promise<string> {
  const now = new Date();
  await db.write((tx) => loadReference(tx, now));
  if (await isNewProvince(db)) {
    if (!options.demonstration) return openWithAdministrator(db);
    await fillWithDemo(db, options);
  }
  if ((await demoState(db)) === 'ready') return accountLines();
  const anyone = await db.read.selectFrom('staff').select('id').limit(1).executeTakeFirst();
  return anyone ? '' : openWithAdministrator(db);
}

async function openWithAdministrator(db: Database): Promise<string> {
  const password = newOneTimePassword();
  const passwordHash = await hashPassword(password);
  await db.write(async (tx) => {
    const root = await showRootOffice(tx);
    const grants = [{ id: newId(), role: 'administrator' as const, officeId: root.id }];
    const person = {
      id: newId(),
      username: 'quantri',
      name: 'Quản trị',
      passwordHash,
      mustChangePassword: true,
      grants,
    };
    await createStaff(tx, [person], null);
    await askSecondFactors(tx);
  });
  return `Administrator: quantri   one-time password: ${password}   (shown this once; it must be changed at sign-in)`;
}

function accountLines(): string {
  const accounts = demoAccounts();
  const lines = accounts.map(
    ({ role, username, office }) =>
      `  ${username.padEnd(22)} ${`${vi.roles[role]} / ${en.roles[role]}`.padEnd(54)} ${office}`,
  );
  return [
    `Tài khoản dùng thử, mật khẩu / demonstration accounts, password ${accounts[0]?.password}:`,
    ...lines,
  ].join('\n');
}
