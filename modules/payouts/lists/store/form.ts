import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { dayAt, firstDayOf, type Day, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { maskedAccount } from '#people/looks/accounts.ts';
import { issuerOf } from '../../forms/issuer.ts';
import type { FormContent, Forms } from '../../forms/shapes.ts';
import type { Programme } from '../../programmes/store/programmes.ts';

type CashRow = Forms['c72a']['rows']['people'];

interface Row {
  id: Id;
  person_number: string | null;
  full_name: string;
  office_code: string;
  office_name: string;
  source: string;
  regime: string;
  place: string;
  this_month: bigint;
  arrears: bigint;
  carried: bigint;
  total: bigint;
  paid_on: Day | null;
  collector: string | null;
  note: string | null;
  bank_account: string | null;
  bank_name: string | null;
}

/** One row a person and regime of an office's month, in the order of the paper: point, source, regime, name. */
async function readPeople(
  read: Read,
  officeId: Id,
  programme: string,
  month: Month,
  bank: boolean,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select c.id, coalesce(c.insurance_no_masked, c.cccd_masked) as person_number, c.full_name, o.code as office_code, o.name as office_name, v.source, v.regime,
      concat_ws(', ', c.hamlet, u.name) as place,
      coalesce(sum(v.amount_vnd) filter (where v.kind in ('regular', 'one_off', 'funeral')), 0)::bigint as this_month,
      coalesce(sum(v.amount_vnd) filter (where v.kind = 'arrears'), 0)::bigint as arrears,
      coalesce(sum(v.amount_vnd) filter (where v.kind = 'carried'), 0)::bigint as carried,
      sum(v.amount_vnd)::bigint as total, max(p.business_day) as paid_on,
      max(p.collector_name) filter (where p.collector_kind <> 'self') as collector,
      max(case v.status when 'returned' then 'Chưa nhận' when 'withdrawn' then 'Thu hồi' end) as note,
      c.bank_account, c.bank_name
    from voucher v
    join citizen_shown c on c.id = v.citizen_id join office o on o.id = v.office_id left join unit u on u.id = c.unit_id
    left join lateral (select p.* from payment p where v.status = 'paid' and p.voucher_id = v.id order by p.attempt desc limit 1) p on true
    where v.office_id = ${officeId} and v.month = ${firstDayOf(month)} and v.programme = ${programme} and (v.channel = 'bank') = ${bank}
    group by c.id, c.insurance_no_masked, c.cccd_masked, c.full_name, c.tail_key, c.hamlet, c.bank_account, c.bank_name,
      o.code, o.name, v.source, v.regime, u.name
    order by o.code, v.source, v.regime, c.tail_key, c.id`.execute(read);
  return rows;
}

function listed(row: Row): Omit<CashRow, 'address' | 'collector'> {
  return {
    personRef: row.id,
    personNumber: row.person_number,
    name: row.full_name,
    pointCode: row.office_code,
    pointName: row.office_name,
    sourceCode: row.source,
    sourceName: row.source,
    regimeCode: row.regime,
    regimeName: row.regime,
    thisMonthVnd: row.this_month,
    arrearsVnd: row.arrears,
    carriedVnd: row.carried,
    // Vouchers are net of what the funder deducted.
    deductedVnd: 0n,
    totalVnd: row.total,
    paidOn: row.paid_on,
    note: row.note,
  };
}

export interface Office {
  readonly id: Id;
  readonly name: string;
}

async function factsOf(
  read: Read,
  office: Office,
  root: Office,
  programme: Programme,
  month: Month,
  madeAt: Date,
) {
  return {
    issuer: await issuerOf(read, office.name, root.name, dayAt(madeAt)),
    programmeName: programme.nameVi,
    funderName: programme.funderName,
    listNumber: null,
    month,
  };
}

/** The cash pay list of an office in the manner of C72a-HD. */
export async function readCashListForm(
  read: Read,
  office: Office,
  root: Office,
  programme: Programme,
  month: Month,
  madeAt: Date,
): Promise<FormContent<'c72a'>> {
  const rows = await readPeople(read, office.id, programme.code, month, false);
  const signers = { maker: null, accountant: null, funderDirector: null, payer: null, postDirector: null };
  return {
    madeAt,
    facts: { ...(await factsOf(read, office, root, programme, month, madeAt)), signers },
    rows: {
      people: rows.map((row) => ({ ...listed(row), address: row.place || null, collector: row.collector })),
    },
  };
}

/** The list of those paid into accounts, in the manner of C72b-HD. */
export async function readAccountListForm(
  read: Read,
  office: Office,
  root: Office,
  programme: Programme,
  month: Month,
  madeAt: Date,
): Promise<FormContent<'c72b'>> {
  const rows = await readPeople(read, office.id, programme.code, month, true);
  const signers = { maker: null, accountant: null, funderDirector: null, postDirector: null };
  return {
    madeAt,
    facts: { ...(await factsOf(read, office, root, programme, month, madeAt)), signers },
    rows: {
      people: rows.map((row) => ({
        ...listed(row),
        accountNumber: maskedAccount(row.id, row.bank_account) ?? '',
        bankName: row.bank_name ?? '',
      })),
    },
  };
}
