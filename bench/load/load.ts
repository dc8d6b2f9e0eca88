import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readCrew } from '#app/month/crew.ts';
import { runMonth } from '#app/month/run-month.ts';
import { openTestSession } from '#kernel/access/testing/signed-in.ts';
import { listProgrammes } from '#modules/payouts/programmes/store/programmes.ts';
import { type Counter, type FillContext, openCounters } from '../counters.ts';
import { writeBenchList } from '../lists.ts';
import type { BenchContext, Measure } from '../measure.ts';
import { openCaller } from '../pay-http.ts';
import { inventPeople, MONTH } from '../province.ts';
import { loadPhones, sendNext } from '../sync/phones.ts';
import { askJson, settleProgramme, takeListIn } from './head-office.ts';
import type { HouseAsk, HouseMemory } from './house.ts';
import { reportOf } from './report.ts';
import { Tally } from './tally.ts';
import { Unseen } from './unseen.ts';
import { openWatchers, type Seat } from './watchers.ts';

const HOUSE = fileURLToPath(new URL('./house.ts', import.meta.url));
const MONTH_BEFORE = '2020-11';
const MONTH_AFTER = '2021-01';
const PEOPLE_BEFORE = 4000;
const LINES_AFTER = 20_000;
/** A teller pays so often, and a phone sends a batch so often; a province's month in ten minutes. */
const PAY_EVERY_MS = 500;
const SYNC_EVERY_MS = 30_000;
const BATCH = 20;
/** Of the watchers, so many ask for the overview whenever they hear of a change, as an open home page does. */
const LOOKING = 20;
const WARM_UP_MS = 15_000;
/**
 * A pay day of a province, all at once: 2,000 signed-in people watch, 64 tellers pay, 300 phones come home, the head office takes
 * a list in and settles the month before. No error is allowed, and memory must stay where it was.
 */
export async function run(context: BenchContext): Promise<Measure[]> {
  const { db, size, say, folder } = context;
  const ms = size('minutes', 10) * 60_000;
  const [watching, tellers, phones] = [size('watchers', 2000), size('tellers', 64), size('phones', 300)];
  const batches = Math.ceil((ms + WARM_UP_MS) / SYNC_EVERY_MS) + 1;
  const payments = Math.ceil((tellers * (ms + WARM_UP_MS)) / PAY_EVERY_MS) + tellers * 40;
  const onPhones = phones * batches * BATCH;
  const counters = await openCounters(context, tellers, payments + onPhones, returnMonthBefore);
  const shared = shareOut(counters, onPhones / tellers);
  const loaded = await loadPhones(context, shared.forPhones, phones, batches * BATCH);
  const list = await writeBenchList(folder, 'after.csv', LINES_AFTER);
  const house = fork(HOUSE, { execArgv: [...process.execArgv, '--expose-gc'] });
  try {
    house.send({ appUrl: context.appUrl, dataDir: folder } satisfies HouseAsk);
    const [address] = (await once(house, 'message')) as [string];
    const tally = new Tally();
    const crew = await readCrew(db.read);
    const staff = shared.forTellers.map(({ post, till }) => ({
      officeId: post.office.id,
      id: till.person.id,
    }));
    staff.unshift({ officeId: crew.root.office.id, id: crew.controller.id });
    const seats: Seat[] = [];
    for (let i = 0; i < watching; i++) {
      const { id, officeId } = staff[i % staff.length] as (typeof staff)[number];
      seats.push({ cookie: await openTestSession(db, id), officeId });
    }
    say(`opening ${watching} streams`);
    const watchers = await openWatchers(address, seats, tally);
    const stop = new AbortController();
    const unseen = new Unseen(tally);
    const look = lookers(tally, address, seats.slice(0, LOOKING));
    watchers.onChange = (offices) => {
      unseen.see(offices);
      look();
    };
    const work = [
      ...shared.forTellers.map((counter, i) => payOn(counter, i)),
      ...loaded.map((phone, i) => syncOn(phone, i)),
    ];
    await pause(WARM_UP_MS);
    say('the house is warm; a list comes in and a month is settled');
    const memory: HouseMemory[] = [await memoryOf(house)];
    const head = headOffice();
    await pause(ms / 2);
    memory.push(await memoryOf(house));
    await pause(ms / 2);
    await head;
    stop.abort();
    await Promise.all(work);
    memory.push(await memoryOf(house));
    say(`${watchers.open()} streams open at the end, ${watchers.heard()} events heard`);
    watchers.close();
    return reportOf(tally, memory, say);

    async function payOn(counter: Counter, i: number): Promise<void> {
      const caller = await openCaller(await openTestSession(db, counter.till.person.id), address, counter);
      await pause((i * PAY_EVERY_MS) / tellers);
      for (let at = performance.now(); !stop.signal.aborted; at += PAY_EVERY_MS) {
        await tally.time('pay', async () => {
          if (!(await caller.payNext())) throw new Error('a counter ran out of vouchers');
        });
        unseen.add(counter.post.office.id);
        await pause(Math.max(0, at + PAY_EVERY_MS - performance.now()));
      }
      caller.close();
    }

    async function syncOn(phone: (typeof loaded)[number], i: number): Promise<void> {
      await pause((i * SYNC_EVERY_MS) / phones, undefined, { signal: stop.signal }).catch(() => {});
      while (!stop.signal.aborted && phone.acknowledged < phone.operations.length) {
        const sent = await tally.time('sync of 20', () => sendNext(phone, address));
        if (sent === false) tally.fail('sync of 20', 'no answer');
        await pause(SYNC_EVERY_MS, undefined, { signal: stop.signal }).catch(() => {});
      }
    }

    async function headOffice(): Promise<void> {
      const controller = await openTestSession(db, crew.controller.id);
      const accountant = await openTestSession(db, crew.accountant.id);
      const imported = tally.time(`import of ${LINES_AFTER}`, () =>
        takeListIn(address, controller, { path: list, programme: 'pension', month: MONTH_AFTER }),
      );
      for (const { code } of await listProgrammes(db.read, MONTH_BEFORE)) {
        const lists = await db.read
          .selectFrom('payout_list')
          .select('id')
          .where('programme', '=', code)
          .where('month', '=', `${MONTH_BEFORE}-01`)
          .execute();
        if (lists.length > 0)
          await tally.time('settlement', () => settleProgramme(address, accountant, code, MONTH_BEFORE));
      }
      await imported;
    }
  } finally {
    house.kill();
  }
}

/** Open home pages: each asks for the overview when something changed, and not again before it is answered. */
function lookers(tally: Tally, address: string, seats: readonly Seat[]): () => void {
  const asking = new Set<Seat>();
  return () => {
    for (const seat of seats) {
      if (asking.has(seat)) continue;
      asking.add(seat);
      const path = `/payouts/overview?month=${MONTH}&officeId=${seat.officeId}`;
      void tally
        .time('overview', () => askJson(address, seat.cookie, 'GET', path))
        .finally(() => asking.delete(seat));
    }
  };
}

/** The last month before, done up to what is left to settle. */
async function returnMonthBefore({ db, folder, say }: FillContext): Promise<void> {
  say(`doing the month before for ${PEOPLE_BEFORE} people, all but its settlement`);
  await runMonth(db, {
    month: MONTH_BEFORE,
    people: inventPeople(PEOPLE_BEFORE),
    folder: join(folder, 'month-before'),
    filesFolder: join(folder, 'files'),
    until: 'return',
    forms: false,
  });
}

/** The vouchers of each counter, split between its teller and the phones that will take so many of them. */
function shareOut(counters: readonly Counter[], onPhones: number) {
  const cut = Math.ceil(onPhones * 1.1);
  return {
    forPhones: counters.map((counter) => ({ ...counter, voucherIds: counter.voucherIds.slice(0, cut) })),
    forTellers: counters.map((counter) => ({ ...counter, voucherIds: counter.voucherIds.slice(cut) })),
  };
}

async function memoryOf(house: ChildProcess): Promise<HouseMemory> {
  house.send('memory');
  const [memory] = (await once(house, 'message')) as [HouseMemory];
  return memory;
}
