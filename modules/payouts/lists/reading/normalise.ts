import { columnLetters, type Cell } from '#kernel/sheets/cell.ts';
import { amountOf } from './amount.ts';
import { type Birth, birthFrom, birthOf } from './birth.ts';
import type { Say } from './findings.ts';
import { identityOf } from './identity.ts';
import { PARTS } from './layout.ts';
import { placeOf } from './place.ts';
import type { Field, Group, Layout, ListRow, MoneyField } from './shapes.ts';
import { keyOf, textOf } from './text-of.ts';

const MONEY = [
  'regular',
  'supplement',
  'arrears',
  'deduction',
  'carried',
  'oneOff',
  'funeral',
  'total',
] as const satisfies readonly MoneyField[];

/** Most amounts of a row are none. */
const vnd = (amount: number): bigint => (amount === 0 ? 0n : BigInt(amount));

/** Says what is wrong in a field of the row at hand. */
type SayOf = (field: Field, code: Parameters<Say>[0]['code'], expected?: string | null) => void;

/** Turns a person's row into its normalised form and says what in it cannot be read. */
export function normaliseRow(
  cells: readonly Cell[],
  row: number,
  layout: Layout,
  group: Group,
  say: Say,
): ListRow {
  const { columns, sheet } = layout;
  const text = (field: Field): string => textOf(cells[columns[field] ?? -1]);
  const said: SayOf = (field, code, expected = null) => {
    const column = columns[field];
    const at =
      column === undefined ? {} : { column: columnLetters(column), head: layout.heads[column] ?? null };
    say({ sheet, row, ...at, code, found: text(field) || null, expected });
  };

  const money = moneyOf(cells, layout, said);
  const latest = layout.month ? Number(layout.month.slice(0, 4)) : 2200;
  const birth = birthOfRow(cells, layout, latest);
  if (birth === null) said(columns.birth === undefined ? 'birthYear' : 'birth', 'birth_unreadable');
  const identity = identityOf(cells[columns.identity ?? -1]);
  if (identity.restored) said('identity', 'identity_zero_restored', identity.cccd ?? identity.cmnd);
  if (identity.malformed) said('identity', 'identity_malformed');

  const fullName = `${text('familyName')} ${text('fullName')} ${text('givenName')}`
    .replace(/\s+/g, ' ')
    .trim();
  const address = text('address');
  const place = address === '' ? { hamlet: null, commune: null } : placeOf(address);
  const note = text('note') || null;
  const insuranceNo = insuranceNoOf(cells[columns.insuranceNo ?? -1]);
  return {
    sheet,
    row,
    ordinal: ordinalOf(cells[columns.ordinal ?? -1]),
    group,
    // Under “Mã số” funders write their own numbers as well as those of social insurance.
    funderCode: text('funderCode') || (insuranceNo === null && text('insuranceNo')) || null,
    insuranceNo,
    cccd: identity.cccd,
    cmnd: identity.cmnd,
    fullName,
    nameKey: keyOf(fullName),
    bornOn: birth?.bornOn ?? null,
    birthYear: birth?.birthYear ?? null,
    sex: sexOf(cells, layout),
    hamlet: text('hamlet') || place.hamlet || group.hamlet || null,
    communeText: text('commune') || place.commune || group.commune || null,
    address: address || null,
    payPoint: text('payPoint') || group.payPoint || null,
    regime: text('regime') || group.regime || null,
    source: text('source') || group.source || null,
    regularVnd: vnd(money.regular),
    supplementVnd: vnd(money.supplement),
    arrearsVnd: vnd(money.arrears),
    arrearsMonths: arrearsMonths(text('arrearsMonths'), note),
    deductionVnd: vnd(money.deduction),
    carriedVnd: vnd(money.carried),
    oneOffVnd: vnd(money.oneOff),
    funeralVnd: vnd(money.funeral),
    totalVnd: vnd(money.total),
    bankAccount: text('bankAccount').replace(/[\s.-]/g, '') || null,
    bankName: text('bankName') || null,
    proxyName: text('proxyName') || null,
    phone: phoneOf(text('phone')),
    diedOn: birthOf(cells[columns.diedOn ?? -1], 2200)?.bornOn ?? null,
    homeRequested:
      note !== null && /tại nhà|tận nhà|tại gia|tai nha|không đi lại được|liệt giường/i.test(note),
    note,
  };
}

/** The row's amounts in dong, and its total where the list leaves it out. */
function moneyOf(
  cells: readonly Cell[],
  { columns, unitVnd }: Layout,
  said: SayOf,
): Record<MoneyField, number> {
  const money = {
    regular: 0,
    supplement: 0,
    arrears: 0,
    deduction: 0,
    carried: 0,
    oneOff: 0,
    funeral: 0,
    total: 0,
  };
  for (const field of MONEY) {
    const column = columns[field];
    if (column === undefined) continue;
    const value = amountOf(cells[column], unitVnd);
    if (value === null || (value < 0 && field !== 'deduction'))
      said(field, value === null ? 'amount_unreadable' : 'amount_not_positive');
    else money[field] = field === 'deduction' ? Math.abs(value) : value;
  }
  const isBlank = (field: Field) => textOf(cells[columns[field] ?? -1]) === '';
  const parted = PARTS.some(([field]) => !isBlank(field));
  const unstated = columns.total !== undefined && isBlank('total');
  totalled(money, parted, columns.total === undefined || unstated);
  // A total left blank beside its parts is as likely a column read wrongly as a figure forgotten.
  if (parted && unstated) said('total', 'sum_mismatch', String(money.total));
  return money;
}

/** A list with one amount names only the total: it is then the month's own amount. One without a total is summed. */
function totalled(money: Record<MoneyField, number>, parted: boolean, unstated: boolean): void {
  if (!parted) money.regular = money.total;
  else if (unstated) money.total = PARTS.reduce((sum, [field, sign]) => sum + sign * money[field], 0);
}

function birthOfRow(cells: readonly Cell[], { columns }: Layout, latest: number): Birth | null {
  const { birthDay, birthMonth, birthYear, birthMale, birthFemale } = columns;
  if (birthYear !== undefined && (birthDay !== undefined || birthMonth !== undefined)) {
    if (textOf(cells[birthYear]) === '') return birthOf(cells[columns.birth ?? -1], latest);
    const part = (column: number | undefined): number => Number(textOf(cells[column ?? -1]) || 0);
    return birthFrom(part(birthDay), part(birthMonth), part(birthYear), latest);
  }
  const column = [columns.birth, birthYear, birthMale, birthFemale].find(
    (c) => textOf(cells[c ?? -1]) !== '',
  );
  return birthOf(cells[column ?? -1], latest);
}

function sexOf(cells: readonly Cell[], { columns }: Layout): 'male' | 'female' | null {
  if (columns.birthMale !== undefined && textOf(cells[columns.birthMale]) !== '') return 'male';
  if (columns.birthFemale !== undefined && textOf(cells[columns.birthFemale]) !== '') return 'female';
  const key = keyOf(textOf(cells[columns.sex ?? -1]));
  if (/^(nam|m|male|0)$/.test(key)) return 'male';
  return /^(nu|f|female|1)$/.test(key) ? 'female' : null;
}

function ordinalOf(cell: Cell | undefined): number | null {
  const number = typeof cell === 'number' ? cell : /^\d+/.exec(textOf(cell))?.[0];
  return number === undefined ? null : Number(number);
}

/** Social insurance numbers have 10 digits; one that lost its leading zero as a number is filled up again. Null of anything else. */
function insuranceNoOf(cell: Cell | undefined): string | null {
  const text = textOf(cell).replace(/[\s.]/g, '');
  const digits = typeof cell === 'number' ? text.padStart(10, '0') : text;
  return /^\d{10}$/.test(digits) ? digits : null;
}

function arrearsMonths(column: string, note: string | null): number | null {
  if (/^\d{1,3}$/.test(column)) return Number(column);
  const told =
    note === null ? null : /truy (?:lĩnh|trả|linh|tra)\D{0,12}(\d{1,3}) tháng/i.exec(note.normalize('NFC'));
  return told ? Number(told[1]) : null;
}

function phoneOf(text: string): string | null {
  const digits = text.replace(/[^\d+]/g, '');
  if (digits === '') return null;
  return /^[35789]\d{8}$/.test(digits) ? `0${digits}` : digits;
}
