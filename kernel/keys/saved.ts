import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

/** The cost of one guess at a passphrase: 128 MB and some tenths of a second. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 } as const;
const FORM = 'tungnha-keys/1';

interface Saved {
  readonly form: typeof FORM;
  readonly salt: string;
  readonly nonce: string;
  readonly tag: string;
  readonly body: string;
}

/** A text under a passphrase (scrypt, AES-256-GCM), to be kept where the keys themselves may not lie open. */
export function lockText(text: string, passphrase: string): string {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', keyFromPassphrase(passphrase, salt), nonce).setAAD(
    Buffer.from(FORM),
  );
  const body = Buffer.concat([cipher.update(text), cipher.final()]);
  const [s, n, t, b] = [salt, nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64'));
  return `${JSON.stringify({ form: FORM, salt: s, nonce: n, tag: t, body: b }, null, 2)}\n`;
}

/** What was locked with this passphrase; null for another passphrase, or a file that was changed or is of another kind. */
export function unlockText(content: string, passphrase: string): string | null {
  try {
    const saved = JSON.parse(content) as Saved;
    if (saved.form !== FORM) return null;
    const bytes = (part: string) => Buffer.from(part, 'base64');
    const key = keyFromPassphrase(passphrase, bytes(saved.salt));
    const cipher = createDecipheriv('aes-256-gcm', key, bytes(saved.nonce), { authTagLength: 16 })
      .setAAD(Buffer.from(FORM))
      .setAuthTag(bytes(saved.tag));
    return Buffer.concat([cipher.update(bytes(saved.body)), cipher.final()]).toString();
  } catch {
    return null;
  }
}

/** 32 bytes out of a passphrase and a salt of 16 random bytes. */
export function keyFromPassphrase(passphrase: string, salt: Buffer): Buffer {
  return scryptSync(passphrase.normalize('NFC'), salt, 32, COST);
}
