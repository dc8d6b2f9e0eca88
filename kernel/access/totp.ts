import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** RFC 6238 as every authenticator app knows it: HMAC-SHA-1, half minutes, six digits. */
const STEP_MS = 30_000;
const DIGITS = 6;
/** Half minutes before and after, for clocks that differ and hands that are slow (RFC 6238, 5.2). */
const DRIFT = 1;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A secret of 160 bits, in Base32 (RFC 4648). */
export function newTotpSecret(): string {
  return base32(randomBytes(20));
}

/** What an authenticator app scans. */
export function totpUri(secret: string, issuer: string, account: string): string {
  const query = new URLSearchParams({
    secret,
    issuer,
    digits: String(DIGITS),
    period: String(STEP_MS / 1000),
  });
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?${query.toString()}`;
}

/** The half minute that a moment belongs to, counted from 1970. */
export function totpStep(at: Date): number {
  return Math.floor(at.valueOf() / STEP_MS);
}

/** The code of a half minute. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The half minute, about now, whose code this is; null when it is none of them. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const at = totpStep(now);
  const given = Buffer.from(code.padEnd(DIGITS));
  let found: number | null = null;
  for (let step = at - DRIFT; step <= at + DRIFT; step++) {
    const right = Buffer.from(totpCode(secret, step));
    if (given.length === right.length && timingSafeEqual(given, right)) found = step;
  }
  return found;
}

/** Bytes in Base32 without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => LETTERS[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
