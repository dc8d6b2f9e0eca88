import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx as writeBook } from 'hucre/xlsx';
import type { Finding, Layout, ListReport, ListRow } from '../shapes.ts';
import { type ReadOptions, readListHere } from '../read-list.ts';

/** Cells of an invented list, for the tests of this folder. */
export type Cells = (string | number | Date | null)[][];

/** Writes sheets as a workbook with the reader's own library, merges included, and hands the path to `use`. */
export async function withXlsx<T>(
  sheets: Record<string, Cells> | Cells,
  use: (path: string) => Promise<T>,
  hidden: readonly string[] = [],
): Promise<T> {
  const named = Array.isArray(sheets) ? { 'Danh sách': sheets } : sheets;
  const bytes = await writeBook({
    sheets: Object.entries(named).map(([name, rows]) => ({ name, rows, hidden: hidden.includes(name) })),
  });
  return withFile(Buffer.from(bytes), use);
}

/** Writes bytes under a name that says nothing of their kind. */
async function withFile<T>(bytes: Buffer | string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'list-'));
  try {
    const path = join(folder, 'file.bin');
    await writeFile(path, bytes);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export interface Read {
  rows: ListRow[];
  report: ListReport;
  layout: Layout;
  codes: string[];
  finding: (code: string) => Finding | undefined;
}

export async function readAll(path: string, options: Partial<ReadOptions> = {}): Promise<Read> {
  const rows: ListRow[] = [];
  let report: ListReport | undefined;
  for await (const part of readListHere(path, { month: '2020-12', ...options }))
    if (part.part === 'rows') rows.push(...part.rows);
    else report = part.report;
  if (!report) throw new Error('no report');
  const { findings, layouts } = report;
  return {
    rows,
    report,
    layout: layouts[0] as Layout,
    codes: findings.map(({ code }) => code),
    finding: (code) => findings.find((each) => each.code === code),
  };
}

export const readXlsx = (
  sheets: Record<string, Cells> | Cells,
  options: Partial<ReadOptions> = {},
): Promise<Read> => withXlsx(sheets, (path) => readAll(path, options));

export const readCsv = (text: string | Buffer, options: Partial<ReadOptions> = {}): Promise<Read> =>
  withFile(text, (path) => readAll(path, options));

/** The head of a plain pension list, and a row of it whose total is the sum of its parts unless said otherwise. */
export const HEAD = [
  'STT',
  'Số sổ BHXH',
  'Họ và tên',
  'Ngày sinh',
  'Số CCCD',
  'Địa chỉ',
  'Chế độ',
  'Mức hưởng',
  'Truy lĩnh',
  'Tổng số',
  'Ghi chú',
];
export const person = (
  i: number,
  regular: number,
  arrears: number | null = null,
  total = regular + (arrears ?? 0),
): (string | number | null)[] => [
  i,
  `45000000${10 + i}`,
  `Trần Thị Mận ${'ABCDEFGHIJ'[i % 10]}`,
  '16/05/1957',
  `0451570000${10 + i}`,
  'Thôn Hoa Mai, Xã Suối Trong, huyện Đồi Cao',
  'Hưu trí',
  regular,
  arrears,
  total,
  arrears ? 'Truy lĩnh 2 tháng' : null,
];
