import { randomInt } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { isCommonPassword } from './common-passwords.ts';

export { hashPassword };

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const MIN_LENGTH = 10;

/** Four groups of four (79 bits), without letters that look alike: it is read from paper once. */
export function newOneTimePassword(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** Why a password will not do, or null. Length over composition, as NIST SP 800-63B has it. */
export function whyNotPassword(password: string, username: string): 'weak_password' | null {
  const plain = password.toLowerCase();
  if ([...password].length < MIN_LENGTH || plain.includes(username.toLowerCase())) return 'weak_password';
  if (isCommonPassword(password)) return 'weak_password';
  return new Set(plain).size < 5 ? 'weak_password' : null;
}
