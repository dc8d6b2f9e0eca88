import { randomBytes, timingSafeEqual } from 'node:crypto';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';

/** RFC 6238 as every authenticator app knows it: HMAC-SHA-1, half minutes, six digits. */
const STEP_MS = 30_000;
/** Half minutes before and after, for clocks that differ and hands that are slow (RFC 6238, 5.2). */
const DRIFT = 1;

/** A secret of 160 bits, in Base32 (RFC 4648). */
export function newTotpSecret(): string {
  return toBase32(randomBytes(20));
}

/** What an authenticator app scans. */
export function totpUri(secret: string, issuer: string, account: string): string {
  return otpOf(secret).url(issuer, account);
}

/** The half minute that a moment belongs to, counted from 1970. */
export function totpStep(at: Date): number {
  return Math.floor(at.valueOf() / STEP_MS);
}

/** The code of a half minute. */
export function totpCode(secret: string, step: number): Promise<string> {
  return otpOf(secret).hotp(step);
}

/** The half minute, about now, whose code this is, so that it can be spent; null when it is none of them. */
export async function stepOfCode(secret: string, code: string, now: Date): Promise<number | null> {
  const at = totpStep(now);
  const given = Buffer.from(code);
  let found: number | null = null;
  for (let step = at - DRIFT; step <= at + DRIFT; step++) {
    const right = Buffer.from(await totpCode(secret, step));
    if (given.length === right.length && timingSafeEqual(given, right)) found = step;
  }
  return found;
}

/** Bytes in Base32 without padding. */
export function toBase32(bytes: Uint8Array): string {
  return base32.encode(bytes, { padding: false });
}

const otpOf = (secret: string) => createOTP(base32.decode(secret));
