import assert from 'node:assert/strict';
import type { Read } from '#kernel/db/types.ts';
import type { Day, Month } from '#kernel/words/day.ts';
import { branchOf, NOTHING, sumBy, sumOf } from '../rules/overview.ts';
import {
  listCells,
  listCommunesOf,
  listHours,
  listProgrammeMoney,
  listTree,
  readCash,
} from '../store/overview.ts';
import { listOverdue, type Overdue } from '../store/overdue.ts';
import { listProgrammes } from '../../programmes/store/programmes.ts';

/**
 * A month of an office and all below it, from rollups and stored balances: its cost follows the number of offices and
 * communes, never the number of payments. The queries are independent and run side by side.
 */
export async function readOverview(
  read: Read,
  asked: { readonly month: Month; readonly path: string; readonly today: Day },
) {
  const { month, path, today } = asked;
  const [tree, cells, units, hours, cash, money, programmes, overdue] = await Promise.all([
    listTree(read, path),
    listCells(read, month, path),
    listCommunesOf(read, month),
    listHours(read, month, path),
    readCash(read, path),
    listProgrammeMoney(read, month),
    listProgrammes(read, month),
    listOverdue(read, month, path),
  ]);
  const office = tree.find((each) => each.path === path);
  assert(office, 'an admitted office stands in the tree');
  const byId = new Map(tree.map((each) => [each.id, each]));
  const branch = (officeId: string) => branchOf(byId.get(officeId)?.path ?? path, path);

  const byProgramme = sumBy(cells, (cell) => cell.programme);
  const byBranch = sumBy(cells, (cell) => branch(cell.officeId));
  const byUnit = sumBy(cells, (cell) => cell.unitId);
  const byOffice = sumBy(cells, (cell) => cell.officeId);
  // Counted a moment ago: what has been paid or returned to the last voucher since is overdue no more.
  const open = overdue.filter(({ officeId }) => {
    const own = byOffice.get(officeId);
    // The province's are the account vouchers of every office, and stand in no cell of its own.
    return (
      own === undefined ||
      byId.get(officeId)?.parentId === null ||
      own.dueCount > own.paidCount + own.returnedCount
    );
  });
  const missed = Map.groupBy(open, (each) => branch(each.officeId));
  const funded = new Map(money.map((each) => [each.programme, each]));
  const { openOffers, openCases, openCasesVnd, ...hands } = cash;
  return {
    month,
    today,
    office: { id: office.id, code: office.code, name: office.name, kind: office.kind, path: office.path },
    above: tree.filter((each) => path.startsWith(`${each.path}/`)).map(({ id, name }) => ({ id, name })),
    total: sumOf(cells),
    programmes: programmes.map(({ code, nameVi, nameEn, calendar }) => ({
      code,
      nameVi,
      nameEn,
      opensOn: calendar.opensOn,
      settleOn: calendar.settleOn,
      fundedVnd: funded.get(code)?.fundedVnd ?? 0n,
      settled: funded.get(code)?.settled ?? false,
      locked: funded.get(code)?.locked ?? false,
      ...(byProgramme.get(code) ?? NOTHING),
    })),
    offices: tree
      .filter((each) =>
        each.id === office.id
          ? byBranch.has(path) || behind(missed.get(path) ?? []).late
          : each.parentId === office.id && (!each.closed || byBranch.has(each.path)),
      )
      .map(({ id, code, name, kind, path: own }) => ({
        id,
        code,
        name,
        kind,
        ...behind(missed.get(own) ?? []),
        ...(byBranch.get(own) ?? NOTHING),
      })),
    communes: units
      .filter((unit) => byUnit.has(unit.unitId))
      .map((unit) => ({ ...unit, ...(byUnit.get(unit.unitId) ?? NOTHING) })),
    hours,
    lateAsOf: overdue[0]?.countedAt ?? null,
    cash: hands,
    openCases: { count: openCases, amountVnd: openCasesVnd },
    openOffers,
  };
}

/** How far a branch is behind its plan: late when one of its offices is. */
function behind(offices: readonly Overdue[]) {
  const since = offices.flatMap((each) => each.overdueSince ?? []).sort();
  return {
    late: offices.some((each) => each.late),
    overdueCount: offices.reduce((sum, each) => sum + each.overdueCount, 0),
    overdueVnd: offices.reduce((sum, each) => sum + each.overdueVnd, 0n),
    overdueSince: since[0] ?? null,
  };
}
