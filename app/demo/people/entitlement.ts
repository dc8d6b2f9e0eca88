import type { ProgrammeCode } from '#modules/payouts/programmes/data/programme.ts';
import { findRegime, type Source } from '#modules/payouts/programmes/data/regimes.ts';
import type { Draw } from './draw.ts';
import { profiles, type Profile } from './profiles.ts';

export type Entitlement = {
  readonly programme: ProgrammeCode;
  readonly regime: string;
  /** What the list prints after the regime: `61%`, `41-60%`, a group of assistance, or empty. */
  readonly grade: string;
  readonly source: Source;
  /** The funder's own number for the person: insurance number, or the file number of merit and assistance. */
  readonly fileNo: string;
  readonly amountVnd: bigint;
  readonly supplementVnd: bigint;
};

export function entitle(draw: Draw, profile: Profile, fileNo: string): Entitlement {
  const grade = profile.grade(draw);
  const [first, second] = findRegime(profile.regime)?.sources ?? [];
  if (!first) throw new RangeError(`regime ${profile.regime} has no source`);
  const source = second && draw.chance(0.32) ? second : first;
  return {
    programme: profile.programme,
    regime: profile.regime,
    grade,
    source,
    fileNo,
    ...profile.pay(draw, grade),
  };
}

const SECOND = profiles.filter(({ regime }) =>
  ['than-nhan-1-liet-si', 'tu-day', 'huan-chuong'].includes(regime),
);

/** A retired person may also be honoured, one honoured may be so twice: about 1.5 % of all have two entitlements. */
export function secondProfile(draw: Draw, first: Profile, age: number): Profile | undefined {
  const share = first.programme === 'pension' ? 0.06 : first.programme === 'merit' ? 0.027 : 0;
  if (!draw.chance(share)) return undefined;
  const fitting = SECOND.filter(
    ({ regime, ages: [low, high] }) => regime !== first.regime && low <= age && age <= high,
  );
  return fitting.length > 0 ? draw.pick(fitting) : undefined;
}

/** What the person is due in an ordinary month. */
export function monthlyVnd(person: { readonly entitlements: readonly Entitlement[] }): bigint {
  return person.entitlements.reduce(
    (sum, { amountVnd, supplementVnd }) => sum + amountVnd + supplementVnd,
    0n,
  );
}
