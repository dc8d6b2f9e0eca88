import type { Day } from '#kernel/words/day.ts';
import type { Confidence } from '#places/data/unit.ts';

export type ProgrammeCode = 'pension' | 'unemployment' | 'merit' | 'assistance' | 'social-pension';

export type Programme = {
  readonly code: ProgrammeCode;
  readonly nameVi: string;
  readonly nameEn: string;
};

/** Who entrusts the money: one for the province, or one per district or commune under the same name. */
export type Funder = {
  readonly code: string;
  readonly name: string;
  readonly each: 'province' | 'district' | 'commune';
};

/** What the post earns: parts per million of what was paid, or VND for each voucher paid. */
export type Fee =
  | { readonly kind: 'share'; readonly perMillion: number }
  | { readonly kind: 'per-voucher'; readonly vnd: bigint };

/**
 * How a programme is paid between two days. All `…Day…` are days of the benefit month, inclusive. The row says how sure
 * it is as a whole; `unsure` names the fields that rest on custom or contract and have to be confirmed with the funder.
 */
export type ProgrammeRule = {
  readonly programme: ProgrammeCode;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly legalBasis: string;
  readonly confidence: Confidence;
  readonly unsure: readonly (keyof ProgrammeRule)[];
  readonly funder: string;
  readonly opensOnDay: number;
  readonly pointDaysFrom: number;
  readonly pointDaysTo: number;
  readonly officeDaysFrom: number;
  readonly officeDaysTo: number;
  readonly bankDaysFrom: number;
  readonly bankDaysTo: number;
  readonly settleOnDay: number;
  readonly unpaidRule: 'carry';
  /** Unpaid for this many consecutive months, the person leaves the list until verified. */
  readonly suspendAfterMonths: number;
  /** From this age a person is paid at home on request. */
  readonly homeAge: number;
  readonly fee: Fee;
  readonly forms: {
    readonly payList: string;
    readonly bankList: string;
    readonly receipt: string;
    readonly settlement: string;
  };
  /** What happens to a first day that falls on a day off: cash points pay on weekends too, banks do not. */
  readonly shiftHolidays: {
    readonly bank: 'next-working-day' | 'none';
    readonly cash: 'next-working-day' | 'none';
  };
};
