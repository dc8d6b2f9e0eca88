/**
 * Vietnamese text as the product compares it: stored NFC, searched without diacritics, sorted by given name.
 * Tone placement (hòa and hoà) differs between official lists and vanishes in the search key.
 */
export function nfc(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** The search key: no diacritics, đ as d, lower case, single blanks. `Đặng Thị Thủy` becomes `dang thi thuy`. */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** The search key from its last word to its first, so that `thị hoa` finds every `… Thị Hoa` by prefix. */
export function tailKey(text: string): string {
  return searchKey(text).split(' ').reverse().join(' ');
}

/** `045151317021` as `045*****7021`: enough to recognise, not enough to misuse. */
export function maskNumber(digits: string): string {
  return digits.length < 8
    ? '*'.repeat(digits.length)
    : digits.slice(0, 3) + '*'.repeat(digits.length - 7) + digits.slice(-4);
}

/** A cell that a spreadsheet would run as a formula is made plain text (CWE-1236). */
export function neutralCell(text: string): string {
  return /^\s*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

/** A heading put inside a sentence: its first letter small, the others as they are (`What I hold`). */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
}

/** Control characters but line ends and tabs, and what turns the reading direction round (Unicode TR 36: a name that reads as another). */
const UNSEEN = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/** Whether a text is what it shows: well formed Unicode without unseen signs that steer a screen, a file or a database. */
export function isPlainText(text: string): boolean {
  return text.isWellFormed() && text.search(UNSEEN) < 0;
}

/** A name of a file as somebody sent it, made plain: one line, NFC. */
export function plainName(name: string): string {
  return nfc(name.toWellFormed().replace(UNSEEN, ''));
}
