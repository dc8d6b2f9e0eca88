import type { Vnd } from '#kernel/words/money.ts';
import type { ProgrammeRule } from '../programmes/rules/calendar.ts';

/** The service fee earned on what was paid: parts per million of it and an amount a voucher, both dated data. */
export function feeOf(
  rule: Pick<ProgrammeRule, 'feePerMillion' | 'feePerVoucherVnd'>,
  paidVnd: Vnd,
  vouchers: number,
): Vnd {
  return (paidVnd * BigInt(rule.feePerMillion)) / 1_000_000n + rule.feePerVoucherVnd * BigInt(vouchers);
}

/** What becomes of a voucher nobody collected: suspended after enough consecutive months, else by the programme's rule. */
export function unpaidOutcome(
  rule: Pick<ProgrammeRule, 'unpaidRule' | 'suspendAfterMonths'>,
  consecutiveMonths: number,
): 'carried' | 'returned' | 'suspended' {
  if (rule.suspendAfterMonths > 0 && consecutiveMonths >= rule.suspendAfterMonths) return 'suspended';
  return rule.unpaidRule === 'carry' ? 'carried' : 'returned';
}

export interface MatchSides {
  /** By the funder's list, what its vouchers say. */
  readonly listVnd: Vnd;
  /** By the cash book: what left the hands toward payees. */
  readonly cashVnd: Vnd;
  /** By the signed vouchers: the payments with their receipts. */
  readonly signedVnd: Vnd;
  readonly unpaidVnd: Vnd;
}

/** The three-way match: list = signed + unpaid, and cash book = signed. Zero on both means matched. */
export function unmatchedVnd(sides: MatchSides): { readonly listVnd: Vnd; readonly cashVnd: Vnd } {
  return {
    listVnd: sides.listVnd - sides.signedVnd - sides.unpaidVnd,
    cashVnd: sides.cashVnd - sides.signedVnd,
  };
}
