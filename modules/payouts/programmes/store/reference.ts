import { takeTurn } from '#kernel/db/turn.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import { addDays, type Day, lastDayOf, monthOf } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { RuleFacts } from '../rules/calendar.ts';
import { whyNotCalendar } from '../rules/reference.ts';
import { factsOf } from './programmes.ts';

export interface RuleChange extends RuleFacts {
  readonly id: Id;
  readonly programme: string;
  readonly validFrom: Day;
  readonly legalBasis: string;
}

/** Every rule of every programme, each programme's newest first. */
export async function listProgrammeRules(read: Read) {
  const rows = await read
    .selectFrom('programme_rule as r')
    .innerJoin('programme as p', 'p.code', 'r.programme')
    .innerJoin('funder as f', 'f.code', 'r.funder_code')
    .selectAll('r')
    .select(['p.name_vi', 'p.name_en', 'f.name as funder'])
    .orderBy('p.position')
    .orderBy('r.valid_from', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    programme: row.programme,
    nameVi: row.name_vi,
    nameEn: row.name_en,
    funder: row.funder,
    unsure: row.unsure,
    ...factsOf(row),
    validFrom: row.valid_from,
    validTo: row.valid_to,
    legalBasis: row.legal_basis,
    confidence: row.confidence,
  }));
}

/**
 * Writes a programme's next rule and ends the one before it the day before. What the change does not name (funder, forms) stays. The same id
 * again changes nothing. Refuses `days_out_of_order`, `version_not_newer`, `programme_not_in_force`, and `rule_in_use`
 * when a list of a month from that day on was taken in under the rule that stands.
 */
export async function changeProgrammeRule(tx: Tx, change: RuleChange): Promise<void> {
  const why = whyNotCalendar(change);
  if (why) throw new Refusal('days_out_of_order', { field: why });
  const newest = await tx
    .selectFrom('programme_rule')
    .selectAll()
    .where('programme', '=', change.programme)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (!newest) throw new Refusal('programme_not_in_force', { programme: change.programme });
  if (newest.id === change.id) return;
  if (change.validFrom <= newest.valid_from)
    throw new Refusal('version_not_newer', { validFrom: newest.valid_from });
  const used = await tx
    .selectFrom('payout_list')
    .select('month')
    .where('programme', '=', change.programme)
    .where('month', '>=', change.validFrom)
    .orderBy('month', 'desc')
    .executeTakeFirst();
  if (used)
    throw new Refusal('rule_in_use', { month: monthOf(used.month), lastDay: lastDayOf(monthOf(used.month)) });
  await tx
    .updateTable('programme_rule')
    .set({ valid_to: addDays(change.validFrom, -1) })
    .where('id', '=', newest.id)
    .execute();
  await tx
    .insertInto('programme_rule')
    .values({
      ...newest,
      forms: JSON.stringify(newest.forms),
      id: change.id,
      valid_from: change.validFrom,
      valid_to: null,
      legal_basis: change.legalBasis,
      confidence: 'sure',
      unsure: [],
      opens_on: change.opensOn,
      point_from: change.pointFrom,
      point_to: change.pointTo,
      office_from: change.officeFrom,
      office_to: change.officeTo,
      bank_from: change.bankFrom,
      bank_to: change.bankTo,
      settle_on: change.settleOn,
      unpaid_rule: change.unpaidRule,
      suspend_after_months: change.suspendAfterMonths,
      home_age: change.homeAge,
      fee_per_million: change.feePerMillion,
      fee_per_voucher_vnd: change.feePerVoucherVnd,
    })
    .execute();
}

/** Rates in force on a day, or of all time; the newest of each first. */
export async function listRates(read: Read, on: Day | null) {
  const rows = await read
    .selectFrom('benefit_rate')
    .selectAll()
    .$if(on !== null, (query) =>
      query
        .where('valid_from', '<=', on as Day)
        .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', on as Day)])),
    )
    .orderBy('code')
    .orderBy('grade')
    .orderBy('valid_from', 'desc')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    grade: row.grade,
    amountVnd: row.amount_vnd,
    coefficient: row.coefficient,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    legalBasis: row.legal_basis,
    confidence: row.confidence,
  }));
}

export interface RateChange {
  readonly code: string;
  readonly grade: string;
  readonly validFrom: Day;
  readonly legalBasis: string;
  readonly amountVnd: bigint | null;
  readonly coefficient: string | null;
}

/** Writes a rate's next row. The same change again changes nothing. Refuses `rate_empty`, `not_found`, `version_not_newer`. */
export async function changeRate(tx: Tx, change: RateChange): Promise<void> {
  const { code, grade, validFrom, legalBasis, amountVnd, coefficient } = change;
  if (amountVnd === null && coefficient === null) throw new Refusal('rate_empty');
  const newest = await tx
    .selectFrom('benefit_rate')
    .selectAll()
    .where('code', '=', code)
    .where('grade', '=', grade)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (!newest) throw new Refusal('not_found', { rate: `${code} ${grade}` });
  if (newest.valid_from === validFrom && newest.amount_vnd === amountVnd && newest.legal_basis === legalBasis)
    return;
  if (validFrom <= newest.valid_from)
    throw new Refusal('version_not_newer', { validFrom: newest.valid_from });
  await tx
    .updateTable('benefit_rate')
    .set({ valid_to: addDays(validFrom, -1) })
    .where('code', '=', code)
    .where('grade', '=', grade)
    .where('valid_from', '=', newest.valid_from)
    .execute();
  await tx
    .insertInto('benefit_rate')
    .values({
      code,
      grade,
      valid_from: validFrom,
      valid_to: null,
      amount_vnd: amountVnd,
      coefficient,
      legal_basis: legalBasis,
      confidence: 'sure',
    })
    .execute();
}

export async function listSettings(read: Read) {
  const rows = await read
    .selectFrom('payout_setting')
    .selectAll()
    .orderBy('name')
    .orderBy('valid_from', 'desc')
    .execute();
  return rows.map((row) => ({
    name: row.name,
    valueVnd: row.value_vnd,
    validFrom: row.valid_from,
    legalBasis: row.legal_basis,
  }));
}

export interface SettingChange {
  readonly name: string;
  readonly valueVnd: bigint;
  readonly validFrom: Day;
  readonly legalBasis: string;
}

/**
 * Writes a limit's next row; a limit of a past day was already judged by. The same change again changes nothing. Refuses `not_found`, `day_past`,
 * `version_not_newer`.
 */
export async function changeSetting(tx: Tx, today: Day, change: SettingChange): Promise<void> {
  const { name, valueVnd, validFrom, legalBasis } = change;
  await takeTurn(tx, `setting ${name}`);
  const newest = await tx
    .selectFrom('payout_setting')
    .selectAll()
    .where('name', '=', name)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  if (!newest) throw new Refusal('not_found', { setting: name });
  if (newest.valid_from === validFrom && newest.value_vnd === valueVnd) return;
  if (validFrom < today) throw new Refusal('day_past', { today });
  if (validFrom <= newest.valid_from)
    throw new Refusal('version_not_newer', { validFrom: newest.valid_from });
  await tx
    .insertInto('payout_setting')
    .values({ name, valid_from: validFrom, value_vnd: valueVnd, legal_basis: legalBasis })
    .execute();
}
