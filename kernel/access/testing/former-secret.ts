import { formerCipher } from '../former-secret.ts';

/** A text as an earlier release kept it. */
export function sealFormer(secret: string, text: string): string {
  return Buffer.from(formerCipher(secret).encrypt(Buffer.from(text))).toString('hex');
}
