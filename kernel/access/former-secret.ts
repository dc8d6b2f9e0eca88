import { createHash } from 'node:crypto';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { managedNonce } from '@noble/ciphers/utils.js';

/**
 * The cipher under which an earlier release kept second factors, as better-auth wrote them: XChaCha20-Poly1305, which node:crypto lacks,
 * under the SHA-256 of the secret of sessions, the nonce in front.
 */
export const formerCipher = (secret: string) =>
  managedNonce(xchacha20poly1305)(createHash('sha256').update(secret).digest());

/** A text that was kept in hexadecimal. Throws for another secret, and for a text that was changed. */
export function openFormer(secret: string, kept: string): string {
  return Buffer.from(formerCipher(secret).decrypt(Buffer.from(kept, 'hex'))).toString();
}
