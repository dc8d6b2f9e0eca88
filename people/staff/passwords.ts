import { randomInt } from 'node:crypto';
import { hashPassword } from '#kernel/access/password-hash.ts';
import { searchKey } from '#kernel/words/text.ts';
import { isAmongLeaked, isInLeakFile } from './leaked-passwords.ts';

export { hashPassword };

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const MIN_LENGTH = 10;

/** Four groups of four (79 bits), without letters that look alike: it is read from paper once. */
export function newOneTimePassword(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

export interface PasswordCircumstances {
  readonly username: string;
  /** What stands around the person and is guessed first: their name, their offices, the province. */
  readonly names: readonly string[];
  /** A file of leaked passwords of the operator's own, see `isInLeakFile`. */
  readonly leakFile?: string | undefined;
}

/**
 * Why a password will not do, or null. Length over composition, and neither common, leaked nor made of the words of this place, as
 * NIST SP 800-63B and OWASP ASVS 5.0, 6.2.1 to 6.2.12, have it.
 */
export async function whyNotPassword(
  password: string,
  { username, names, leakFile }: PasswordCircumstances,
): Promise<'weak_password' | 'leaked_password' | null> {
  const plain = password.toLowerCase();
  if ([...password].length < MIN_LENGTH || plain.includes(username.toLowerCase())) return 'weak_password';
  if (new Set(plain).size < 5 || isOfThisPlace(password, names)) return 'weak_password';
  if (await isAmongLeaked([plain, together(plain)], MIN_LENGTH)) return 'leaked_password';
  if (leakFile && (await isInLeakFile(leakFile, password))) return 'leaked_password';
  return null;
}

/** What anybody thinks of here, whoever they are: the product, the post, the work, and the word for a password itself. */
const HOUSE =
  'tungnha vnpost buudien vietnam quangtri quangbinh matkhau password quantri admin administrator giaodichvien luonghuu ' +
  'trocap chitra welcome letmein anhyeuem emyeuanh';

/** Letters that must be left of a password once the words of its place are taken out of it. */
const OWN_LETTERS = 5;

const AS_LETTERS: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  $: 's',
  '5': 's',
};

function isOfThisPlace(password: string, names: readonly string[]): boolean {
  const words = [
    ...HOUSE.split(' '),
    ...names.flatMap((name) => [together(name), ...searchKey(name).split(' ')]),
  ];
  const longestFirst = words.filter((word) => word.length > 2).toSorted((a, b) => b.length - a.length);
  const spellings = [password, password.replace(/[@401$35]/g, (sign) => AS_LETTERS[sign] ?? sign)];
  return spellings.map(together).some((text) => {
    const left = longestFirst.reduce((rest, word) => rest.replaceAll(word, ' '), text);
    return left !== text && left.replace(/[^a-z]/g, '').length < OWN_LETTERS;
  });
}

/** Without marks, blanks and signs: `Mật khẩu 123` becomes `matkhau123`. */
function together(text: string): string {
  return searchKey(text).replaceAll(' ', '');
}
