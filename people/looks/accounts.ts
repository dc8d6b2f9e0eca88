import type { SealedColumn } from '#kernel/keys/reseal.ts';
import { seal, unseal } from '#kernel/keys/seal.ts';
import { maskNumber } from '#kernel/words/text.ts';

/** Bank accounts are sensitive by law and searched by nobody: they lie sealed in the register and in its history. */
const placeOf = (citizenId: string) => `citizen.bank_account/${citizenId}`;

export const sealAccount = (citizenId: string, account: string): string => seal(account, placeOf(citizenId));

export function openAccount(citizenId: string, sealed: string | null): string | null {
  return sealed === null ? null : unseal(sealed, placeOf(citizenId));
}

/** An account as lists and papers show it. */
export function maskedAccount(citizenId: string, sealed: string | null): string | null {
  const account = openAccount(citizenId, sealed);
  return account === null ? null : maskNumber(account);
}

/** Facts of a record as its history keeps them, the account opened. */
export function openFacts<F extends Readonly<Record<string, unknown>>>(citizenId: string, facts: F): F {
  const account = facts['bank_account'];
  return typeof account === 'string' ? { ...facts, bank_account: openAccount(citizenId, account) } : facts;
}

const inHistory = (side: 'before' | 'after'): SealedColumn => ({
  table: 'citizen_change',
  key: 'id',
  owner: 'citizen_id',
  kind: 'text',
  read: `${side} ->> 'bank_account'`,
  set: `${side} = jsonb_set(${side}, '{bank_account}', to_jsonb(v.sealed))`,
  place: placeOf,
});

/** Where accounts lie. */
export const ACCOUNTS: readonly SealedColumn[] = [
  {
    table: 'citizen',
    key: 'id',
    owner: 'id',
    kind: 'text',
    read: 'bank_account',
    set: 'bank_account = v.sealed',
    place: placeOf,
  },
  inHistory('before'),
  inHistory('after'),
];
