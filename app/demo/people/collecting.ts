import type { Day } from '#kernel/words/day.ts';
import type { ProgrammeCode } from '#modules/payouts/programmes/data/programme.ts';
import type { Draw } from './draw.ts';
import * as identity from './identity.ts';
import { drawName, type Sex } from './names.ts';
import { DEMO_DAY } from './profiles.ts';

export type HomeReason = 'age' | 'sick' | 'disabled';

/** Someone with a written authority to collect, or the parent or guardian of a child. */
export type Proxy = {
  readonly name: string;
  readonly relation: string;
  readonly cccd: string;
  readonly validFrom: Day;
  readonly validTo: Day;
};

/** How the money reaches the person: at home, on an account, or through another; at the point when all are null. */
export type Collecting = {
  readonly home: HomeReason | null;
  readonly bank: identity.BankAccount | null;
  readonly proxy: Proxy | null;
};

export type Payee = {
  readonly name: string;
  readonly sex: Sex;
  readonly programme: ProgrammeCode;
  readonly regime: string;
  readonly age: number;
  readonly birthYear: number;
  readonly mountain: boolean;
};

const BANK_SHARE: Readonly<Record<ProgrammeCode, number>> = {
  pension: 0.22,
  unemployment: 0.6,
  merit: 0.04,
  assistance: 0.01,
  'social-pension': 0,
};

function homeReason(draw: Draw, { regime, age }: Payee): HomeReason | null {
  if (age >= 80 && draw.chance(age >= 90 ? 0.55 : 0.2)) return 'age';
  if (regime === 'khuyet-tat-dac-biet-nang' && draw.chance(0.6)) return 'disabled';
  if (regime === 'khuyet-tat-nang' && draw.chance(0.08)) return 'disabled';
  return age >= 55 && draw.chance(0.015) ? 'sick' : null;
}

/** Who comes instead, and about how many years younger: parents are older than the child, children younger than the parent. */
function relationOf(draw: Draw, age: number): readonly [relation: string, yearsYounger: number] {
  if (age < 18)
    return draw.chance(0.8)
      ? ['cha hoặc mẹ', -draw.between(20, 38)]
      : ['người giám hộ', -draw.between(25, 50)];
  if (age >= 75 && draw.chance(0.25)) return ['cháu', draw.between(45, age - 20)];
  if (age >= 45 && draw.chance(0.8)) return ['con', draw.between(20, Math.min(38, age - 19))];
  return draw.chance(0.7) ? ['vợ hoặc chồng', draw.between(-3, 0)] : ['anh chị em', draw.between(-6, 0)];
}

/** A family name passes from father to child; a spouse keeps her own. */
function sharesFamily(relation: string, proxy: Sex, payee: Sex): boolean {
  if (relation === 'cha hoặc mẹ') return proxy === 'male';
  return relation === 'anh chị em' || (relation === 'con' && payee === 'male');
}

function drawProxy(draw: Draw, payee: Payee, issued: identity.Issued): Proxy {
  const drawn: Sex = draw.chance(0.5) ? 'female' : 'male';
  const [relation, yearsYounger] = relationOf(draw, payee.age);
  const opposite: Sex = payee.sex === 'male' ? 'female' : 'male';
  const sex = relation === 'vợ hoặc chồng' ? opposite : drawn;
  const birthYear = payee.birthYear + yearsYounger;
  const ofFamily = sharesFamily(relation, sex, payee.sex) ? payee.name.split(' ')[0] : undefined;
  return {
    name: drawName(draw, sex, birthYear, payee.mountain, ofFamily),
    relation,
    cccd: identity.drawCccd(draw, issued, sex, birthYear),
    ...identity.drawAuthority(draw, DEMO_DAY),
  };
}

/** Children always have someone who signs; the old often do, unless the money comes to the house or to an account. */
export function drawCollecting(
  draw: Draw,
  payee: Payee,
  issued: { cccd: identity.Issued; account: identity.Issued },
): Collecting {
  const home = homeReason(draw, payee);
  const banked = home === null && payee.age >= 18 && draw.chance(BANK_SHARE[payee.programme]);
  const share = payee.age < 18 ? 1 : banked || home ? 0 : payee.age >= 75 ? 0.08 : 0.01;
  return {
    home,
    bank: banked ? identity.drawBankAccount(draw, issued.account) : null,
    proxy: draw.chance(share) ? drawProxy(draw, payee, issued.cccd) : null,
  };
}
