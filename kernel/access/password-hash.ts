import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { openTurns } from './turns.ts';

export interface ScryptCost {
  /** The logarithm of N. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/** What OWASP's Password Storage Cheat Sheet asks for, in its form that needs 32 MB: as dear to guess as N=2^17, r=8, p=1. */
const PRESENT: ScryptCost = { ln: 15, r: 8, p: 3 };
/** How a password begins that is kept at the present cost, in the form of PHC strings. */
export const PRESENT_FORM = `$scrypt$ln=${PRESENT.ln},r=${PRESENT.r},p=${PRESENT.p}$`;

/** What passwords cost before, as better-auth wrote them: `salt:key` in hexadecimal. */
const FORMER: ScryptCost = { ln: 14, r: 16, p: 1 };
const KEY_BYTES = 32;
const FORMER_KEY_BYTES = 64;

const derive = promisify<string, string, number, object, Buffer>(scrypt);

/**
 * One core is left to the server and the database, and of Node's four threads one to files. At a sixth of a second each, the last of
 * those who wait waits about half a minute.
 */
const inTurn = openTurns({ atOnce: Math.max(1, Math.min(3, availableParallelism() - 1)), waiting: 200 });

/**
 * scrypt off the main thread, a few at once: whatever a whole province types at seven in the morning, the server keeps answering.
 * Refuses `too_many_requests` when too many wait already.
 */
export function deriveKey(secret: string, salt: string, bytes: number, cost: ScryptCost): Promise<Buffer> {
  const { ln, r, p } = cost;
  const options = { N: 2 ** ln, r, p, maxmem: 2 ** ln * r * 256 };
  return inTurn(() => derive(secret.normalize('NFKC'), salt, bytes, options));
}

/** A password as it is kept: `$scrypt$ln=15,r=8,p=3$salt$key`, the last two in Base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString('base64url');
  const key = await deriveKey(password, salt, KEY_BYTES, PRESENT);
  return `${PRESENT_FORM}${salt}$${key.toString('base64url')}`;
}

/** Whether a password is kept at another cost than the present one. */
export function isFormerHash(hash: string): boolean {
  return !hash.startsWith(PRESENT_FORM);
}

/** Whether this is the password that `hash` was made of. */
export async function isPasswordOfHash(hash: string, password: string): Promise<boolean> {
  const kept = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash);
  if (kept) {
    const [, ln, r, p, salt = '', key = ''] = kept;
    const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
    return isSame(await deriveKey(password, salt, KEY_BYTES, cost), Buffer.from(key, 'base64url'));
  }
  const [salt = '', key = ''] = hash.split(':');
  return isSame(await deriveKey(password, salt, FORMER_KEY_BYTES, FORMER), Buffer.from(key, 'hex'));
}

/** Spends what checking a password of the given age costs, where there is none to check: nobody is told apart by the time it takes. */
export async function spendCheck(password: string, age: 'present' | 'former'): Promise<void> {
  await deriveKey(password, 'nobody', KEY_BYTES, age === 'present' ? PRESENT : FORMER);
}

function isSame(key: Buffer, kept: Buffer): boolean {
  return key.length === kept.length && timingSafeEqual(key, kept);
}
