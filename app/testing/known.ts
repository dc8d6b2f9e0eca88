import type { TestDatabase } from '#kernel/testing/database.ts';
import type { Known } from '#kernel/testing/fuzz.ts';
import { ROLES } from '#people/staff/roles.ts';
import { newId } from '#kernel/words/id.ts';

/** What names one of which table, by the fields of contracts. */
const IDS: Readonly<Record<string, readonly string[]>> = {
  // Cam Lộ, where nearly everything is, comes up most.
  "select o.id from office o, generate_series(1, case code when 'CL' then 6 else 1 end)": [
    'officeId',
    'toOfficeId',
    'atOfficeId',
    'officeIds',
    'office',
  ],
  'select unit_id as id from office_unit': ['unitId', 'towardUnitId'],
  'select id from citizen': ['citizenId', 'stops'],
  'select id from voucher': ['voucherId', 'voucherIds', 'things', 'missing', 'paid'],
  'select id from hand': ['handId'],
  "select id from hand where kind in ('vault', 'drawer', 'bag')": ['fromHand', 'toHand', 'towardHand'],
  "select id from hand where kind = 'bag'": ['bagId'],
  'select id from payout_list': ['listId', 'list'],
  'select id from list_check': ['checkId'],
  'select id from match_review': ['reviewId'],
  'select id from bank_batch': ['batchId'],
  'select id from custody_case': ['caseId'],
  'select id from case_paper': ['paperId'],
  'select id from authority': ['authorityId'],
  'select id from heir': ['heirId'],
  'select id from payout_stop': ['stopId'],
  'select id from proposal': ['proposalId'],
  'select id from cash_order': ['orderId'],
  'select handover_id as id from open_offer': ['offerId', 'offerIds'],
  'select handover_id as id from payment': ['paymentHandoverId', 'handoverId'],
  'select id from plan_print': ['printId'],
  'select id from device': ['deviceId'],
  'select id from device_alarm': ['alarmId'],
  'select id from device_exception': ['exceptionId'],
  'select id from round_plan': ['planId'],
  'select id from round': ['roundId'],
  'select id from road_closure': ['closureId'],
  'select id from subject_request': ['requestId'],
  'select id from data_breach': ['breachId'],
};

/** Fields that hold no text or number of somebody's making but a word or an amount that the house knows. */
const WORDS: Readonly<Record<string, readonly unknown[]>> = {
  programme: ['merit', 'pension', 'x'],
  programmes: ['merit', 'pension', 'x'],
  month: ['2020-12', '2020-12', '2020-11', '1800-01', '2199-12'],
  fromMonth: ['2020-12', '2021-01', '2199-12'],
  validFrom: ['2020-12-07', '2021-01-01'],
  madeOn: ['2020-11-30', '2020-12-06'],
  expiresOn: ['2021-11-29', '2021-06-01'],
  fromDay: ['2020-12-05', '2020-12-06'],
  toDay: ['2020-12-06', '2020-12-07'],
  count: [{ 500000: 2 }, { 500000: 20, 1000: 10 }, { 500000: 500 }, { 1000: 1 }, {}],
  parentCode: ['QT', 'CL', 'HH'],
  communeCodes: ['19429', '19597', '20000'],
  hamlet: ['Thôn 1', 'Thôn 2'],
  code: ['base', 'LHH', '123456', 'W1'],
  name: ['two-people-above', 'bag-limit', 'Tên'],
  head: ['', 'a'],
  mapping: ['{}', '{"fullName":"B"}', '[]', '{'],
  totalVnd: ['1624000', '4872000', '16240000'],
  vouchers: [1, 3, 10],
  after: ['W10', ...['x', '2020-12-06'].flatMap((v) => [[v], [v, v], [v, v, v]]).map(cursor)],
  q: ['045150000001', 'nguyen thi hoa', '045150000001||Nguyễn Thị Hòa|01011950|Nữ|Cam Hiếu|01012021'],
};

/**
 * What stands in the database now, by the field that names it. `keep`: people whose rights no request may end, since they ask
 * the requests. `payers`: who may go out with a bag.
 */
export async function readKnown(
  db: Pick<TestDatabase, 'owner'>,
  keep: readonly string[],
  payers: readonly string[],
): Promise<Known> {
  const { pool } = db.owner;
  const listed = await Promise.all(
    Object.entries(IDS).map(async ([query, fields]) => {
      const { rows } = await pool.query<{ id: string }>(`${query} order by 1 desc limit 60`);
      return fields.map((field) => [field, rows.map(({ id }) => id)] as const);
    }),
  );
  const others = { text: 'select id from staff where id <> all($1::uuid[])', values: [keep] };
  const { rows: staff } = await pool.query<{ id: string }>(others);
  const grants = { text: 'select id from role_grant where staff_id <> all($1::uuid[])', values: [keep] };
  const { rows: grant } = await pool.query<{ id: string }>(grants);
  const { rows: settings } = await pool.query<{ name: string }>(
    'select name from payout_setting union select name from round_setting',
  );
  const people = staff.map(({ id }) => id);
  return {
    ids: listed.flat().flatMap(([, ids]) => ids.slice(0, 3)),
    byField: {
      ...WORDS,
      ...Object.fromEntries(listed.flat()),
      staffId: people,
      payerId: payers,
      partnerId: payers,
      grantId: [...grant.slice(0, 9).map(({ id }) => id), ...Array.from({ length: 9 }, newId)],
      // Searches live in the server's memory, not in a table.
      searchId: [newId()],
      role: ROLES,
      name: settings.map(({ name }) => name),
    },
  };
}

function cursor(values: string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}
