import { mkdir } from 'node:fs/promises';
import { formatVnd } from '#kernel/words/money.ts';
import type { Database } from '#kernel/db/connect.ts';
import { addDays, addMonths, firstDayOf, lastDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Beneficiary } from '#app/demo/people/beneficiaries.ts';
import type { Settlement } from '#modules/payouts/settle/actions.ts';
import { listProgrammes } from '#modules/payouts/programmes/store/programmes.ts';
import { planVisits, type Visit } from './acts.ts';
import { bringBack, sendToDistricts } from './cash.ts';
import { closeDay } from './close-day.ts';
import { readCrew } from './crew.ts';
import type { FunderLine } from './list-files.ts';
import { nothingPaid, payDay } from './pay-out.ts';
import { nothingPrinted, printCloses, printLists, printSettlements, type Printed } from './print.ts';
import { at, type Pace, payDaysOf, type Run } from './run.ts';
import { distribute, payByBank } from './send-out.ts';
import { returnAll, settleAll } from './settle-up.ts';
import { type StageTime, stopwatch, type Timed } from './stopwatch.ts';
import { fund, makeLists, recordProxies, takeIn } from './take-in.ts';

export const STAGES = ['lists', 'distribution', 'payment', 'return', 'settlement'] as const;
export type Stage = (typeof STAGES)[number];

export interface MonthOptions {
  readonly month: Month;
  readonly people: readonly Beneficiary[];
  readonly folder: string;
  readonly filesFolder: string;
  /** The last stage to run. */
  readonly until?: Stage;
  /** The instant at which the month stands still: whatever comes later is left undone. */
  readonly untilAt?: Date;
  readonly forms?: boolean;
  readonly unfunded?: readonly string[];
  readonly pace?: (officeCode: string) => Pace;
  readonly missing?: Run['missing'];
  readonly bankLinesMax?: number;
  readonly changeList?: (programme: string, lines: FunderLine[]) => FunderLine[];
  readonly say?: (line: string) => void;
}

export interface MonthDone {
  readonly month: Month;
  readonly stages: readonly StageTime[];
  readonly ms: number;
  readonly people: number;
  readonly vouchers: number;
  readonly listedVnd: bigint;
  readonly fundedVnd: bigint;
  readonly authorities: number;
  readonly bankPaid: number;
  readonly bankRejected: number;
  readonly visits: number;
  readonly paidVouchers: number;
  readonly paidVnd: bigint;
  readonly refused: Readonly<Record<string, number>>;
  readonly closes: number;
  readonly returned: number;
  readonly returnedVnd: bigint;
  readonly broughtBackVnd: bigint;
  readonly settlements: readonly Settlement[];
  readonly printed: Printed;
}

/**
 * A whole month through the product's own actions, from the funders' files to the locked settlement and the printed
 * forms. It lives in its own time: each step happens at the instant it would in that month.
 */
export async function runMonth(db: Database, options: MonthOptions): Promise<MonthDone> {
  const began = performance.now();
  const run = await prepare(db, options);
  const { timed, stages } = stopwatch();
  const reaches = (stage: Stage) => STAGES.indexOf(stage) <= STAGES.indexOf(options.until ?? 'settlement');
  const before = lastDayOf(addMonths(run.month, -1));

  const files = await timed('make lists', () => makeLists(run, options.changeList));
  const taken = await timed('import', () => takeIn(run, files, at(before, '08:00')));
  const authorities = await timed('authorities', () => recordProxies(run, at(before, '16:00')));
  const fundedVnd = await timed('funding', () => fund(run));
  const done = {
    paid: nothingPaid(),
    bankPaid: 0,
    bankRejected: 0,
    closes: 0,
    returned: { vouchers: 0, totalVnd: 0n },
    broughtBackVnd: 0n,
    settlements: [] as Settlement[],
    printed: nothingPrinted,
  };
  let printing: Promise<Printed> | null = null;
  if (reaches('distribution')) {
    const first = firstDayOf(run.month);
    await timed('distribution', () => distribute(run, at(first, '13:00'), at(first, '15:00')));
    // Lists are printed in the paper thread while the counters work.
    if (options.forms !== false) printing = printLists(run);
    printing?.catch(() => {});
  }
  if (reaches('payment')) Object.assign(done, await payMonth(run, timed, options.untilAt ?? null));
  if (reaches('return') && !options.untilAt) {
    const last = addDays(payDaysOf(run.month).at(-1) as string, 1);
    done.returned = await timed('return unpaid', () => returnAll(run, last));
    done.broughtBackVnd = await timed('cash back', () => bringBack(run, last));
    done.closes += await timed('last close', () => closeDay(run, last));
  }
  if (reaches('settlement') && !options.untilAt)
    done.settlements = await timed('settlement', () => settleAll(run));
  if (printing) {
    const lists = await timed('rest of the pay lists', () => printing);
    const rest = await timed('slips and settlements', () => printRest(run, done.settlements));
    done.printed = { files: lists.files + rest.files, pages: lists.pages + rest.pages };
  }
  const { paid, returned, ...figures } = done;
  return {
    month: run.month,
    people: run.people.length,
    vouchers: taken.vouchers,
    listedVnd: taken.totalVnd,
    fundedVnd,
    authorities,
    ...figures,
    visits: paid.visits,
    paidVouchers: paid.vouchers,
    paidVnd: paid.amountVnd,
    refused: Object.fromEntries(paid.refused),
    returned: returned.vouchers,
    returnedVnd: returned.totalVnd,
    stages: stages(),
    ms: Math.round(performance.now() - began),
  };
}

async function prepare(db: Database, options: MonthOptions): Promise<Run> {
  await mkdir(options.folder, { recursive: true });
  await mkdir(options.filesFolder, { recursive: true });
  return {
    db,
    crew: await readCrew(db.read),
    month: options.month,
    programmes: await listProgrammes(db.read, options.month),
    people: options.people,
    folder: options.folder,
    filesFolder: options.filesFolder,
    say: options.say ?? (() => {}),
    unfunded: options.unfunded ?? [],
    pace: options.pace ?? (() => 'planned'),
    missing: options.missing ?? (() => 0n),
    bankLinesMax: options.bankLinesMax,
  };
}

async function printRest(run: Run, settlements: readonly Settlement[]): Promise<Printed> {
  const printed = [await printSettlements(run, settlements)];
  for (const day of payDaysOf(run.month)) printed.push(await printCloses(run, day));
  return {
    files: printed.reduce((sum, each) => sum + each.files, 0),
    pages: printed.reduce((sum, each) => sum + each.pages, 0),
  };
}

/** The paying days: accounts, cash for the coming days, people, and the close of each day. */
async function payMonth(run: Run, timed: Timed, untilAt: Date | null) {
  const days = payDaysOf(run.month).filter((day) => !untilAt || at(day, '05:00') < untilAt);
  const visits = await timed('plan visits', () => planVisits(run));
  const byDay = Map.groupBy(visits, (visit) => visit.day);
  const paid = nothingPaid();
  const sums = { bankPaid: 0, bankRejected: 0, closes: 0 };
  for (const [i, day] of days.entries()) {
    const bank = await timed('bank', () => payByBank(run, day, days[i - 1] ?? null));
    sums.bankPaid += bank.paid;
    sums.bankRejected += bank.rejected.length;
    // Every third day brings cash for three; between them only what a count found missing is made up.
    const ahead = days.slice(i, i % 3 === 0 ? i + 3 : i + 1);
    await timed('cash orders', () => sendToDistricts(run, day, wantedBy(run, byDay, ahead)));
    await timed('pay', () => payDay(run, day, byDay.get(day) ?? [], paid, untilAt));
    if (bank.rejected.length > 0)
      await timed('bank', () => sendRejected(run, byDay, days.slice(i + 1), bank.rejected, day));
    if (untilAt && at(day, '17:30') >= untilAt) continue;
    sums.closes += await timed('close', () => closeDay(run, day));
    run.say(`${day}: ${paid.visits} lượt, ${formatVnd(paid.amountVnd)} đ`);
  }
  return { paid, ...sums };
}

/** What the bank rejected is paid in cash on the days left: its vouchers go to the offices that evening. */
async function sendRejected(
  run: Run,
  byDay: Map<string, Visit[]>,
  left: readonly string[],
  rejected: readonly Id[],
  day: string,
): Promise<void> {
  await distribute(run, at(day, '16:00'), at(day, '17:00'));
  for (const visit of await planVisits(run, rejected)) {
    const next = left.find((each) => each >= visit.day) ?? left.at(-1);
    if (next) byDay.set(next, [...(byDay.get(next) ?? []), { ...visit, day: next }]);
  }
}

function wantedBy(run: Run, byDay: Map<string, Visit[]>, days: readonly string[]): Map<Id, bigint> {
  const wanted = new Map<Id, bigint>();
  for (const day of days)
    for (const { amountVnd, post } of byDay.get(day) ?? []) {
      const district = run.crew.districts.includes(post) ? post.office.id : (post.office.parentId as Id);
      wanted.set(district, (wanted.get(district) ?? 0n) + amountVnd);
    }
  return wanted;
}
