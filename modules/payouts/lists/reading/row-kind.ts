import type { Cell } from '#kernel/sheets/cell.ts';
import { searchKey } from '#kernel/words/text.ts';
import { amountOf } from './amount.ts';
import { isNumbering } from './head-rows.ts';
import { fieldOfHead } from './heads.ts';
import type { Group, Layout } from './shapes.ts';
import { textOf } from './text-of.ts';

export type RowKind =
  | { kind: 'blank' | 'head' | 'text' | 'person' }
  | { kind: 'heading'; label: string; amounts: Amounts }
  | { kind: 'sum'; label: string; grand: boolean; amounts: Amounts };

/** Figures of a row within the money columns. */
export type Amounts = readonly { column: number; amountVnd: number }[];

const SUM =
  /^(?:[ivx]+[.)\s]+|\d+[.)]\s*)?(tổng(\s|:|$)|cộng(\s|:|$|\/)|tong (cong|so)|cong(:|$| xa | phuong )|toàn (huyện|tỉnh|xã)|lũy kế|luỹ kế|mang sang|số mang sang|chuyển trang)/;
const GRAND = /^(?:[ivx]+[.)\s]+)?(tổng (cộng|số|hợp)|tong (cong|so)|toàn (huyện|tỉnh))(?!.*trang)/;
const GROUPS: readonly [keyof Group, RegExp][] = [
  ['commune', /^(xã|phường|thị trấn|đặc khu|tt\.|p\.)(\s|:)/],
  ['payPoint', /^(điểm chi|điểm trả|bưu điện|bđ-vhx|bưu cục)/],
  ['hamlet', /^(thôn|khu phố|tổ dân phố|bản|khóm|ấp|xóm)(\s|:)/],
  ['source', /^(nguồn|nsnn|ngân sách|quỹ|do ngân sách|do quỹ)/],
  [
    'regime',
    /^(chế độ|hưu|mất sức|tuất|tnlđ|tai nạn|trợ cấp|đối tượng|thương binh|bệnh binh|thân nhân|người|bà mẹ|cán bộ xã)/,
  ],
];

/** Says what a row of the sheet is, in the light of its layout. A row is a person when it names or numbers one and pays. */
export function kindOfRow(cells: readonly Cell[], layout: Layout): RowKind {
  const { columns } = layout;
  const name = textOf(cells[columns.fullName ?? columns.givenName ?? -1]);
  const ordinal = cells[columns.ordinal ?? -1];
  const numbered =
    typeof ordinal === 'number' || (typeof ordinal === 'string' && /^\d+[.)]?$/.test(ordinal.trim()));
  // A subtotal's label may stand in any of these columns and hold a count, but it has blanks in it and a number has none.
  const identified =
    /\d{3}/.test(textOf(cells[columns.identity ?? -1])) ||
    /^\S*\d\S*$/.test(textOf(cells[columns.insuranceNo ?? -1])) ||
    /^\S*\d\S*$/.test(textOf(cells[columns.funderCode ?? -1]));
  if (name !== '' && identified) return isNumbering(cells) ? { kind: 'head' } : { kind: 'person' };
  const filled = cells.filter((cell) => cell !== null && textOf(cell) !== '');
  if (filled.length === 0) return { kind: 'blank' };
  if (isNumbering(cells) || isHead(cells, layout)) return { kind: 'head' };
  const amounts = amountsOf(cells, layout);
  const label = labelOf(cells, layout);
  const low = label.toLowerCase();
  if (SUM.test(low) && !identified && (amounts.length > 0 || !numbered))
    return { kind: 'sum', label, grand: GRAND.test(low), amounts };
  if (name === '' && !identified && !numbered && amounts.length > 0)
    return label === '' ? { kind: 'sum', label, grand: false, amounts } : { kind: 'heading', label, amounts };
  if (
    name !== '' &&
    !numbered &&
    groupOf(name) &&
    (amounts.length === 0 || textOf(cells[columns.birth ?? -1]) === '')
  )
    return { kind: 'heading', label: name, amounts };
  if (amounts.length > 0 || identified || (numbered && name !== '')) return { kind: 'person' };
  const words = filled.filter((cell) => textOf(cell) !== String(ordinal ?? ''));
  return words.length === 1 && label !== '' ? { kind: 'heading', label, amounts } : { kind: 'text' };
}

/** The kind and name of a group heading; null when its words name none. */
export function groupOf(label: string): { kind: keyof Group; name: string } | null {
  const bare = label
    .replace(/^\s*(?:[IVX]+|\d+|[A-ZĐa-z])\s*[.)/\-:]\s*/, '')
    .replace(/[:.]\s*$/, '')
    .trim();
  const low = bare.toLowerCase();
  const kind = GROUPS.find(([, pattern]) => pattern.test(low))?.[0];
  return kind ? { kind, name: bare.replace(/^(chế độ|đối tượng|nguồn)\s*:?\s+/i, '') } : null;
}

function labelOf(cells: readonly Cell[], layout: Layout): string {
  const [from, to] = layout.moneySpan;
  let label = '';
  for (let column = 0; column < cells.length; column++) {
    if (column >= from && column <= to) continue;
    const text = textOf(cells[column]);
    // The widest text leads: a Roman number or a count may stand before it.
    if (/\p{L}{2}/u.test(text) && (label === '' || (/^[IVX]+$/.test(label) && text.length > label.length)))
      label = text;
  }
  return label;
}

function amountsOf(cells: readonly Cell[], layout: Layout): Amounts {
  const [from, to] = layout.moneySpan;
  const amounts: { column: number; amountVnd: number }[] = [];
  for (let column = from; column <= Math.min(to, cells.length - 1); column++) {
    const amountVnd = amountOf(cells[column], layout.unitVnd);
    if (amountVnd) amounts.push({ column, amountVnd });
  }
  return amounts;
}

/** A head repeated on a new page: its name column or, in its second row, its money columns hold head words again. */
function isHead(cells: readonly Cell[], layout: Layout): boolean {
  const { columns, heads } = layout;
  const name = columns.fullName ?? columns.givenName ?? -1;
  const own = searchKey(textOf(cells[name]));
  if (own !== '') return own === searchKey(heads[name] ?? '');
  const [from, to] = layout.moneySpan;
  const words = cells
    .slice(from, to + 1)
    .map(textOf)
    .filter((text) => text !== '');
  return words.length > 0 && words.every((text) => !/\d{3}/.test(text) && fieldOfHead(text) !== undefined);
}
