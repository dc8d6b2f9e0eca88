import type { NamedHand } from '#kernel/handover/hands.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { VoucherStatus } from '../../voucher.ts';

/** How many vouchers of a list stand alike; `holder` is who has an unpaid one that stands on no desk. */
export interface Stand {
  readonly status: VoucherStatus;
  readonly holder: NamedHand | null;
  readonly vouchers: number;
  readonly totalVnd: bigint;
}

export interface Sum {
  readonly vouchers: number;
  readonly totalVnd: bigint;
}

/** What withdrawing a whole list would do: what goes, and what stays and why. */
export interface WithdrawalOutlook {
  readonly goes: Sum;
  readonly paid: Sum;
  readonly returned: Sum;
  readonly withdrawn: Sum;
  /** Unpaid, and in no desk: on the way, in a bag, at the bank. By who holds them. */
  readonly away: readonly (Sum & { readonly holder: NamedHand })[];
}

export function outlookOf(stands: readonly Stand[]): WithdrawalOutlook {
  const sum = (fit: (stand: Stand) => boolean): Sum => ({
    vouchers: stands.filter(fit).reduce((n, each) => n + each.vouchers, 0),
    totalVnd: stands.filter(fit).reduce((vnd, each) => vnd + each.totalVnd, 0n),
  });
  return {
    goes: sum(({ status, holder }) => status === 'due' && holder === null),
    paid: sum(({ status }) => status === 'paid'),
    returned: sum(({ status }) => status === 'returned'),
    withdrawn: sum(({ status }) => status === 'withdrawn'),
    away: stands.flatMap(({ holder, vouchers, totalVnd }) =>
      holder === null ? [] : [{ holder, vouchers, totalVnd }],
    ),
  };
}

/** What whoever withdraws has been shown and agrees to. */
export interface Agreed {
  readonly vouchers: number;
  readonly totalVnd: bigint;
  /** The rest of the list stays: what is paid, and what stands on no desk. */
  readonly rest: boolean;
}

/**
 * Why a list is not withdrawn as a whole, as things stand. A funder's withdrawal list is refused when one of its vouchers is
 * paid or on its way; so is this, unless whoever acts has said that the rest stays. Never takes more than what was shown.
 */
export function whyNotWithdraw(outlook: WithdrawalOutlook, agreed: Agreed): Refusal | null {
  const { goes, paid, away } = outlook;
  if (goes.vouchers === 0) return new Refusal('nothing_to_withdraw', { paid: paid.vouchers });
  const awayVouchers = away.reduce((n, each) => n + each.vouchers, 0);
  if (!agreed.rest && paid.vouchers + awayVouchers > 0)
    return new Refusal('list_not_whole', {
      paid: paid.vouchers,
      paidVnd: paid.totalVnd.toString(),
      away: awayVouchers,
      holders: away.slice(0, 5).map((each) => each.holder),
    });
  if (goes.vouchers > agreed.vouchers || goes.totalVnd > agreed.totalVnd)
    return new Refusal('list_changed', { vouchers: goes.vouchers, totalVnd: goes.totalVnd.toString() });
  return null;
}
