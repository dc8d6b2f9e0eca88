import { totpCode, totpStep } from '#kernel/access/totp.ts';

/** The code of this moment, as an authenticator makes it of what it scanned. */
export const codeOf = (secret: string): Promise<string> => totpCode(secret, totpStep(new Date()));
