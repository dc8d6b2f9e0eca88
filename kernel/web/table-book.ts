import { type CellStyle, type CellValue, writeXlsx } from 'hucre/xlsx';
import type { SheetCell, SheetColumn, SheetKind } from './table-file.ts';
import { saveFile } from './table-text.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FORMATS: Record<SheetKind, string | null> = {
  text: null,
  number: null,
  figure: '#,##0',
  share: '0.0%',
  day: 'dd/mm/yyyy',
  moment: 'dd/mm/yyyy hh:mm',
};
const HEAD: CellStyle = {
  font: { bold: true },
  alignment: { vertical: 'center', wrapText: true },
  border: { bottom: { style: 'thin' } },
};
const TOTAL: CellStyle = { font: { bold: true }, border: { top: { style: 'thin' } } };
const WIDEST = 60;
const UPRIGHT_UP_TO = 5;

/** Saves a table as one sheet of an xlsx file, ready to be sorted, filtered and printed. */
export async function saveBook(
  columns: readonly SheetColumn[],
  title: string,
  totalWord: string | null,
  fileName: string,
): Promise<void> {
  saveFile((await bookOf(columns, title, totalWord)) as BlobPart, fileName, XLSX);
}

/** The bytes of that file; with `totalWord` its last row is the row of totals. */
export async function bookOf(
  columns: readonly SheetColumn[],
  title: string,
  totalWord: string | null,
): Promise<Uint8Array> {
  const length = columns[0]?.cells.length ?? 0;
  const rows: CellValue[][] = [columns.map(({ head }) => head)];
  for (let i = 0; i < length; i++) rows.push(columns.map(({ cells }) => cells[i] ?? null));
  const cells = new Map(columns.map((_, i) => [`0,${i}`, { style: HEAD }]));
  if (totalWord !== null) {
    columns.forEach(({ kind }, i) =>
      cells.set(`${rows.length},${i}`, { style: { ...styleOf(kind), ...TOTAL } }),
    );
    rows.push(columns.map(({ total }, i) => (i === 0 ? totalWord : total)));
  }
  return writeXlsx({
    sheets: [
      {
        name: title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31),
        columns: columns.map((column) => ({ width: widthOf(column), style: styleOf(column.kind) })),
        rows,
        cells,
        freezePane: { rows: 1 },
        autoFilter: { range: `A1:${letterOf(columns.length)}${length + 1}` },
        pageSetup: {
          paperSize: 'a4',
          orientation: columns.length > UPRIGHT_UP_TO ? 'landscape' : 'portrait',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          printTitlesRow: '$1:$1',
        },
        headerFooter: { oddHeader: `&L&B${title.replaceAll('&', '&&')}`, oddFooter: '&R&P / &N' },
      },
    ],
  });
}

function styleOf(kind: SheetKind): CellStyle {
  const numFmt = FORMATS[kind];
  return { alignment: { vertical: 'top', wrapText: kind === 'text' }, ...(numFmt ? { numFmt } : {}) };
}

/** Wide enough for what stands in it with its digits grouped; a column too narrow shows a figure as a row of #. */
function widthOf({ head, kind, cells, total }: SheetColumn): number {
  if (kind === 'day') return 12;
  if (kind === 'moment') return 17;
  const long = (cell: SheetCell) => {
    const length = String(cell ?? '').length;
    return kind === 'figure' ? Math.ceil((length * 4) / 3) : length;
  };
  const longest = [total, ...cells].reduce<number>((most, cell) => Math.max(most, long(cell)), 0);
  return Math.min(WIDEST, Math.max(longest, Math.min(head.length, 14)) + 3);
}

/** The letters of a column counted from 1: A, Z, AA. */
function letterOf(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return (before > 0 ? letterOf(before) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}
