import { copyRows } from '#kernel/db/copy-rows.ts';
import type { Day } from '#kernel/words/day.ts';
import type { ListRow } from '../reading/shapes.ts';
import type { Channel } from '../../voucher.ts';
import type { VoucherPart } from '../rules/vouchers.ts';

/** A line of a list with everything that the file alone decides; the register is matched in the database. */
export interface PlacedLine {
  readonly line: number;
  readonly row: ListRow;
  readonly unitId: number | null;
  readonly officeId: string;
  readonly regime: string;
  readonly source: string;
  readonly channel: Channel;
  readonly payOn: Day;
  readonly payUntil: Day;
  readonly parts: readonly VoucherPart[];
}

/** The columns of `staged_line` and `staged_voucher` in the order in which `blockPacker` writes them. */
export const LINE_COLUMNS =
  'line, sheet, row, full_name, name_key, tail_key, sex, born_on, birth_year, cccd, cmnd, insurance_no, phone, hamlet, address, ' +
  'unit_id, office_id, bank_account, bank_name, regime, source, channel, pay_on, pay_until, citizen_id, fresh';
export const PART_COLUMNS = 'id, line, kind, benefit_month, amount_vnd';

/** Lines on their way into the database, as rows of its binary COPY format. */
export interface Block {
  readonly count: number;
  readonly vouchers: number;
  readonly lines: Uint8Array;
  readonly parts: Uint8Array;
  /** The row of the file in which each line stood. */
  readonly rows: Uint32Array;
  /** Some lines have no number of a person at all, so that only name, birth and place can say who they are. */
  readonly nameless: boolean;
  /** Two lines of this block are of one person. */
  readonly repeated: boolean;
  /** Errors found in the file up to here: such a list will be refused. */
  readonly errors: number;
}

/**
 * Packs lines for the database, each as it comes: a line kept as an object until its block is full would outlive the
 * collector's short memory. Every line is a person of its own, under an id made here, until the register knows better:
 * in the common case nothing of it is written twice.
 */
export function blockPacker() {
  const lines = copyRows(LINE_COLUMNS.split(',').length);
  const parts = copyRows(PART_COLUMNS.split(',').length);
  const people = new Set<string>();
  let rows: number[] = [];
  let vouchers = 0;
  let nameless = false;

  const addLine = ({ line, row, ...placed }: PlacedLine): void => {
    lines.row();
    lines.int(line);
    lines.text(row.sheet);
    lines.int(row.row);
    lines.text(row.fullName);
    lines.text(row.nameKey);
    lines.text(turned(row.nameKey));
    lines.text(row.sex);
    lines.day(row.bornOn);
    lines.small(row.birthYear);
    lines.text(row.cccd);
    lines.text(row.cmnd);
    lines.text(row.insuranceNo);
    lines.text(row.phone);
    lines.text(row.hamlet);
    lines.text(row.address);
    lines.int(placed.unitId);
    lines.uuid(placed.officeId);
    lines.text(row.bankAccount);
    lines.text(row.bankName);
    lines.text(placed.regime);
    lines.text(placed.source);
    lines.text(placed.channel);
    lines.day(placed.payOn);
    lines.day(placed.payUntil);
    lines.newId();
    lines.flag(true);
  };

  return {
    count: (): number => rows.length,
    add(placed: PlacedLine): void {
      const { line, row } = placed;
      addLine(placed);
      rows.push(row.row);
      const number = row.cccd ?? row.insuranceNo ?? row.cmnd;
      if (number === null) nameless = true;
      people.add(number ?? `${row.nameKey}|${row.birthYear ?? ''}|${placed.unitId ?? ''}`);
      for (const part of placed.parts) {
        vouchers++;
        parts.row();
        parts.newId();
        parts.int(line);
        parts.text(part.kind);
        parts.day(part.benefitMonth);
        parts.big(Number(part.amountVnd));
      }
    },
    /** The block so far; the next begins. */
    take(errors: number): Block {
      const repeated = people.size < rows.length;
      const block = {
        count: rows.length,
        vouchers,
        lines: lines.take(),
        parts: parts.take(),
        rows: Uint32Array.from(rows),
        nameless,
        repeated,
        errors,
      };
      people.clear();
      [rows, vouchers, nameless] = [[], 0, false];
      return block;
    },
  };
}

/** A name's key from its last word to its first. */
function turned(key: string): string {
  let text = '';
  for (let end = key.length; end > 0;) {
    const from = key.lastIndexOf(' ', end - 1);
    text = text === '' ? key.slice(from + 1, end) : `${text} ${key.slice(from + 1, end)}`;
    end = from;
  }
  return text;
}
