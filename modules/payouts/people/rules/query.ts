import { isDay, type Day } from '#kernel/words/day.ts';
import { nfc, searchKey } from '#kernel/words/text.ts';
import { dayOfReceipt } from '../../pay/rules/receipt.ts';

/** A name as typed: words without diacritics in any order; the last one may still be half typed. */
export interface NameQuery {
  readonly kind: 'name';
  readonly words: readonly string[];
  readonly birthYear: number | null;
}

/** What somebody at a counter typed or scanned, read. */
export type Query =
  | {
      readonly kind: 'card';
      readonly cccd: string;
      readonly cmnd: string | null;
      readonly fullName: string;
      readonly bornOn: Day | null;
      /** For a record that knows no number yet: the person on the card by name and year of birth. */
      readonly name: NameQuery;
    }
  | { readonly kind: 'cccd' | 'cmnd' | 'phone' | 'receipt'; readonly number: string }
  /** Ten digits are an insurance number, or a mobile phone when they begin with 0. */
  | { readonly kind: 'insurance'; readonly number: string }
  | NameQuery;

/** More words than a name has are of no use, and each costs a probe. */
const WORDS_MAX = 7;
const CARD_FIELDS = 7;

/**
 * Reads a query: the QR text of a citizen's card (`CCCD|CMND|full name|ddMMyyyy|sex|address|ddMMyyyy` and whatever newer
 * cards add behind it), an identity, insurance, phone or receipt number with any blanks and dots, or a name with an
 * optional year of birth. Null when there is too little in it to search by.
 */
export function readQuery(typed: string): Query | null {
  const text = nfc(typed);
  if (text.includes('|')) return readCard(text);
  const receipt = /^[A-Z0-9-]+-\d{6}-[0-9A-HJKMNP-TV-Z]{10}$/.exec(text.toUpperCase());
  if (receipt && isDay(dayOfReceipt(receipt[0]))) return { kind: 'receipt', number: receipt[0] };
  if (/^\+?[\d\s.-]+$/.test(text) && text.replace(/\D/g, '').length > 4) return readNumber(text);
  return readName(text);
}

function readCard(text: string): Query | null {
  const fields = text.split('|').map((field) => field.trim());
  const [cccd = '', cmnd = '', fullName = '', born = ''] = fields;
  if (fields.length < CARD_FIELDS || !/^\d{12}$/.test(cccd)) return null;
  const parts = /^(\d{2})(\d{2})(\d{4})$/.exec(born);
  const day = parts ? `${parts[3]}-${parts[2]}-${parts[1]}` : '';
  return {
    kind: 'card',
    cccd,
    cmnd: /^\d{9}$/.test(cmnd) ? cmnd : null,
    fullName,
    bornOn: isDay(day) ? day : null,
    name: { kind: 'name', words: wordsOf(fullName), birthYear: parts ? Number(parts[3]) : null },
  };
}

function readNumber(text: string): Query | null {
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+84')) return { kind: 'phone', number: `0${digits.slice(2)}` };
  if (digits.length === 12) return { kind: 'cccd', number: digits };
  if (digits.length === 9) return { kind: 'cmnd', number: digits };
  if (digits.length === 10) return { kind: 'insurance', number: digits };
  if (digits.length !== 11) return null;
  // A landline has eleven digits; other eleven are a card's number that a spreadsheet took the zero from.
  return digits.startsWith('0') ? { kind: 'phone', number: digits } : { kind: 'cccd', number: `0${digits}` };
}

function readName(text: string): Query | null {
  const dated = text.replace(/\b\d{1,2}[/.-]\d{1,2}[/.-](\d{4})\b/, '$1');
  const all = wordsOf(dated);
  const year = all.find((word) => /^(18[89]|19\d|20\d)\d$/.test(word));
  const words = all.filter((word) => word !== year && !/^\d+$/.test(word)).slice(0, WORDS_MAX);
  if (words.join('').length < 2) return null;
  return { kind: 'name', words, birthYear: year === undefined ? null : Number(year) };
}

function wordsOf(text: string): string[] {
  return searchKey(text).split(' ').filter(Boolean);
}

/** A stretch of one b-tree: every key that begins with `prefix`. */
export interface Probe {
  /** `name` reads names from the family name on, `tail` from the given name back. */
  readonly key: 'name' | 'tail';
  readonly prefix: string;
}

/** Family and middle names so common that a stretch beginning with one narrows nothing. */
const COMMON = new Set(
  'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong thi van'.split(' '),
);

/**
 * The stretches to read for a name, most telling first: the words as one name from its beginning, the same backwards (as
 * they are typed and turned round), then each word as a given name, then as a family name. A common word leads only
 * where nothing else was typed.
 */
export function probesOf(words: readonly string[]): Probe[] {
  const typed = words.join(' ');
  const turned = words.toReversed().join(' ');
  const telling = words.filter((word) => !COMMON.has(word));
  const leads = (telling.length > 0 ? telling : words).toReversed();
  const probes: Probe[] = [
    { key: 'name', prefix: typed },
    { key: 'tail', prefix: turned },
    { key: 'name', prefix: turned },
    { key: 'tail', prefix: typed },
    ...leads.map((word) => ({ key: 'tail' as const, prefix: leadOf(word, words) })),
    ...leads.map((word) => ({ key: 'name' as const, prefix: leadOf(word, words) })),
  ];
  return probes.filter(
    (probe, i) => probes.findIndex((each) => each.key === probe.key && each.prefix === probe.prefix) === i,
  );
}

/** A word that is whole ends with a blank in the key; the last one typed may be a beginning. */
function leadOf(word: string, words: readonly string[]): string {
  return word === words.at(-1) ? word : `${word} `;
}
