import { ageOn, type Day } from '#kernel/words/day.ts';
import type { ProgrammeCode } from '#modules/payouts/programmes/data/programme.ts';
import { hamletsOf } from '#places/data/hamlets.ts';
import type { Unit } from '#places/data/unit.ts';
import { units2020 } from '#places/data/units.ts';
import { drawCollecting, type Collecting } from './collecting.ts';
import { createDraw, weighted, type Draw } from './draw.ts';
import { entitle, secondProfile, type Entitlement } from './entitlement.ts';
import * as identity from './identity.ts';
import { drawName, type Sex } from './names.ts';
import { DEMO_DAY, profiles, type Profile } from './profiles.ts';
import { communeWeight, mountainShare } from './weights.ts';

/** An invented person of December 2020. When the day of birth is not known, `bornOn` is null. */
export type Beneficiary = Collecting & {
  readonly seq: number;
  readonly name: string;
  readonly sex: Sex;
  readonly bornOn: Day | null;
  readonly birthYear: number;
  readonly cccd: string;
  readonly cmnd: string | null;
  readonly insuranceNo: string | null;
  readonly communeCode: string;
  readonly hamlet: string;
  readonly phone: string | null;
  readonly entitlements: readonly Entitlement[];
};

/** The demonstration's people: with this seed no number equals one of the invented people in the sample lists. */
export const DEMO_SEED = 2020;

/** People per programme of 79,000. No one is under the social pension: it has no rule before July 2025. */
const SHARES: readonly (readonly [ProgrammeCode, number])[] = [
  ['pension', 24_000],
  ['merit', 20_000],
  ['assistance', 33_000],
  ['unemployment', 2_000],
];

export type Wanted = {
  readonly seed: number;
  readonly count?: number;
  readonly communes?: readonly Unit[];
  readonly batchSize?: number;
};

type Choices = { readonly profile: (draw: Draw) => Profile; readonly commune: (draw: Draw) => Unit };
type Issued = Readonly<Record<'cccd' | 'cmnd' | 'insurance' | 'account', identity.Issued>>;

function choicesOf(programme: ProgrammeCode, communes: readonly Unit[]): Choices {
  const siblings = Map.groupBy(communes, ({ parentCode }) => parentCode);
  return {
    profile: weighted(
      profiles.filter((row) => row.programme === programme).map((row) => [row, row.perThousand]),
    ),
    commune: weighted(
      communes.map((c) => [c, communeWeight(programme, c, siblings.get(c.parentCode)?.length ?? 1)]),
    ),
  };
}

type Birth = { readonly bornOn: Day | null; readonly birthYear: number; readonly age: number };

/** Among the old each further year is rarer: the younger of two draws. Whoever is just old enough has had the birthday. */
function drawBirth(draw: Draw, [low, high]: Profile['ages']): Birth {
  const drawn = draw.between(low, high);
  const years = low >= 50 ? Math.min(drawn, draw.between(low, high)) : drawn;
  const birthYear = Number(DEMO_DAY.slice(0, 4)) - years;
  const day = identity.drawBirth(draw, birthYear);
  const bornOn = ageOn({ bornOn: day, birthYear }, DEMO_DAY) < low ? `${birthYear}-01-01` : day;
  return { bornOn, birthYear, age: ageOn({ bornOn, birthYear }, DEMO_DAY) };
}

function fileNoOf(programme: ProgrammeCode, seq: number, insuranceNo: string | null): string {
  if (insuranceNo !== null && (programme === 'pension' || programme === 'unemployment')) return insuranceNo;
  return `${programme === 'merit' ? 'NCC45' : 'BTXH45'}-${String(100_000 + seq)}`;
}

function drawBeneficiary(draw: Draw, issued: Issued, seq: number, choices: Choices): Beneficiary {
  const profile = choices.profile(draw);
  const { programme, regime } = profile;
  const commune = choices.commune(draw);
  const mountain = draw.chance(mountainShare(commune));
  const sex: Sex = draw.chance(profile.femaleShare) ? 'female' : 'male';
  const { bornOn, birthYear, age } = drawBirth(draw, profile.ages);
  const insured = programme === 'pension' || programme === 'unemployment';
  const insuranceNo = insured ? identity.drawInsuranceNo(draw, issued.insurance) : null;
  const entitlements = [entitle(draw, profile, fileNoOf(programme, seq, insuranceNo))];
  const second = secondProfile(draw, profile, age);
  if (second) entitlements.push(entitle(draw, second, fileNoOf(second.programme, seq, insuranceNo)));
  const name = drawName(draw, sex, birthYear, mountain);
  return {
    seq,
    name,
    sex,
    bornOn,
    birthYear,
    cccd: identity.drawCccd(draw, issued.cccd, sex, birthYear),
    cmnd: age >= 18 && draw.chance(0.6) ? identity.drawCmnd(draw, issued.cmnd) : null,
    insuranceNo,
    communeCode: commune.code,
    hamlet: draw.pick(hamletsOf(commune.code)),
    phone: draw.chance(age >= 80 ? 0.15 : age >= 16 ? 0.55 : 0) ? identity.drawPhone(draw) : null,
    ...drawCollecting(draw, { name, sex, programme, regime, age, birthYear, mountain }, issued),
    entitlements,
  };
}

const COMMUNES_2020 = units2020.filter(({ level }) => level === 'commune');

/**
 * Invented beneficiaries of a province in December 2020, in batches; the same seed gives the same people. For 79,000
 * their months add up to about 150 billion VND. All numbers are unique within one generation.
 */
export function* generateBeneficiaries({
  seed,
  count = 79_000,
  communes = COMMUNES_2020,
  batchSize = 5_000,
}: Wanted): Generator<Beneficiary[]> {
  const draw = createDraw(seed);
  const issued: Issued = { cccd: new Set(), cmnd: new Set(), insurance: new Set(), account: new Set() };
  const choose = weighted(SHARES.map(([programme, share]) => [choicesOf(programme, communes), share]));
  for (let start = 1; start <= count; start += batchSize) {
    const size = Math.min(batchSize, count - start + 1);
    yield Array.from({ length: size }, (_, i) => drawBeneficiary(draw, issued, start + i, choose(draw)));
  }
}
