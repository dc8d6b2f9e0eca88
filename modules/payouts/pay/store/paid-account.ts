import type { SealedColumn } from '#kernel/keys/reseal.ts';
import { seal, unseal } from '#kernel/keys/seal.ts';

/** The account that a bank paid into lies sealed beside the payment. A proxy's or heir's number stands in their paper alone. */
const placeOf = (voucherId: string) => `payment.collector_number/${voucherId}`;

export const sealPaidAccount = (voucherId: string, account: string): string =>
  seal(account, placeOf(voucherId));

export const openPaidAccount = (voucherId: string, sealed: string): string =>
  unseal(sealed, placeOf(voucherId));

/** Where they lie; payments of earlier releases said a proxy's number there, too. */
export const PAID_ACCOUNTS: SealedColumn = {
  table: 'payment',
  key: 'voucher_id',
  owner: 'voucher_id',
  kind: 'text',
  read: 'collector_number',
  set: 'collector_number = v.sealed',
  place: placeOf,
};
