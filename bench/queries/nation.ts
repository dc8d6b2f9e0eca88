import type { Database } from '#kernel/db/connect.ts';
import { openBenchProvince } from '../province.ts';
import { fillPeople } from './people.ts';

/**
 * Everything that lists are read from, at a size of the nation's: `people` with a voucher of each of two months, the older one
 * paid, and beside them years of rounds, phones, differences, looks, sessions and papers. Rows' other ends may not exist.
 */
export async function fillNation(
  owner: Database,
  people: number,
  say: (line: string) => void,
): Promise<void> {
  await openBenchProvince({ owner });
  const { rows: units } = await owner.pool.query<{ unit_id: number }>(
    'select distinct unit_id from office_unit',
  );
  await fillPeople(
    owner,
    people,
    units.map((row) => row.unit_id),
    say,
  );
  const client = await owner.pool.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query("set work_mem = '256MB'");
    for (const [what, statement] of Object.entries(statements(people))) {
      await client.query(statement);
      say(what);
    }
  } finally {
    client.release(true);
  }
  await owner.pool.query('vacuum analyze');
}

/** Some office, hand of a kind, member of the staff, person or voucher, by a number that goes round. */
const OFFICE = (n: string) =>
  `(select id from pick_office where nth = 1 + (${n}) % (select count(*) from pick_office))`;
const HAND = (n: string) =>
  `(select id from pick_hand where nth = 1 + (${n}) % (select count(*) from pick_hand))`;
const STAFF = (n: string) =>
  `(select id from pick_staff where nth = 1 + (${n}) % (select count(*) from pick_staff))`;
const CITIZEN = (n: string) =>
  `(select id from pick_citizen where nth = 1 + (${n}) % (select count(*) from pick_citizen))`;
const PAYEES = `(select id from hand where kind = 'party' limit 1)`;
const BANK = `(select id from hand where kind = 'bank' limit 1)`;
const id = (what: string, n = 'n') => `md5('${what}' || ${n})::uuid`;
const AGO = (n: string, of: number, days: number) =>
  `timestamptz '2020-12-08 09:00+07' - (${n}::float8 / ${of} * ${days}) * interval '1 day'`;

function statements(people: number): Record<string, string> {
  const days = 300;
  return {
    picks: `
      create temporary table pick_office as select id, path, row_number() over (order by path) as nth from office;
      create index on pick_office (nth);
      create temporary table pick_hand as select id, office_id, row_number() over (order by id) as nth from hand;
      create index on pick_hand (nth);
      create temporary table pick_citizen as select id, unit_id, row_number() over () as nth from citizen;
      create index on pick_citizen (nth);
      insert into staff (id, username, name, name_key, email)
        select ${id('staff')}, 'nv.' || n, 'Nguyễn Văn ' || n, 'nguyen van ' || n, 'nv.' || n || '@staff.invalid' from generate_series(1, 20000) n;
      create temporary table pick_staff as select id, row_number() over () as nth from staff;
      create index on pick_staff (nth);
      insert into role_grant (id, staff_id, role, office_id, valid_from)
        select new_id(), ${id('staff')}, 'teller', ${OFFICE('n')}, '2019-01-01' from generate_series(1, 20000) n;
      analyze pick_office, pick_hand, pick_citizen, pick_staff`,
    lists: `
      insert into payout_list (id, programme, month, kind, file_name, file_sha256, file_bytes, people, vouchers, total_vnd, findings, handover_id, accepted_by, accepted_at)
        select ${id('list', 'm || p || k')}, (array['pension','unemployment','merit','assistance','social-pension'])[p], date '2020-12-01' - (m || ' months')::interval,
          'supplementary', 'danh-sach.xlsx', sha256(('l' || m || '-' || p || '-' || k)::bytea), 1000, 1000, 1000, 1000000000, '[]', ${id('lh', 'm || p || k')}, 'Nguyễn Thị Thử', ${AGO('m', 60, 1800)}
        from generate_series(0, 59) m, generate_series(1, 5) p, generate_series(1, 10) k;
      insert into list_check (id, programme, month, kind, file_name, file_sha256, file_bytes, outcome, people, total_vnd, report, checked_by, checked_by_name, checked_at)
        select new_id(), programme, month, kind, file_name, file_sha256, 1, 'clean', 1, 1, '{}', ${STAFF('1')}, 'x', accepted_at from payout_list;
      insert into list_withdrawal (list_id, of_list, document, reason, made_by) select id, id, 'x', 'x', ${STAFF('1')} from payout_list where file_sha256 < '\\x10'`,
    vouchers: `
      insert into voucher (id, list_id, line, programme, month, benefit_month, kind, regime, source, citizen_id, amount_vnd, unit_id, status, office_id, channel, pay_on, pay_until)
        select ${id('v', "c.nth || '-' || m")}, ${id('list', 'm || p || k')}, c.nth, (array['pension','unemployment','merit','assistance','social-pension'])[p],
          date '2020-12-01' - (m || ' months')::interval, date '2020-12-01' - (m || ' months')::interval, 'regular', 'Hưu trí', 'quỹ', c.id, 1500000 + c.nth % 3000000, c.unit_id,
          case m when 1 then 'paid' else 'due' end, u.office_id, (array['point','office','home','bank'])[1 + c.nth % 4], date '2020-12-05' + (c.nth % 10)::int - m * 30, date '2020-12-25'
        from generate_series(0, 1) m, pick_citizen c join office_unit u on u.unit_id = c.unit_id and u.valid_to is null
          cross join lateral (select 1 + c.nth % 5 as p, 1 + c.nth % 10 as k) x;
      insert into thing (id, kind, holder, held_by) select v.id, 'voucher', h.id, h.id from voucher v join hand h on h.office_id = v.office_id and h.kind = 'desk' where v.status = 'due'`,
    payments: `
      insert into handover (id, kind, actor_kind, actor_id, actor_name, office_id, occurred_at, recorded_at, business_day, input_hash)
        select ${id('h', 'v.id')}, 'payment', 'person', ${STAFF('v.line')}, 'Nguyễn Văn Thử', v.office_id, v.pay_on + interval '9 hours', v.pay_on + interval '9 hours' + v.line * interval '1 ms', v.pay_on, sha256('x')
        from voucher v where v.status = 'paid';
      insert into payment (voucher_id, attempt, handover_id, programme, month, citizen_id, amount_vnd, office_id, paid_from, collector_kind, collector_name, receipt_no, signed, paid_at, business_day)
        select v.id, 1, ${id('h', 'v.id')}, v.programme, v.month, v.citizen_id, v.amount_vnd, v.office_id, h.id, 'self', 'Nguyễn Thị Thử', 'P-' || v.line, 'paper', v.pay_on + interval '9 hours', v.pay_on
        from voucher v join hand h on h.office_id = v.office_id and h.kind = 'vault' where v.status = 'paid';
      insert into money_move (handover_id, n, from_hand, to_hand, amount_vnd, business_day) select handover_id, 1, paid_from, ${PAYEES}, amount_vnd, business_day from payment;
      insert into thing_move (handover_id, thing_id, from_hand, to_hand) select handover_id, voucher_id, paid_from, ${PAYEES} from payment;
      insert into voucher_attempt (id, voucher_id, office_id, reason, made_by, made_at) select new_id(), id, office_id, 'absent', ${STAFF('line')}, pay_on + interval '8 hours' from voucher where line % 5 = 0`,
    bank: `
      insert into bank_batch (id, programme, month, handover_id, vouchers, total_vnd, made_by, made_at)
        select ${id('batch', 'programme || month')}, programme, month, ${id('bh', 'programme || month')}, 1, 1, 'x', month + interval '5 days' from (select distinct programme, month from payout_list) l;
      insert into thing_move (handover_id, thing_id, from_hand, to_hand) select ${id('bh', 'programme || month')}, id, ${PAYEES}, ${BANK} from voucher where channel = 'bank'`,
    custody: `
      insert into custody_case (id, kind, handover_id, hand_id, office_id, amount_vnd, opened_at)
        select ${id('case')}, 'shortage', ${id('ch')}, h.id, h.office_id, 50000, ${AGO('n', 100_000, 1800)} from generate_series(1, 100000) n join pick_hand h on h.nth = 1 + n % (select count(*) from pick_hand);
      insert into custody_case_entry (id, case_id, kind, note, written_by, written_at) select new_id(), id, 'ruled', 'x', ${STAFF('1')}, opened_at from custody_case where get_byte(uuid_send(id), 0) < 240;
      insert into case_paper (id, case_id, title, media_type, sha256, bytes, content, added_by, added_by_name, added_at)
        select new_id(), id, 'Biên bản', 'image/png', sha256(id::text::bytea), 1, '\\x00', ${STAFF('1')}, 'x', opened_at from custody_case;
      insert into cash_order (id, month, from_hand, to_hand, amount_vnd, notes, needs_approval, made_by, made_at)
        select ${id('order')}, date_trunc('month', ${AGO('n', 200_000, 1800)})::date, ${HAND('n')}, ${HAND('n * 7')}, 1000000, '{"500000": 2}', true, ${STAFF('n')}, ${AGO('n', 200_000, 1800)} from generate_series(1, 200000) n;
      insert into cash_order_offer (order_id, handover_id) select id, id from cash_order where made_at < '2020-12-01';
      insert into proposal (id, kind, office_id, command, amount_vnd, made_by, made_by_name, made_at)
        select ${id('prop')}, 'bank-cash', ${OFFICE('n')}, '{"kind":"bank-cash","direction":"draw","count":{"500000":500},"document":"x"}', 250000000, ${STAFF('n')}, 'x', ${AGO('n', 100_000, 1800)} from generate_series(1, 100000) n;
      insert into proposal_ruling (proposal_id, made_by, ruled_by, granted, ruled_at) select id, made_by, ${STAFF('3')}, true, made_at from proposal where made_at < '2020-12-01' and made_by <> ${STAFF('3')};
      insert into hand_limit (id, hand_id, limit_vnd, reason, set_by, set_by_name, set_at) select new_id(), ${HAND('n')}, 1, 'x', ${STAFF('n')}, 'x', ${AGO('n', 50_000, 1800)} from generate_series(1, 50000) n`,
    phones: `
      insert into device_enrolment (id, code_hash, staff_id, office_id, name, made_by, made_at, expires_at)
        select ${id('enr')}, sha256(n::text::bytea), ${id('staff')}, ${OFFICE('n')}, 'Máy ' || n, ${STAFF('1')}, ${AGO('n', 20_000, 1000)}, now() from generate_series(1, 20000) n;
      insert into device (id, enrolment_id, staff_id, office_id, name, model, public_key, enrolled_at)
        select ${id('dev')}, ${id('enr')}, ${id('staff')}, ${OFFICE('n')}, 'Máy ' || n, 'Test', 'key' || n, ${AGO('n', 20_000, 1000)} from generate_series(1, 20000) n;
      insert into device_end (device_id, how, reason, ended_by, ended_at) select ${id('dev')}, 'revoked', 'x', ${STAFF('1')}, now() from generate_series(1, 15000) n;
      insert into device_heard (device_id, heard_at, last_seq, whole_seq) select id, now(), 50, 50 from device;
      insert into device_operation (id, device_id, seq, hash, prev, content, signature, kind, occurred_at, happened_at, timed_by, skew_ms, received_at, marks, named)
        select ${id('op')}, ${id('dev', '(1 + n % 20000)')}, 1 + n / 20000, sha256(n::text::bytea), sha256('x'), '{}', 'x', 'payouts.pay', ${AGO('n', people, 300)}, ${AGO('n', people, 300)}, 'offset', 0, ${AGO('n', people, 300)}, '{}', '{}'
        from generate_series(1, ${people}) n;
      insert into device_answer (operation_id, outcome, code, facts, answered_at) select id, case when seq % 10 = 0 then 'quarantined' else 'posted' end, case when seq % 10 = 0 then 'x' end, '{}', received_at from device_operation;
      insert into device_exception (id, operation_id, office_id, state, code, facts, needs, opened_at)
        select ${id('exc')}, ${id('op')}, ${OFFICE('n')}, 'quarantined', 'device_gone', '{}', 2, ${AGO('n', 50_000, 300)} from generate_series(1, 50000) n;
      insert into device_exception_ruling (exception_id, ruling, facts, ruled_at) select ${id('exc')}, 'dismiss', '{}', now() from generate_series(1, 48000) n;
      insert into device_alarm (id, device_id, kind, about, facts, raised_at) select ${id('alarm')}, ${id('dev', '(1 + n % 20000)')}, 'gap', n::text, '{}', ${AGO('n', 100_000, 300)} from generate_series(1, 100000) n;
      insert into device_alarm_end (alarm_id, note, ended_by, ended_at) select ${id('alarm')}, 'x', ${STAFF('1')}, now() from generate_series(1, 98000) n`,
    rounds: `
      insert into round_plan (id, office_id, day, version, travel, stops, amount_vnd, distance_m, travel_s, accepted_by, accepted_by_name, accepted_at)
        select ${id('plan', "o.nth || '-' || d")}, o.id, date '2020-12-08' - d, 1, 'road', 20, 1, 1, 1, ${STAFF('o.nth')}, 'x', now() from pick_office o, generate_series(0, ${days}) d;
      insert into round (id, plan_id, n, payer_id, capacity_vnd, start_s, end_s, distance_m, amount_vnd)
        select ${id('round', "p.id || '-' || n")}, p.id, n, ${STAFF('n * 31')}, 1000000000, 1, 2, 1, 1 from round_plan p, generate_series(1, 2) n;
      insert into round_stop (round_id, position, citizen_id, arrive_s, begin_s, amount_vnd, voucher_ids)
        select r.id, i, ${CITIZEN('(hashtext(r.id::text) & 1048575) + i')}, 1, 1, 1, array[${id('x', 'i')}] from round r, generate_series(1, 8) i;
      insert into round_offer (id, round_id, what, offer_id, amount_vnd, pieces, offered_by, offered_by_name, offered_at) select new_id(), id, 'cash', new_id(), 1, 1, ${STAFF('1')}, 'x', now() from round;
      insert into road_closure (id, office_id, unit_id, from_day, until_day, reason, written_by, written_by_name, written_at)
        select new_id(), ${OFFICE('n')}, 1, date '2020-12-08' - n / 100, date '2020-12-10' - n / 100, 'x', ${STAFF('1')}, 'x', now() from generate_series(1, 30000) n`,
    registers: `
      insert into access_log (staff_id, subject_kind, subject_id, reason, route, reference, ip, at)
        select ${STAFF('n')}, 'citizen', ${CITIZEN('n')}::text, 'lookup', 'GET /payouts/people/:citizenId', 'R', '127.0.0.1', ${AGO(`(${3 * people} - n)`, 3 * people, 700)} from generate_series(1, ${3 * people}) n;
      insert into session (id, token, staff_id, expires_at) select new_id(), 'token' || n, ${id('staff', '(1 + n % 20000)')}, now() + interval '1 hour' from generate_series(1, 100000) n;
      insert into sign_in_attempt (subject, at) select 'nv.' || n % 20000, now() - n * interval '1 minute' from generate_series(1, 300000) n;
      insert into match_review (id, list_id, line, citizen_id, candidate_id, raised_at) select ${id('review')}, ${id('list', '0 || 1 || 1')}, n, ${CITIZEN('n')}, ${CITIZEN('n + 1')}, ${AGO('n', 100_000, 1000)} from generate_series(1, 100000) n;
      insert into match_ruling (review_id, same, reason, ruled_by, ruled_at) select ${id('review')}, false, 'x', ${STAFF('1')}, now() from generate_series(1, 95000) n;
      insert into citizen_note (id, citizen_id, office_id, text, written_by, written_at) select new_id(), ${CITIZEN('n')}, ${OFFICE('n')}, 'x', ${STAFF('1')}, now() from generate_series(1, 300000) n;
      insert into citizen_change (id, citizen_id, before, after, reason, changed_by, changed_at) select new_id(), ${CITIZEN('n')}, '{}', '{}', 'x', ${STAFF('1')}, ${AGO('n', 300_000, 1000)} from generate_series(1, 300000) n;
      insert into authority (id, citizen_id, proxy_name, proxy_cccd, made_on, expires_on, certified_by, recorded_by, recorded_at)
        select ${id('auth')}, ${CITIZEN('n')}, 'Nguyễn Văn Thay', '046' || lpad((n / 20)::text, 9, '0'), '2020-01-05', '2021-01-01', 'x', ${STAFF('1')}, now() from generate_series(1, 200000) n;
      insert into subject_request (id, citizen_id, kind, asked_by, identified_by, text, received_at, due_at, recorded_by, recorded_at) select ${id('ask')}, ${CITIZEN('n')}, 'see', 'x', 'x', 'x', ${AGO('n', 50_000, 1000)}, ${AGO('n', 50_000, 1000)} + interval '3 days', ${STAFF('1')}, now() from generate_series(1, 50000) n;
      insert into plan_print (id, office_id, month, cells, people, total_vnd, printed_by, printed_at) select new_id(), ${OFFICE('n')}, '2020-12-01', '[]', 1, 1, 'x', now() from generate_series(1, 20000) n;
      insert into hand_close (handover_id, hand_id, business_day, book_vnd, counted_vnd, things_book, things_counted) select ${id('hc', "h.nth || '-' || d")}, h.id, date '2020-12-07' - d, 0, 0, 0, 0 from pick_hand h, generate_series(0, ${days}) d`,
  };
}
