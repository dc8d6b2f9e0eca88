import { addMonths, type Month } from '#kernel/words/day.ts';
import type { Vnd } from '#kernel/words/money.ts';
import type { VoucherKind } from '../../voucher.ts';

/** The amounts of one line of a list, VND. */
export interface LineAmounts {
  readonly regularVnd: Vnd;
  readonly supplementVnd: Vnd;
  readonly arrearsVnd: Vnd;
  readonly arrearsMonths: number | null;
  readonly deductionVnd: Vnd;
  readonly carriedVnd: Vnd;
  readonly oneOffVnd: Vnd;
  readonly funeralVnd: Vnd;
  readonly totalVnd: Vnd;
}

export interface VoucherPart {
  readonly kind: VoucherKind;
  readonly benefitMonth: Month;
  readonly amountVnd: Vnd;
}

/** More months back than this and a multiple of the month's amount is a coincidence, not a count of months. */
const ARREARS_MONTHS_MAX = 24;

function arrearsMonths(line: LineAmounts): number {
  if (line.arrearsMonths !== null && line.arrearsMonths > 0)
    return Math.min(line.arrearsMonths, ARREARS_MONTHS_MAX);
  const monthly = line.regularVnd + line.supplementVnd;
  if (
    monthly > 0n &&
    line.arrearsVnd % monthly === 0n &&
    line.arrearsVnd / monthly <= BigInt(ARREARS_MONTHS_MAX)
  ) {
    return Number(line.arrearsVnd / monthly);
  }
  return 1;
}

/** `amountVnd` over `months` months before `month`, in whole hundreds; the month nearest takes the rest. */
function arrearsParts(amountVnd: Vnd, months: number, month: Month): VoucherPart[] {
  const each = (amountVnd / BigInt(months) / 100n) * 100n;
  return Array.from({ length: months }, (_, i) => ({
    kind: 'arrears' as const,
    benefitMonth: addMonths(month, -1 - i),
    amountVnd: i === 0 ? amountVnd - each * BigInt(months - 1) : each,
  }));
}

/**
 * The vouchers one line becomes: the month's regular amount, arrears month by month, what was carried over, one-off and
 * funeral. A deduction is taken from the first part that can bear it, so the parts always add up to the line's total.
 */
export function vouchersOf(line: LineAmounts, month: Month): VoucherPart[] {
  const parts: VoucherPart[] = [];
  const add = (kind: VoucherKind, benefitMonth: Month, amountVnd: Vnd): void => {
    if (amountVnd > 0n) parts.push({ kind, benefitMonth, amountVnd });
  };
  add('regular', month, line.regularVnd + line.supplementVnd);
  if (line.arrearsVnd > 0n) parts.push(...arrearsParts(line.arrearsVnd, arrearsMonths(line), month));
  if (line.carriedVnd > 0n) add('carried', addMonths(month, -1), line.carriedVnd);
  add('one_off', month, line.oneOffVnd);
  add('funeral', month, line.funeralVnd);
  if (parts.length === 0) add('regular', month, line.totalVnd + line.deductionVnd);
  return withoutDeduction(parts, line.deductionVnd);
}

function withoutDeduction(parts: readonly VoucherPart[], deductionVnd: Vnd): VoucherPart[] {
  if (deductionVnd === 0n) return parts.filter((part) => part.amountVnd > 0n);
  let left = deductionVnd;
  return parts.flatMap((part) => {
    const taken = left < part.amountVnd ? left : part.amountVnd;
    left -= taken;
    return part.amountVnd > taken ? [{ ...part, amountVnd: part.amountVnd - taken }] : [];
  });
}
