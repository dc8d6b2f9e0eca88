import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { openHands } from '#kernel/handover/hands.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { assistanceRates } from '../data/assistance-rates.ts';
import { baseLevels } from '../data/base-levels.ts';
import { meritRates } from '../data/merit-rates.ts';
import { funders, programmeRules, programmes } from '../data/programmes.ts';

/** Cash above this needs a second person; policy of the province, replaced by a later row. */
const TWO_PEOPLE_ABOVE_VND = 200_000_000n;

/** Enters funders, programmes with their dated rules, and rates. Entering again adds nothing. */
export async function loadPayouts(tx: Tx, now: Date): Promise<boolean> {
  if (await tx.selectFrom('programme').select('code').limit(1).executeTakeFirst()) return false;
  const root = await showRootOffice(tx);
  await loadProgrammes(tx, now, root.id);
  await loadRates(tx);
  return true;
}

async function loadProgrammes(tx: Tx, now: Date, rootId: Id): Promise<void> {
  const agencies = await openHands(
    tx,
    now,
    funders.map((funder) => ({ kind: 'agency' as const, officeId: rootId, name: funder.name })),
  );
  await tx
    .insertInto('funder')
    .values(
      funders.map((funder, i) => ({
        code: funder.code,
        name: funder.name,
        agency_hand: agencies[i]?.id as Id,
      })),
    )
    .execute();
  await tx
    .insertInto('programme')
    .values(
      programmes.map((each, position) => ({
        code: each.code,
        position,
        name_vi: each.nameVi,
        name_en: each.nameEn,
      })),
    )
    .execute();
  await tx
    .insertInto('programme_rule')
    .values(
      programmeRules.map((rule) => ({
        id: newId(),
        programme: rule.programme,
        valid_from: rule.validFrom,
        valid_to: rule.validTo,
        legal_basis: rule.legalBasis,
        confidence: rule.confidence,
        unsure: [...rule.unsure],
        funder_code: rule.funder,
        forms: JSON.stringify(rule.forms),
        opens_on: rule.opensOnDay,
        point_from: rule.pointDaysFrom,
        point_to: rule.pointDaysTo,
        office_from: rule.officeDaysFrom,
        office_to: rule.officeDaysTo,
        bank_from: rule.bankDaysFrom,
        bank_to: rule.bankDaysTo,
        settle_on: rule.settleOnDay,
        unpaid_rule: rule.unpaidRule,
        suspend_after_months: rule.suspendAfterMonths,
        home_age: rule.homeAge,
        fee_per_million: rule.fee.kind === 'share' ? rule.fee.perMillion : 0,
        fee_per_voucher_vnd: rule.fee.kind === 'per-voucher' ? rule.fee.vnd : 0n,
      })),
    )
    .execute();
}

async function loadRates(tx: Tx): Promise<void> {
  const rates = [
    ...baseLevels.map((base) => ({
      ...base,
      grade: '',
      coefficient: null as string | null,
      amountVnd: base.amountVnd as bigint | null,
    })),
    ...meritRates.map((rate) => ({
      ...rate,
      code: rate.regime,
      coefficient: null,
      amountVnd: rate.amountVnd as bigint | null,
    })),
    ...assistanceRates.map((rate) => ({
      ...rate,
      code: rate.regime,
      grade: rate.group,
      coefficient: (rate.tenths / 10).toFixed(1),
      amountVnd: null,
    })),
  ];
  await tx
    .insertInto('benefit_rate')
    .values(
      rates.map((rate) => ({
        code: rate.code,
        grade: rate.grade,
        valid_from: rate.validFrom,
        valid_to: rate.validTo,
        amount_vnd: rate.amountVnd,
        coefficient: rate.coefficient,
        legal_basis: rate.legalBasis,
        confidence: rate.confidence,
      })),
    )
    .execute();
  await sql`insert into payout_setting (name, valid_from, value_vnd, legal_basis)
    select name, '2019-01-01', ${TWO_PEOPLE_ABOVE_VND.toString()}::bigint, 'Quy định nội bộ của đơn vị'
    from unnest(array['two-people-above', 'unpaid-two-people-above']) as u(name)`.execute(tx);
}
