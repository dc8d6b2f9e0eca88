import { Buffer } from 'node:buffer';
import { writeNewId } from './new-ids.ts';

/** `PGCOPY`, no flags, no extension. */
const HEAD = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const FIRST_BYTES = 1 << 18;
/** More than the head and the numbers of one field take. */
const SPARE = 64;

/**
 * Rows as bytes of PostgreSQL's binary COPY format (its documentation, "COPY", File Formats, Binary Format), written field by
 * field in the order of the columns. A text of rows would be read letter by letter at both ends; and nothing is kept of
 * a row but its bytes.
 */
export function copyRows(columns: number) {
  let bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  let at = HEAD.copy(bytes);

  const room = (need: number): void => {
    if (at + need + SPARE <= bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes.length * 2, at + need + SPARE));
    bytes.copy(larger, 0, 0, at);
    bytes = larger;
  };
  const four = (place: number, value: number): void => {
    bytes[place] = value >>> 24;
    bytes[place + 1] = value >>> 16;
    bytes[place + 2] = value >>> 8;
    bytes[place + 3] = value;
  };
  const field = (length: number): void => {
    four(at, length);
    at += 4;
  };

  return {
    row(): void {
      room(0);
      bytes[at++] = columns >>> 8;
      bytes[at++] = columns;
    },
    none(): void {
      room(0);
      field(-1);
    },
    text(value: string | null): void {
      if (value === null) return this.none();
      room(value.length * 3);
      const from = at + 4;
      const end = writeUtf8(bytes, from, value);
      four(at, end - from);
      at = end;
    },
    int(value: number | null): void {
      room(0);
      if (value === null) return field(-1);
      field(4);
      four(at, value);
      at += 4;
    },
    small(value: number | null): void {
      room(0);
      if (value === null) return field(-1);
      field(2);
      bytes[at++] = value >>> 8;
      bytes[at++] = value;
    },
    /** A whole number that a double holds exactly. */
    big(value: number): void {
      room(0);
      field(8);
      four(at, Math.floor(value / 4_294_967_296));
      four(at + 4, value >>> 0);
      at += 8;
    },
    /** `YYYY-MM-DD`, or `YYYY-MM` for the first day of the month. */
    day(value: string | null): void {
      room(0);
      if (value === null) return field(-1);
      field(4);
      four(at, daysSince2000(value));
      at += 4;
    },
    /** An id as its text. */
    uuid(value: string): void {
      room(0);
      field(16);
      at += bytes.write(value.replaceAll('-', ''), at, 'hex');
    },
    newId(): void {
      room(0);
      field(16);
      writeNewId(bytes, at);
      at += 16;
    },
    flag(value: boolean): void {
      room(0);
      field(1);
      bytes[at++] = value ? 1 : 0;
    },
    /** All rows so far with the format's end, and room for the next. */
    take(): Uint8Array {
      room(0);
      bytes[at++] = 0xff;
      bytes[at++] = 0xff;
      const rows = new Uint8Array(bytes.subarray(0, at));
      at = HEAD.copy(bytes);
      return rows;
    },
  };
}

/** Most letters of a list are plain or Vietnamese; what lies beyond them is left to Node. */
function writeUtf8(bytes: Buffer, from: number, text: string): number {
  let at = from;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) bytes[at++] = code;
    else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 63);
    } else if (code < 0xd800 || code > 0xdfff) {
      bytes[at++] = 0xe0 | (code >> 12);
      bytes[at++] = 0x80 | ((code >> 6) & 63);
      bytes[at++] = 0x80 | (code & 63);
    } else return from + bytes.write(text, from, 'utf8');
  }
  return at;
}

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;

/** Days by the civil calendar: years begin in March, so that the leap day stands last. */
function daysSince2000(day: string): number {
  const month = digit(day, 5) * 10 + digit(day, 6);
  const date = day.length < 10 ? 1 : digit(day, 8) * 10 + digit(day, 9);
  const year =
    digit(day, 0) * 1000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3) - (month <= 2 ? 1 : 0);
  const days = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  // From 1 March of year 0 to 1 January 2000 it is 730,425 days.
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + days - 730_425;
}
