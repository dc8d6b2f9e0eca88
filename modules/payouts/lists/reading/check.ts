import { columnLetters } from '#kernel/sheets/cell.ts';
import type { Said, Say } from './findings.ts';
import { toldByCccd } from './identity.ts';
import { PARTS } from './layout.ts';
import { hash53, seenTable } from './seen.ts';
import type { Field, Layout, ListRow, MoneyField } from './shapes.ts';
import { keyOf } from './text-of.ts';

/** One person may have one line for the month and another for a one-off payment, but not two of a kind. */
const KINDS = ['regularVnd', 'supplementVnd', 'arrearsVnd', 'carriedVnd', 'oneOffVnd', 'funeralVnd'] as const;

/**
 * Checks rows against themselves and against the rows before them: name, amounts and their sum, identity, birth, duplicates.
 * The state is two compact tables of keys, so a list of a million rows fits.
 */
export function rowChecker(say: Say) {
  const entitlements = seenTable();
  const holders = seenTable();
  return (row: ListRow, layout: Layout): void => {
    const at = (field: Field, said: Omit<Said, 'sheet' | 'row'>): void => {
      const column = layout.columns[field];
      const where =
        column === undefined ? {} : { column: columnLetters(column), head: layout.heads[column] ?? null };
      say({ sheet: row.sheet, row: row.row, ...where, ...said });
    };
    if (row.nameKey === '' || /^\d+$/.test(row.nameKey))
      at('fullName', { code: 'name_missing', found: row.fullName || null });
    checkMoney(row, layout, at);
    checkIdentity(row, layout, at);
    const person = personKey(row);
    if (person === null) return;
    const same = KINDS.filter((kind) => row[kind] > 0n)
      .map((kind) => entitlements.meet(hash53(`${person}|${keyOf(row.regime ?? '')}|${kind}`), row.row, 0))
      .find((met) => met !== null);
    if (same) {
      const field = row.cccd || row.cmnd ? 'identity' : 'fullName';
      at(field, { code: 'duplicate_in_file', found: row.fullName, expected: same.row });
    }
    const number = row.cccd ?? row.cmnd;
    if (number === null) return;
    const holder = holders.meet(Number(number) + 1, row.row, hash53(row.nameKey) >>> 0);
    if (holder && holder.note !== hash53(row.nameKey) >>> 0)
      at('identity', {
        code: 'identity_two_names',
        found: `${number} ${row.fullName}`,
        expected: holder.row,
      });
    if (row.insuranceNo === null) return;
    // A social insurance number is one person's (Decision 595/QĐ-BHXH): with two identities beside it one of them is wrong.
    const identity = hash53(number) >>> 0;
    const insured = holders.meet(hash53(`b${row.insuranceNo}`), row.row, identity);
    if (insured && insured.note !== identity)
      at('insuranceNo', {
        code: 'insurance_two_people',
        found: `${row.insuranceNo} ${row.fullName}`,
        expected: insured.row,
      });
  };
}

const SUMMED = PARTS.map(([part, sign]) => [`${part}Vnd`, sign < 0] as const);

type At = (field: Field, said: Omit<Said, 'sheet' | 'row'>) => void;

function checkMoney(row: ListRow, { columns }: Layout, at: At): void {
  const field: MoneyField = columns.total === undefined ? 'regular' : 'total';
  if (row.totalVnd <= 0n) return at(field, { code: 'amount_not_positive', found: row.totalVnd.toString() });
  if (columns.total === undefined) return;
  let sum = 0n;
  for (const [key, minus] of SUMMED) if (row[key] !== 0n) sum += minus ? -row[key] : row[key];
  if (sum !== row.totalVnd)
    at('total', { code: 'sum_mismatch', found: row.totalVnd.toString(), expected: sum.toString() });
}

function checkIdentity(row: ListRow, { columns }: Layout, at: At): void {
  if (row.cccd === null) {
    if (row.cmnd !== null) return;
    const numbered = row.insuranceNo !== null || row.funderCode !== null;
    // A list without the column goes by the funder's own number; with neither nobody can be told apart.
    if (numbered && columns.identity === undefined) return;
    const severity = numbered || row.birthYear !== null ? 'warning' : 'error';
    return at('identity', { code: 'identity_missing', severity, found: row.fullName });
  }
  const told = toldByCccd(row.cccd);
  const province = Number(row.cccd.slice(0, 3));
  const doubts = [
    row.birthYear !== null && told.birthYear !== row.birthYear ? String(row.birthYear) : null,
    row.sex !== null && told.sex !== row.sex ? row.sex : null,
    province === 0 ? '001-096' : null,
  ].filter((doubt) => doubt !== null);
  if (doubts.length > 0)
    at('identity', { code: 'identity_implausible', found: row.cccd, expected: doubts.join(', ') });
}

/** Who the row is about, by the strongest identity it has. */
function personKey(row: ListRow): string | null {
  if (row.cccd ?? row.cmnd) return `i${row.cccd ?? row.cmnd}`;
  if (row.insuranceNo) return `b${row.insuranceNo}`;
  if (row.funderCode) return `f${row.funderCode}`;
  if (row.nameKey === '') return null;
  return `n${row.nameKey}|${row.bornOn ?? row.birthYear}|${keyOf(row.hamlet ?? '')}|${keyOf(row.communeText ?? '')}`;
}
