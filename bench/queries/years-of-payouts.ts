import type { Database } from '#kernel/db/connect.ts';
import { addMonths, firstDayOf, type Month } from '#kernel/words/day.ts';
import { openOffices } from '#places/offices/offices.ts';
import { openRootOffice } from '#places/offices/root.ts';
import { listCommunes } from '#places/units/communes.ts';
import { loadPlaces } from '#places/units/load.ts';
import { loadPayouts } from '#modules/payouts/programmes/store/load.ts';

const PER_MONTH = 1_000_000;
const CHUNK = 500_000;
const COMMUNES_A_DISTRICT = 13;
export const LAST_MONTH: Month = '2020-12';

/** The province of 2020: a point in each commune under ten offices, with everything else a month's overview joins. */
async function openProvince(owner: Database, now: Date): Promise<void> {
  await owner.write(async (tx) => {
    await loadPlaces(tx);
    await openRootOffice(tx, now);
    await loadPayouts(tx, now);
    const communes = await listCommunes(tx, '2020-12-01');
    const districts = Math.ceil(communes.length / COMMUNES_A_DISTRICT);
    const place = { lat: null, lon: null };
    await openOffices(tx, now, '2015-01-01', [
      ...Array.from({ length: districts }, (_, i) => ({
        ...place,
        code: `H${i}`,
        name: `Bưu điện huyện ${i + 1}`,
        kind: 'district' as const,
        parentCode: 'QT',
        communeCodes: [],
      })),
      ...communes.map((commune, i) => ({
        ...place,
        code: `P${i}`,
        name: `Điểm ${commune.name}`,
        kind: 'point' as const,
        parentCode: `H${Math.floor(i / COMMUNES_A_DISTRICT)}`,
        communeCodes: [commune.code],
      })),
    ]);
  });
}

const PROGRAMMES = `array['pension','unemployment','merit','assistance','social-pension']`;

/** Every cell that a month of a million payments would fill, so a month's rollup is whole however few payments are made. */
async function fillRollups(owner: Database, months: readonly string[]): Promise<void> {
  const cells = `from unnest($1::date[]) m(month) cross join unnest(${PROGRAMMES}) p(programme)`;
  await owner.pool.query(
    `insert into payout_rollup (month, programme, office_id, unit_id, due_count, due_vnd, paid_count, paid_vnd, bank_count, bank_vnd)
     select m.month, p.programme, o.id, s.unit_id, 800, 1200000000, 790, 1185000000, 200, 300000000
     ${cells} cross join office_unit s join office o on o.id = s.office_id or o.id = (select parent_id from office q where q.id = s.office_id)`,
    [months],
  );
  await owner.pool.query(
    `insert into payout_hour (month, programme, office_id, day, hour, paid_count, paid_vnd)
     select m.month, p.programme, o.id, m.month + d, h, 9, 14000000
     ${cells} cross join generate_series(1, 19) d cross join generate_series(7, 16) h cross join office o where o.parent_id is not null`,
    [months],
  );
}

/** Transfers of every month, differences of which some are open, and offers nobody has answered yet. */
async function fillCustody(owner: Database, months: readonly string[]): Promise<void> {
  const client = await owner.pool.connect();
  try {
    // Rows whose other ends do not exist: this bench reads none of those, and the keys would be checked one by one.
    await client.query('set session_replication_role = replica');
    const move = (kind: string, each: number) => `
      insert into money_move (handover_id, n, from_hand, to_hand, amount_vnd, business_day)
      select md5(h.id::text || m.month || i || s.side)::uuid, 1,
        case when s.side = 1 then md5('x')::uuid else h.id end, case when s.side = 1 then h.id else md5('x')::uuid end, 100000, m.month + i
      from hand h cross join unnest($1::date[]) m(month) cross join generate_series(1, ${each}) i cross join generate_series(1, 2) s(side)
      where h.kind = '${kind}'`;
    await client.query(move('transit', 4), [months]);
    await client.query(move('suspense', 1), [months]);
    await client.query(`
      insert into open_offer (handover_id, from_hand, toward_hand, transit_hand, offered_at)
      select md5(h.id::text || '${firstDayOf(LAST_MONTH)}' || 1 || 1)::uuid, v.id, v.id, h.id, now()
      from hand h join hand v on v.office_id = h.office_id and v.kind = 'vault' where h.kind = 'transit'`);
    await client.query(
      `insert into custody_case (id, kind, handover_id, hand_id, office_id, amount_vnd, opened_at)
       select new_id(), 'shortage', new_id(), h.id, h.office_id, 50000, m.month + interval '9 hours'
       from hand h cross join unnest($1::date[]) m(month) where h.kind = 'suspense'`,
      [months],
    );
    await client.query(`
      insert into custody_case_entry (id, case_id, kind, note, written_by, written_at)
      select new_id(), id, 'ruled', 'giải quyết', new_id(), opened_at from custody_case where opened_at < '${firstDayOf(LAST_MONTH)}'`);
  } finally {
    client.release(true);
  }
}

async function fillPayments(
  owner: Database,
  payments: number,
  months: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const client = await owner.pool.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (let from = 1; from <= payments; from += CHUNK) {
      const to = Math.min(payments, from + CHUNK - 1);
      await client.query(
        `with place as materialized (
          select array_agg(o.id order by o.path) as offices, array_agg(h.id order by o.path) as vaults
          from office o join hand h on h.office_id = o.id and h.kind = 'vault'
        )
        insert into payment (voucher_id, attempt, handover_id, programme, month, citizen_id, amount_vnd, office_id, paid_from,
          collector_kind, collector_name, receipt_no, signed, paid_at, business_day)
        select md5(n::text)::uuid, 1, md5('h' || n)::uuid, (${PROGRAMMES})[1 + n % 5], m.month, md5('c' || n % 79000)::uuid, 1500000,
          p.offices[1 + n % cardinality(p.offices)], p.vaults[1 + n % cardinality(p.vaults)], 'self', 'Nguyễn Thị Thử',
          'P-' || n, 'paper', m.month + interval '9 days', m.month + (n % 19)::int
        from place p cross join generate_series($1::bigint, $2::bigint) n
        cross join lateral (select ($3::date[])[1 + (n * cardinality($3::date[]) / ($4::bigint + 1))::int] as month) m`,
        [from, to, months, payments],
      );
      say(`${to.toLocaleString('en')} of ${payments.toLocaleString('en')} payments`);
    }
  } finally {
    client.release(true);
  }
}

/** Years of payouts of a whole province: a million payments a month, at least half a year of them. */
export async function fillYears(
  owner: Database,
  payments: number,
  say: (line: string) => void,
): Promise<void> {
  await openProvince(owner, new Date('2020-12-01T08:00:00+07:00'));
  const count = Math.max(6, Math.ceil(payments / PER_MONTH));
  const months = Array.from({ length: count }, (_, i) => firstDayOf(addMonths(LAST_MONTH, i - count + 1)));
  await fillRollups(owner, months);
  await fillCustody(owner, months);
  say(`rollups and custody of ${count} months`);
  await fillPayments(owner, payments, months, say);
  await owner.pool.query('vacuum analyze');
}
