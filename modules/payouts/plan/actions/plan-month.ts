import type { Read, Tx } from '#kernel/db/types.ts';
import { addDays, firstDayOf, type Day, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import {
  type Move,
  readNamed,
  readPlanCells,
  readToMove,
  type PlanAsked,
  type PlanCell,
} from '../store/plan.ts';
import { findPrint, insertPrint, listPrints } from '../store/prints.ts';
import { listProgrammes, readHolidays } from '../../programmes/store/programmes.ts';
import { type PlanCommand, planVouchers } from './plan.ts';
import type { Person } from '../../posting.ts';

/** The days on which anything of a month may be planned, from the first programme that opens to the last office that pays. */
export async function readPlanDays(read: Read, month: Month) {
  const programmes = await listProgrammes(read, month);
  const from = programmes.map(({ calendar }) => calendar.opensOn).sort()[0] ?? firstDayOf(month);
  const to =
    programmes
      .map(({ calendar }) => calendar.officeTo)
      .sort()
      .at(-1) ?? addDays(from, 27);
  const holidays = [...(await readHolidays(read))].filter((day) => day >= from && day <= to).sort();
  return { from, to, holidays };
}

/**
 * Moves what offices or hamlets pay on one day to another, all or nothing. Refuses `nothing_to_plan` when none of it is due
 * any more, and what `planVouchers` refuses.
 */
export async function moveDays(
  tx: Tx,
  now: Date,
  command: { readonly doer: Person; readonly month: Month; readonly moves: readonly Move[] },
): Promise<{ vouchers: number }> {
  const { doer, month, moves } = command;
  let vouchers = 0;
  for (const move of moves)
    for (const { officeId, programme, ids } of await readToMove(tx, month, move)) {
      const change = { payOn: move.toDay };
      const planned = { doer, officeId, month, programme, who: { voucherIds: ids }, change };
      vouchers += (await planVouchers(tx, now, planned)).vouchers;
    }
  if (vouchers === 0) throw new Refusal('nothing_to_plan', { month });
  return { vouchers };
}

/** Plans named people otherwise, over the offices and programmes they belong to, all or nothing. */
export async function planPeople(
  tx: Tx,
  now: Date,
  command: {
    readonly doer: Person;
    readonly month: Month;
    /** The subtree that the planner answers for. */
    readonly path: string;
    readonly voucherIds: readonly Id[];
    readonly change: PlanCommand['change'];
    readonly why: string;
  },
): Promise<{ vouchers: number }> {
  const { doer, month, path, voucherIds, change, why } = command;
  const groups = await readNamed(tx, month, path, voucherIds);
  if (groups.length === 0) throw new Refusal('nothing_to_plan', { month });
  let vouchers = 0;
  for (const { officeId, programme, ids } of groups) {
    const planned = { doer, officeId, month, programme, who: { voucherIds: ids }, change, why };
    vouchers += (await planVouchers(tx, now, planned)).vouchers;
  }
  return { vouchers };
}

/** Keeps the plan as it goes on paper; its version counts the printings of this office and month. */
export async function printPlan(
  tx: Tx,
  now: Date,
  command: { readonly id: Id; readonly doer: Person; readonly officeId: Id } & PlanAsked,
): Promise<{ version: number }> {
  const { id, doer, officeId, month } = command;
  const cells = await readPlanCells(tx, command);
  if (cells.length === 0) throw new Refusal('nothing_to_plan', { month });
  await insertPrint(tx, {
    id,
    officeId,
    month,
    cells: cells.map((cell) => ({
      officeId: cell.officeId,
      day: cell.day,
      channel: cell.channel,
      people: cell.people,
      vnd: cell.vnd.toString(),
    })),
    people: cells.reduce((sum, { people }) => sum + people, 0),
    totalVnd: cells.reduce((sum, { vnd }) => sum + vnd, 0n),
    printedBy: doer.name,
    printedAt: now,
  });
  const prints = await listPrints(tx, officeId, month);
  return { version: prints.find((print) => print.id === id)?.version ?? prints.length };
}

/** Every office, day and way whose load is another than on the paper. */
export async function readDifferences(
  read: Read,
  asked: { readonly printId: Id; readonly officeId: Id; readonly path: string },
) {
  const print = await findPrint(read, asked.printId, asked.officeId);
  if (!print) throw new Refusal('not_found', { print: asked.printId });
  const key = (cell: { officeId: Id; day: Day; channel: string }) =>
    `${cell.officeId} ${cell.day} ${cell.channel}`;
  const now = new Map<string, PlanCell>(
    (await readPlanCells(read, { month: print.month, path: asked.path })).map((cell) => [key(cell), cell]),
  );
  const before = new Map(print.cells.map((cell) => [key(cell), cell]));
  return [...new Set([...before.keys(), ...now.keys()])].sort().flatMap((each) => {
    const [was, is] = [before.get(each), now.get(each)];
    const cell = was ?? is;
    const beforeVnd = BigInt(was?.vnd ?? 0);
    const nowVnd = is?.vnd ?? 0n;
    const same = beforeVnd === nowVnd && was?.people === is?.people;
    if (!cell || same) return [];
    const { officeId, day, channel } = cell;
    return [
      {
        officeId,
        day,
        channel,
        beforePeople: was?.people ?? 0,
        nowPeople: is?.people ?? 0,
        beforeVnd,
        nowVnd,
      },
    ];
  });
}
