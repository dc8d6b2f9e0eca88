import { columnLetters } from '#kernel/sheets/cell.ts';
import { searchKey } from '#kernel/words/text.ts';
import type { Say } from './findings.ts';
import type { Amounts } from './row-kind.ts';
import type { Layout } from './shapes.ts';

interface Mark {
  sumVnd: number;
  people: number;
  label: string;
}

interface Stated {
  from: Mark;
  label: string;
  amounts: Amounts;
  row: number;
  layout: Layout;
  outer: boolean;
}

/**
 * Checks what the file says its rows add up to. A subtotal may close a group, a page or several groups: it is right when it
 * is the sum of the rows since some heading, subtotal or head before it; one that names a heading must be that group's sum. A grand
 * total is the sum of the sheet or of all sheets so far.
 */
export function sumChecker(say: Say) {
  const run = { sumVnd: 0, people: 0 };
  let sheetStart: Mark = { ...run, label: '' };
  let marks: Mark[] = [{ ...run, label: '' }];
  let stated: Stated[] = [];

  const mark = (label: string): Mark => {
    const made = { ...run, label: searchKey(label) };
    marks.push(made);
    // A hostile file may hold headings only: the oldest boundaries are let go.
    if (marks.length > 20_000) marks = [marks[0] as Mark, ...marks.slice(-10_000)];
    return made;
  };

  const check = (
    starts: readonly Mark[],
    amounts: Amounts,
    row: number,
    layout: Layout,
    code: 'subtotal_mismatch' | 'total_mismatch',
    label: string,
  ): void => {
    if (amounts.length === 0) return;
    const total = amounts.find(({ column }) => column === layout.columns.total);
    const candidates = total ? [total] : amounts;
    const right = candidates.find(({ amountVnd }) =>
      starts.some((start) => run.sumVnd - start.sumVnd === amountVnd),
    );
    if (right) {
      const people = /(\d[\d.]*)\s*(người|đối tượng|ng\.)/i.exec(label)?.[1]?.replaceAll('.', '');
      const start = starts.find((each) => run.sumVnd - each.sumVnd === right.amountVnd) as Mark;
      if (people !== undefined && Number(people) !== run.people - start.people)
        say({
          sheet: layout.sheet,
          row,
          code: 'count_mismatch',
          found: people,
          expected: run.people - start.people,
        });
      return;
    }
    const chosen = candidates.at(-1) as Amounts[number];
    const start = starts.at(-1) as Mark;
    say({
      sheet: layout.sheet,
      row,
      code,
      column: chosen.column < 0 ? null : columnLetters(chosen.column),
      head: label,
      found: chosen.amountVnd,
      expected: run.sumVnd - start.sumVnd,
    });
  };

  /**
   * Sums that headings announced are due when the next such heading, a subtotal or the end comes. A heading that opens with
   * another inside it waits until its sum is reached or can no longer be.
   */
  const settle = (last: boolean): void => {
    stated = stated.filter((each) => {
      const sumVnd = run.sumVnd - each.from.sumVnd;
      if (!last && run.people === each.from.people) each.outer = true;
      if (!last && each.outer && each.amounts.every(({ amountVnd }) => sumVnd < amountVnd)) return true;
      check([each.from], each.amounts, each.row, each.layout, 'subtotal_mismatch', each.label);
      return false;
    });
  };

  return {
    run,
    add(amountVnd: bigint): void {
      run.sumVnd += Number(amountVnd);
      run.people++;
    },
    sheet(): void {
      settle(true);
      sheetStart = mark('');
    },
    head(): void {
      mark('');
    },
    heading(label: string, amounts: Amounts, row: number, layout: Layout): void {
      if (amounts.length > 0) settle(false);
      const made = mark(label);
      if (amounts.length > 0) stated.push({ from: made, label, amounts, row, layout, outer: false });
    },
    sum(label: string, grand: boolean, figures: Amounts, row: number, layout: Layout): void {
      settle(grand);
      const amounts = figures.length > 0 ? figures : toldIn(label);
      const named = namedBy(label, marks);
      if (named) check([named], amounts, row, layout, 'subtotal_mismatch', label);
      else if (grand) check([marks[0] as Mark, sheetStart], amounts, row, layout, 'total_mismatch', label);
      else check(marks, amounts, row, layout, 'subtotal_mismatch', label);
      mark('');
    },
    end: (): void => settle(true),
  };
}

/** An amount within the words of a footer: `Tổng số tiền: 6.500.000 đồng`. */
function toldIn(label: string): Amounts {
  const told = /(\d{1,3}(?:[.,]\d{3})+|\d{4,})\s*(?:đồng|đ|vnđ)/i.exec(label)?.[1];
  return told === undefined ? [] : [{ column: -1, amountVnd: Number(told.replace(/[.,]/g, '')) }];
}

/** The latest heading whose words the subtotal repeats: `Cộng Xã Hoa Mai` closes `XÃ HOA MAI`. */
function namedBy(label: string, marks: readonly Mark[]): Mark | undefined {
  const key = searchKey(label);
  return marks.findLast((each) => each.label.length > 3 && key.endsWith(` ${each.label}`));
}
