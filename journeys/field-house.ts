import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { BrowserContext, Page } from '@playwright/test';
import { makeEnrolment } from '#kernel/devices/enrol.ts';
import type { ExportFile } from '#kernel/devices/frames.ts';
import { takeDelivery } from '#kernel/devices/inbox.ts';
import { findDevice } from '#kernel/devices/store.ts';
import { runEvidence } from '#kernel/evidence/follow.ts';
import { findPersonalHand, openHands, showOfficeHand } from '#kernel/handover/hands.ts';
import { openTcpProxy, type TcpProxy } from '#kernel/testing/tcp-proxy.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { DOOR_ROLES, doorActs } from '#modules/payouts/at-door/actions/acts.ts';
import { offer } from '#modules/payouts/cash/actions/offers.ts';
import { findBrowser, openPhone } from './browser.ts';
import { PAYDAY } from './counter-house.ts';
import { type House, openHouse } from './house.ts';

/** What each voucher of the small province is worth. */
export const EACH_VND = 1_624_000n;
export const FLOAT = { 500000: 40, 200000: 20, 20000: 40, 2000: 40 };
const FLOAT_VOUCHERS = 20;
export interface FieldHouse extends House {
  /** The wire between the phone and the office. */
  readonly wire: TcpProxy;
  /** The payer's bag. */
  readonly bagId: Id;
  /** A fresh code for the payer's phone; for one that takes the place of the last, with why. */
  makeCode(instead?: { readonly reason: string; readonly unsentLost: boolean }): Promise<string>;
  /** Takes in what the last phone has exported, as the office does. */
  takeExport(content: string): Promise<void>;
  /** The n-th person of the small province. */
  citizenOf(n: number): Promise<Id>;
  /** Payments of the person that stand, of those that were ever made. */
  paymentsOf(name: string): Promise<{ made: number; standing: number }>;
}

/** The small province with a payer whose bag is offered 20 vouchers and a float, evidence running, and a wire that can be cut. */
export async function openFieldHouse(): Promise<FieldHouse> {
  await findBrowser();
  const house = await openHouse();
  const { db, province } = house;
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-evidence-'));
  const quiet = { error: () => {}, info: () => {} };
  const evidence = runEvidence({
    db,
    clock: { now: () => PAYDAY },
    log: quiet,
    keysFolder: folder,
    restMs: 50,
    signEveryMs: 200,
  });
  const { hostname, port } = new URL(house.address);
  const wire = await openTcpProxy(hostname, Number(port));
  after(async () => {
    await Promise.all([...on].map((context) => context.close()));
    await wire.close();
    await evidence.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const [teller, payer] = province.tellers;
  if (!teller || !payer) throw new Error('a small province has two tellers');
  const bagId = await db.write(async (tx) => {
    const bag = {
      kind: 'bag',
      officeId: province.camLoId,
      staffId: payer.id,
      name: 'Túi đi chi',
    } as const;
    const [opened] = await openHands(tx, PAYDAY, [bag]);
    const drawer = await findPersonalHand(tx, teller.id, 'drawer');
    const desk = await showOfficeHand(tx, province.camLoId, 'desk');
    if (!opened || !drawer) throw new Error('no bag or no drawer');
    const { rows } = await db.owner.pool.query<{ id: Id }>(
      `select v.id from voucher v join citizen c on c.id = v.citizen_id where v.status = 'due' order by c.cccd limit $1`,
      [FLOAT_VOUCHERS],
    );
    const things = rows.map((row) => row.id);
    const towardHand = opened.id;
    await offer(tx, PAYDAY, { id: newId(), doer: teller, from: drawer, towardHand, count: FLOAT });
    await offer(tx, PAYDAY, { id: newId(), doer: teller, from: desk, towardHand, things });
    return towardHand;
  });
  const lastDevice = async (): Promise<Id> => {
    const { rows } = await db.pool.query<{ id: Id }>('select id from device order by id desc limit 1');
    if (!rows[0]) throw new Error('no phone');
    return rows[0].id;
  };
  return {
    ...house,
    wire,
    bagId,
    address: `http://127.0.0.1:${wire.port}`,
    takeExport: async (content) => {
      const { operations } = JSON.parse(content) as ExportFile;
      const device = await findDevice(db.read, await lastDevice());
      if (!device) throw new Error('no phone');
      const sending = { receivedAt: PAYDAY, sentAt: null, clock: null };
      const inbox = { db, clock: house.clock, acts: doorActs };
      const carriedBy = province.controller.id;
      await takeDelivery(inbox, device, { operations, sending, lastSeq: 0, carriedBy });
    },
    makeCode: async (instead) => {
      const { camLoId, controller } = province;
      const command = {
        id: newId(),
        by: controller.id,
        staffId: payer.id,
        officeId: camLoId,
        roles: DOOR_ROLES,
        name: 'Máy 1',
        ...(instead && { replaces: { ...instead, deviceId: await lastDevice() } }),
      };
      return (await db.write((tx) => makeEnrolment(tx, PAYDAY, command))).code;
    },
    citizenOf: async (n) => {
      const found = await db.read
        .selectFrom('citizen')
        .select('id')
        .where('full_name', '=', `Nguyễn Thị Thử ${n}`)
        .executeTakeFirstOrThrow();
      return found.id;
    },
    paymentsOf: async (name) => {
      const { rows } = await db.pool.query<{ made: number; standing: number }>(
        `select count(*)::int as made, count(*) filter (where not exists (select from handover r where r.reverses = p.handover_id))::int as standing
         from payment p join citizen c on c.id = p.citizen_id where c.full_name = $1`,
        [name],
      );
      return rows[0] ?? { made: 0, standing: 0 };
    },
  };
}

export interface Phone {
  readonly page: Page;
  readonly faults: string[];
  /** Ends the browser as a flat battery does. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** The folder of a phone that is thrown away after the test file. */
export async function newPhoneFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-phone-'));
  after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

const on = new Set<BrowserContext>();

/** `more`: what the browser is started with besides, such as a camera. */
export async function switchOn(
  folder: string,
  address: string,
  more: readonly string[] = [],
): Promise<Phone> {
  const context: BrowserContext = await openPhone(folder, address, more);
  on.add(context);
  context.once('close', () => on.delete(context));
  context.setDefaultTimeout(10_000);
  const page = context.pages()[0] ?? (await context.newPage());
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Refused/.test(message.text()))
      faults.push(message.text());
  });
  return {
    page,
    faults,
    close: () => context.close(),
    kill: async () => {
      const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
      process.kill(browserOf(folder), 'SIGKILL');
      await closed;
    },
  };
}

/** The browser's own process, which is the one that was given the folder and is no helper of another. */
function browserOf(folder: string): number {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const line = lines.find((each) => each.includes(`--user-data-dir=${folder}`) && !each.includes('--type='));
  if (!line) throw new Error('the browser is not running');
  return Number(line.trim().split(' ')[0]);
}
