export const VOUCHER_STATES = ['listed', 'paid', 'open', 'carried', 'returned'] as const;
export type VoucherState = (typeof VOUCHER_STATES)[number];

export interface SettlementSearch {
  readonly month?: string;
  readonly programme?: string;
  /** The figure whose vouchers are shown: what became of them, at which office, from which source and list. */
  readonly state?: VoucherState;
  readonly office?: string;
  readonly source?: string;
  readonly list?: string;
}
