import { englishMonth } from '#kernel/words/english-day.ts';
import { englishVnd } from '#kernel/words/money.ts';
import type { Finding, FindingCode } from './shapes.ts';
import type { FileRefusalCode } from './vi.ts';

type Facts = Readonly<Record<string, unknown>>;

function where({ sheet, row, column, head }: Finding): string {
  const parts = [
    sheet && `Sheet ${sheet}`,
    row !== null && `row ${row}`,
    column && `column ${column}${head ? ` (${head})` : ''}`,
  ];
  const said = parts.filter(Boolean).join(', ') || 'This file';
  return said.charAt(0).toUpperCase() + said.slice(1);
}

const money = (text: string | null): string =>
  text !== null && /^-?\d+$/.test(text) ? `${englishVnd(BigInt(text))} VND` : (text ?? 'blank');
const month = (text: string | null): string => (text === null ? '?' : englishMonth(text));

/** The columns of money as an office calls them; a dash stands for one that was not read. */
const MONEY_NAMES: Readonly<Record<string, string>> = {
  regular: 'this month',
  supplement: 'supplement',
  arrears: 'arrears',
  deduction: 'deduction',
  carried: 'carried over',
  oneOff: 'one-off',
  funeral: 'funeral',
  total: 'total',
};
const columnsRead = (fields: string | null): string =>
  (fields ?? '')
    .split(' | ')
    .map((field) => MONEY_NAMES[field] ?? field)
    .join(' | ');

export const findingTexts: Record<FindingCode, (finding: Finding) => string> = {
  name_missing: (f) => `${where(f)}: the payee has no name. Fill it in and import again.`,
  amount_unreadable: (f) => `${where(f)}: “${f.found}” is not a whole amount of VND. Make the cell a number.`,
  amount_not_positive: (f) =>
    `${where(f)}: the amount ${money(f.found)} must be above 0. Check it or take the row out.`,
  sum_mismatch: (f) =>
    `${where(f)}: the total says ${money(f.found)} but the parts of the row make ${money(f.expected)}. Correct one of them.`,
  subtotal_mismatch: (f) =>
    `${where(f)}: the subtotal says ${money(f.found)} but its rows make ${money(f.expected)}. Look for a missing or extra person.`,
  total_mismatch: (f) =>
    `${where(f)}: the grand total says ${money(f.found)} but the list makes ${money(f.expected)}. Ask the funder for a corrected list.`,
  count_mismatch: (f) =>
    `${where(f)}: ${f.found} people stated, ${f.expected} counted. Look for missing or extra rows.`,
  identity_missing: (f) =>
    `${where(f)}: ${f.found ?? 'the payee'} has no identity number. Add it when the person is matched.`,
  identity_malformed: (f) =>
    `${where(f)}: “${f.found}” is neither a CCCD (12 digits) nor a CMND (9 digits). Correct it from the paper.`,
  identity_zero_restored: (f) =>
    `${where(f)}: “${f.found}” lost its leading zero and was read as ${f.expected}. Format the column as text.`,
  identity_implausible: (f) =>
    `${where(f)}: number ${f.found} disagrees with ${f.expected} of the same row. Check the paper before paying.`,
  identity_two_names: (f) =>
    `${where(f)}: ${f.found} has the number of somebody with another name in row ${f.expected}. Correct one of the numbers.`,
  insurance_two_people: (f) =>
    `${where(f)}: the insurance number of ${f.found} is that of row ${f.expected}, whose identity number is another. Correct the wrong one.`,
  birth_unreadable: (f) =>
    `${where(f)}: “${f.found ?? ''}” is neither a birth date nor a year. Write 15/08/1957 or 1957.`,
  duplicate_in_file: (f) =>
    `${where(f)}: ${f.found ?? 'this person'} already stands in row ${f.expected} with the same benefit. Take one of the rows out.`,
  month_mismatch: (f) =>
    `${where(f)}: the list is for ${month(f.found)} but is imported for ${month(f.expected)}. Choose the right file or the right month.`,
  unit_multiplied: (f) =>
    `${where(f)}: the list counts in units of ${money(f.found)}; every amount was multiplied into VND.`,
  heads_shifted: (f) =>
    `${where(f)}: heads and figures disagree. The heads say: ${f.found}. Read by the figures as: ${columnsRead(f.expected)}.`,
  heads_unproved: (f) =>
    `${where(f)}: the parts make the total in only ${f.found} of the first rows. Check how the columns are mapped.`,
  legacy_text: (f) =>
    `${where(f)}: the text is in a legacy code page (${f.found}) and was converted to Unicode.`,
  sheet_hidden: (f) =>
    `${where(f)}: the sheet is hidden and was not read. Unhide it if it is part of the list.`,
  sheet_without_list: (f) => `${where(f)}: no head of a list on this sheet; it was passed over.`,
  mapping_unknown: (f) => `${where(f)}: there is no column “${f.found}” as mapped. Choose the column again.`,
  amount_column_missing: (f) =>
    `${where(f)}: no column of this table is known to hold money (heads: ${f.found}). Map it by hand.`,
  no_list_found: () =>
    'No sheet of the file holds a list (at least a name and an amount are needed). Map the columns by hand or choose another file.',
  no_rows: (f) => `${where(f)}: a head but no payee beneath it. Choose another file.`,
};

const megabytes = (bytes: unknown): string => `${Math.ceil(Number(bytes) / 2 ** 20)} MB`;

const CONTENTS: Readonly<Record<string, string>> = { text: 'words in one column', binary: 'no words' };

export const fileTexts: Record<FileRefusalCode, (facts: Facts) => string> = {
  file_empty: () => 'The file is empty. Choose it again.',
  file_truncated: () =>
    'The file is cut short or damaged. Get it again from the sender and upload it once more.',
  file_encrypted: () => 'The file has a password. Open it in Excel, remove the password and save it again.',
  file_legacy_xls: () =>
    'The file is in the old Excel format (.xls). Open it in Excel, save it as .xlsx and import that.',
  file_not_a_sheet: ({ kind }) =>
    `The file cannot be read as an xlsx or csv sheet (it holds ${CONTENTS[String(kind)] ?? String(kind)}). Choose the right file.`,
  file_too_big: ({ rows, limitRows, bytes, limitBytes }) =>
    rows !== undefined
      ? `The file has more than ${englishVnd(Number(limitRows))} rows. Split it.`
      : bytes !== undefined
        ? `The file needs ${megabytes(bytes)}, above the limit of ${megabytes(limitBytes)}. Split it.`
        : 'The file needs too much memory to read. Split it.',
  file_bomb: () => 'The file inflates far beyond its size and was not opened. Get it again from the sender.',
  file_cell_too_long: ({ row, limit }) =>
    `Row ${String(row)} has a cell longer than ${String(limit)} characters, usually for want of a closing quote. Correct the row.`,
};
