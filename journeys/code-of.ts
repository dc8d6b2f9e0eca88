import { totpCode, totpStep } from '#kernel/access/totp.ts';

/** The code of this moment, or of a half minute `later`, as an authenticator makes it of what it scanned. */
export const codeOf = (secret: string, later = 0): Promise<string> =>
  totpCode(secret, totpStep(new Date()) + later);
