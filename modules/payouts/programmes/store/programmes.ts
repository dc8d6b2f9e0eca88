import type { Selectable } from 'kysely';
import type { Read, Schema } from '#kernel/db/types.ts';
import { firstDayOf, type Day, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { calendarOf, type Calendar, type ProgrammeRule, type RuleFacts } from '../rules/calendar.ts';

export interface ProgrammeName {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
}

export interface Programme extends ProgrammeName {
  readonly funderCode: string;
  readonly funderName: string;
  readonly agencyHand: Id;
  readonly rule: ProgrammeRule;
  readonly calendar: Calendar;
}

/** Every programme there is, in force or not, in their order. */
export function listProgrammeNames(read: Read): Promise<ProgrammeName[]> {
  return namesOf(read).orderBy('position').execute();
}

/** Refuses `not_found` for a programme that nobody knows. */
export async function showProgrammeName(read: Read, code: string): Promise<ProgrammeName> {
  const row = await namesOf(read).where('code', '=', code).executeTakeFirst();
  if (!row) throw new Refusal('not_found', { programme: code });
  return row;
}

const namesOf = (read: Read) =>
  read.selectFrom('programme').select(['code', 'name_vi as nameVi', 'name_en as nameEn']);

export async function readHolidays(read: Read): Promise<Set<Day>> {
  const rows = await read.selectFrom('holiday').select('day').where('kind', '<>', 'swapped-work').execute();
  return new Set(rows.map((row) => row.day));
}

/** What a row of `programme_rule` sets. */
export function factsOf(row: Selectable<Schema['programme_rule']>): RuleFacts {
  return {
    opensOn: row.opens_on,
    pointFrom: row.point_from,
    pointTo: row.point_to,
    officeFrom: row.office_from,
    officeTo: row.office_to,
    bankFrom: row.bank_from,
    bankTo: row.bank_to,
    settleOn: row.settle_on,
    unpaidRule: row.unpaid_rule as 'carry' | 'return',
    suspendAfterMonths: row.suspend_after_months,
    homeAge: row.home_age,
    feePerMillion: row.fee_per_million,
    feePerVoucherVnd: row.fee_per_voucher_vnd,
  };
}

/** The programmes with a rule in force in a month, in their order. */
export async function listProgrammes(read: Read, month: Month): Promise<Programme[]> {
  const holidays = await readHolidays(read);
  const rows = await read
    .selectFrom('programme as p')
    .innerJoin('programme_rule as r', 'r.programme', 'p.code')
    .innerJoin('funder as f', 'f.code', 'r.funder_code')
    .selectAll('r')
    .select(['p.code', 'p.name_vi', 'p.name_en', 'f.name as funder_name', 'f.agency_hand'])
    .where('r.valid_from', '<=', firstDayOf(month))
    .where((eb) => eb.or([eb('r.valid_to', 'is', null), eb('r.valid_to', '>=', firstDayOf(month))]))
    .orderBy('p.position')
    .execute();
  return rows.map((row) => {
    const rule: ProgrammeRule = {
      programme: row.code,
      legalBasis: row.legal_basis,
      confidence: row.confidence,
      ...factsOf(row),
      lateAbovePercent: row.late_above_percent,
    };
    return {
      code: row.code,
      nameVi: row.name_vi,
      nameEn: row.name_en,
      funderCode: row.funder_code,
      funderName: row.funder_name,
      agencyHand: row.agency_hand,
      rule,
      calendar: calendarOf(rule, month, holidays),
    };
  });
}

/** Refuses `programme_not_in_force` when the programme is unknown or has no rule for that month. */
export async function showProgramme(read: Read, code: string, month: Month): Promise<Programme> {
  const programme = (await listProgrammes(read, month)).find((each) => each.code === code);
  if (!programme) throw new Refusal('programme_not_in_force', { programme: code, month });
  return programme;
}

/** A dated amount of the module's settings (limits of hands, of orders) as it stands on a day; null when not set. */
export async function findSetting(read: Read, name: string, on: Day): Promise<bigint | null> {
  const row = await read
    .selectFrom('payout_setting')
    .select('value_vnd')
    .where('name', '=', name)
    .where('valid_from', '<=', on)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  return row?.value_vnd ?? null;
}
