/** The words a voucher is described with: in the register, in contracts and on screens. */
export const CHANNELS = ['point', 'office', 'home', 'bank'] as const;
export type Channel = (typeof CHANNELS)[number];

export const VOUCHER_STATUSES = ['due', 'paid', 'returned', 'withdrawn'] as const;
export type VoucherStatus = (typeof VOUCHER_STATUSES)[number];

export const VOUCHER_KINDS = ['regular', 'arrears', 'one_off', 'funeral', 'carried'] as const;
export type VoucherKind = (typeof VOUCHER_KINDS)[number];

/** Who is handed the money: the person, somebody for them, or their bank. */
export const COLLECTOR_KINDS = ['self', 'proxy', 'heir', 'bank'] as const;
export type CollectorKind = (typeof COLLECTOR_KINDS)[number];

export const LIST_KINDS = ['regular', 'supplementary', 'withdrawal'] as const;
export type ListKind = (typeof LIST_KINDS)[number];
