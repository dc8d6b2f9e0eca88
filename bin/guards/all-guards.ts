import { DATABASE_GUARDS } from './database-guards.ts';
import { ENTRY_GUARDS } from './entry-guards.ts';
import type { Guard } from './guard.ts';
import { IDENTITY_GUARDS } from './identity-guards.ts';
import { PRIVILEGE_GUARDS } from './privilege-guards.ts';
import { SEALING_GUARDS } from './sealing-guards.ts';
import { SOURCE_GUARDS } from './source-guards.ts';

export const ALL_GUARDS: readonly Guard[] = [
  ...DATABASE_GUARDS,
  ...IDENTITY_GUARDS,
  ...PRIVILEGE_GUARDS,
  ...SOURCE_GUARDS,
  ...ENTRY_GUARDS,
  ...SEALING_GUARDS,
];
