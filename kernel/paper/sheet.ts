import type { CellStyle, CellValue, MergeRange, WriteSheet } from 'hucre/xlsx';
import { neutralCell } from '#kernel/words/text.ts';
import { leavesOf, type Align, type Layout, type TableBlock } from './layout.ts';

export type Look = {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly sizePt: number;
  readonly align: Align;
  readonly boxed: boolean;
  readonly number?: boolean;
};

/** A sheet as it is filled from the top: one row is open, `next` closes it. Columns count from 0. */
export type Sheet = {
  /** How many columns the widest table has. */
  readonly width: number;
  /** A look of null is the look of the column. */
  put(column: number, value: CellValue, look: Look | null): void;
  /** Gives the columns the looks of a table's rows. False when the sheet has other tables: their cells then say their own. */
  columnsLook(looks: readonly Look[]): boolean;
  /** Text over several columns, and down over several rows. */
  span(from: number, to: number, text: string, look: Look, rows?: number): void;
  next(): void;
  skip(rows: number): void;
  /** The rows just written, `rows` of them, stay in sight and repeat at the top of each printed page. */
  headWritten(rows: number): void;
  printTitles(): string | null;
  close(): Pick<WriteSheet, 'columns' | 'rows' | 'rowDefs' | 'cells' | 'merges' | 'freezePane'>;
};

const TEXT_PT = 11;
const PLAIN: Look = { bold: false, italic: false, sizePt: TEXT_PT, align: 'left', boxed: false };
const side = { style: 'thin' } as const;
const styles = new Map<string, CellStyle>();

/** The same look is the same object, so that a workbook of many rows holds few styles. */
function styleOf(look: Look): CellStyle {
  const key = `${look.bold}${look.italic}${look.sizePt}${look.align}${look.boxed}${look.number}`;
  let style = styles.get(key);
  if (!style)
    styles.set(
      key,
      (style = {
        font: { name: 'Times New Roman', size: look.sizePt, bold: look.bold, italic: look.italic },
        alignment: { horizontal: look.align, vertical: 'center', wrapText: !look.number },
        ...(look.boxed ? { border: { top: side, right: side, bottom: side, left: side } } : {}),
        ...(look.number ? { numFmt: '#,##0' } : {}),
      }),
    );
  return style;
}

export function openSheet(layout: Layout, tooLong: () => never, maxRows: number): Sheet {
  const tables = layout.body.filter((block): block is TableBlock => block.kind === 'table');
  const widest = tables
    .map((table) => leavesOf(table.columns))
    .reduce((most, leaves) => (leaves.length > most.length ? leaves : most), []);
  const width = Math.max(widest.length, 4);
  const shares = widest.reduce((sum, { share }) => sum + share, 0);
  const broad = layout.page.orientation === 'landscape' ? 150 : 95;
  const widths = Array.from({ length: width }, (_, i) =>
    widest[i] ? Math.max(5, (broad * widest[i].share) / shares) : broad / width,
  );
  const rows: CellValue[][] = [];
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  const merges: MergeRange[] = [];
  const rowDefs: NonNullable<WriteSheet['rowDefs']> = new Map();
  let open: CellValue[] = [];
  // A cell that says its own look costs ten times one that takes its column's: a long list could not be held.
  let columnLooks: readonly Look[] = [];
  let titles: { from: number; to: number } | null = null;

  const style = (row: number, column: number, look: Look) =>
    cells.set(`${row},${column}`, { style: styleOf(look) });
  const sheet: Sheet = {
    width,
    put(column, value, look) {
      while (open.length < column) {
        style(rows.length, open.length, PLAIN);
        open.push(null);
      }
      open[column] = typeof value === 'string' ? neutralCell(value) : value;
      // A figure that its column does not hold is shown as a row of #.
      if (typeof value === 'number')
        widths[column] = Math.max(widths[column] ?? 0, (String(value).length * 4) / 3 + 1);
      if (look) style(rows.length, column, look);
    },
    columnsLook(looks) {
      if (tables.length === 1) columnLooks = looks;
      return tables.length === 1;
    },
    span(from, to, text, look, deep = 1) {
      sheet.put(from, text, look);
      for (let row = rows.length; row < rows.length + deep; row++)
        for (let column = from; column <= to; column++) style(row, column, look);
      if (to > from || deep > 1)
        merges.push({ startRow: rows.length, startCol: from, endRow: rows.length + deep - 1, endCol: to });
      // A spreadsheet finds the height of a wrapped text by itself, but not where cells are merged.
      const room = widths.slice(from, to + 1).reduce((sum, each) => sum + each, 0);
      const lines = Math.ceil((text.length * look.sizePt) / TEXT_PT / room);
      const height = Math.max(rowDefs.get(rows.length)?.height ?? 0, lines * look.sizePt * 1.4);
      if (deep === 1 && lines > 1) rowDefs.set(rows.length, { height });
    },
    next() {
      if (rows.length >= maxRows) tooLong();
      rows.push(open);
      open = [];
    },
    skip(count) {
      for (let i = 0; i < count; i++) sheet.next();
    },
    headWritten(count) {
      titles ??= { from: rows.length - count + 1, to: rows.length };
    },
    printTitles: () => titles && `$${titles.from}:$${titles.to}`,
    close() {
      return {
        rows,
        cells,
        merges,
        rowDefs,
        columns: widths.map((each, i) => ({
          ...(columnLooks[i] ? { style: styleOf(columnLooks[i]) } : {}),
          width: each,
        })),
        // Only a sheet of one table can keep its head in sight: frozen rows reach from the top of the sheet.
        ...(titles && tables.length === 1 ? { freezePane: { rows: titles.to } } : {}),
      };
    },
  };
  return sheet;
}
