import { CP1258, TCVN3, VNI } from './decode-tables.ts';

export type LegacyCode = 'tcvn3' | 'vni' | 'cp1258';

const CODES: readonly LegacyCode[] = ['tcvn3', 'vni', 'cp1258'];
const HIGH = /[\u0080-\uffff]/;
const ONSET = '(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?';
const NUCLEUS =
  '(?:uyê|uya|uyu|uêu|oai|oay|oao|oeo|uây|uôi|ươi|ươu|iêu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|' +
  'ua|uâ|uă|uê|ui|uo|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy])';
const SYLLABLE = new RegExp(`^${ONSET}${NUCLEUS}(?:ng|nh|ch|[cmnpt])?$`);
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Text of one legacy code as Unicode NFC. */
export function decoded(text: string, code: LegacyCode): string {
  if (!HIGH.test(text)) return text;
  if (code === 'cp1258') return mapped(text, CP1258).normalize('NFC');
  if (code === 'tcvn3') return capitals(mapped(text, TCVN3));
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const two = VNI.get(text.slice(i, i + 2));
    out += two ?? VNI.get(text[i] ?? '') ?? text[i];
    if (two !== undefined) i++;
  }
  return out;
}

function mapped(text: string, table: Map<string, string>): string {
  let out = '';
  for (const letter of text) out += table.get(letter) ?? letter;
  return out;
}

/** The capital TCVN3 fonts draw `NguyÔn` as NGUYỄN: a word whose plain letters are all capitals is one of capitals. */
function capitals(text: string): string {
  return text.replace(/\S+/g, (word) =>
    /[A-Z]{2}/.test(word) && !/[a-z]/.test(word) ? word.toUpperCase() : word,
  );
}

/**
 * The legacy code texts are written in, by evidence: the one reading under which nearly all their words become
 * Vietnamese syllables when as they stand they are not. `unicode` when they are well as they stand; null without evidence.
 */
export function codeOf(texts: Iterable<string>): LegacyCode | 'unicode' | null {
  const words = wordsOf(texts);
  if (words.length === 0) return null;
  const plain = share(words);
  if (plain >= 0.8) return 'unicode';
  let best: LegacyCode | null = null;
  let most = Math.max(plain + 0.2, 0.7);
  for (const code of CODES) {
    const score = share(words.map((word) => decoded(word, code)));
    if (score > most) [best, most] = [code, score];
  }
  return best;
}

function wordsOf(texts: Iterable<string>): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    if (!HIGH.test(text)) continue;
    for (const word of text.split(/[\s,.;:()/\d-]+/)) if (HIGH.test(word)) words.add(word);
    if (words.size > 2_000) break;
  }
  return [...words];
}

function share(words: readonly string[]): number {
  return words.filter(isSyllable).length / words.length;
}

function isSyllable(word: string): boolean {
  const parts = word.toLowerCase().normalize('NFD');
  if ((parts.match(TONES)?.length ?? 0) > 1) return false;
  return SYLLABLE.test(parts.replace(TONES, '').normalize('NFC'));
}
