-- A payment adds to its rollups by their whole keys. It looked for the rows first, and inserted those that were not there: a plan made while
-- the table of hours was small went by its index of days, and compared every row of the day's hour with each office and programme that was
-- paid, 4,700 of them for 32 payments and more with every office at work. INSERT ... ON CONFLICT has no other way than the key, whatever the
-- statistics say. Nothing else of the function is changed.
create or replace function pay_plain(
  p_now timestamptz,
  p_till_person uuid[], p_till_name text[], p_till_office uuid[],
  p_id uuid[], p_till int[], p_occurred_ms bigint[], p_input_hash bytea[], p_letters text[], p_signed text[], p_proof jsonb[],
  p_counted bigint[], p_at int[], p_n int[], p_voucher uuid[], p_plural boolean,
  p_count_at int[], p_count_note int[], p_count_pieces int[],
  out office_code text[], out paid_at int[], out paid_vnd bigint[]
)
language plpgsql security definer set search_path = province, pg_temp
set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  v_today date := (p_now at time zone 'Asia/Ho_Chi_Minh')::date;
  v_hour smallint := extract(hour from p_now at time zone 'Asia/Ho_Chi_Minh');
  v_closed uuid[];
  v_drawer uuid[];
  v_desk uuid[];
  v_party uuid[];
  v_balance bigint[];
  v_passed int;
  v_marked int;
  v_given int;
  v_tills int;
begin
  -- Whoever closes an office's day waits for this, and this for them.
  perform pg_advisory_xact_lock_shared(hashtext('office-day'), hashtext(o::text))
  from (select distinct o from unnest(p_till_office) u(o) order by 1) named;

  select coalesce(array_agg(office_id), '{}') into v_closed from office_close
  where office_id = any (p_till_office) and business_day >= v_today;
  -- A till that is closed, or that takes part in what a payment never does, has no drawer here.
  select array_agg(o.code order by a.n), array_agg(h.id order by a.n), array_agg(d.id order by a.n), array_agg(p.id order by a.n),
    array_agg(b.balance_vnd order by a.n)
  into office_code, v_drawer, v_desk, v_party, v_balance
  from unnest(p_till_person, p_till_office) with ordinality a(person, office, n)
  left join office o on o.id = a.office
  left join hand d on d.office_id = a.office and d.kind = 'desk'
  left join hand p on p.office_id = a.office and p.kind = 'party'
  left join (hand h join hand_balance b on b.hand_id = h.id and b.held_vnd is null and (b.closed_day is null or b.closed_day < v_today))
    on h.staff_id = a.person and h.kind = 'drawer' and h.closed_at is null and h.office_id = a.office and a.office <> all (v_closed);
  if cardinality(v_drawer) <> cardinality(p_till_person) or exists (select 1 from hand_balance where hand_id = any (v_party)) then
    -- An office with two desks, or with a party whose cash is guarded: what is meant, the rules must say.
    return;
  end if;

  with asked as materialized (
    -- Things are locked, by being changed, in the order of their ids.
    select at.act, p_till[at.act] as till, coalesce(p_n[i], 1) as n, p_voucher[i] as id
    from generate_series(1, cardinality(p_voucher)) i cross join lateral (select coalesce(p_at[i], i) as act) at
    order by 4
  ), seen as materialized (
    select a.*, t.ctid as thing_at, v.ctid as voucher_at, v.programme, v.month, v.amount_vnd, coalesce(v.unit_id, 0) as unit_id,
      v.citizen_id, c.full_name,
      v.status = 'due' and v.channel <> 'bank' and v.office_id = p_till_office[a.till] and t.holder = v_desk[a.till] and t.held_by is null and not t.contested
        and v_drawer[a.till] is not null and c.merged_into is null as fits
    from asked a left join thing t on t.id = a.id left join voucher v on v.id = a.id left join citizen c on c.id = v.citizen_id
  ), people as materialized (
    select array_agg(citizen_id) as ids from seen
  ), odd as materialized (
    -- Who or what has something written down that the rules must weigh.
    select id from (
      select citizen_id as id from citizen_death where citizen_id = any ((select ids from people)::uuid[])
      union all
      select citizen_id from payout_stop where citizen_id = any ((select ids from people)::uuid[])
      union all
      select citizen_id from match_review where citizen_id = any ((select ids from people)::uuid[])
      union all
      select voucher_id from payment_reversal where voucher_id = any (p_voucher)
      union all
      select h.id from handover h where h.id = any (p_id)
    ) each_kind
  ), terms as materialized (
    select m.programme, m.month, f.agency_hand
    from (select distinct programme, month from seen where fits) m
    join programme_rule r on r.programme = m.programme and r.valid_from <= m.month and (r.valid_to is null or r.valid_to >= m.month)
    join funder f on f.code = r.funder_code
    where v_today >= least(m.month + r.opens_on - 1, (m.month + interval '1 month')::date - 1)
      and not exists (select 1 from settlement s join settlement_lock k on k.settlement_id = s.id
        where s.programme = m.programme and s.month = m.month)
  ), judged as materialized (
    select s.*, e.agency_hand,
      coalesce(s.fits and e.agency_hand is not null
        and ((select count(*) from odd) = 0 or not exists (select 1 from odd where odd.id in (s.id, s.citizen_id, p_id[s.act]))), false) as plain
    from seen s left join terms e on e.programme = s.programme and e.month = s.month
  ), unfit as materialized (
    select act from judged where not plain
    union all
    -- Several people, or notes that come to something else.
    select act from judged where p_plural
    group by act having count(distinct citizen_id) > 1 or sum(amount_vnd) <> p_counted[act]
    union all
    select act from judged
    where till = any (array(select till from judged group by till having sum(amount_vnd)::bigint > v_balance[till]))
  ), good as materialized (
    select * from judged where (select count(*) from unfit) = 0
    union all
    select * from judged where (select count(*) from unfit) > 0 and act <> all (array(select act from unfit))
  ), passed as (
    update thing t set holder = g.agency_hand from (select thing_at, till, agency_hand from good offset 0) g
    where t.ctid = g.thing_at and t.holder = v_desk[g.till] and not t.contested returning 1
  ), marked as (
    update voucher v set status = 'paid' from (select voucher_at from good offset 0) g where v.ctid = g.voucher_at and v.status = 'due' returning 1
  ), given as (
    update hand_balance b set balance_vnd = b.balance_vnd - s.vnd
    from (select till, sum(amount_vnd)::bigint as vnd from good group by till) s
    where b.hand_id = v_drawer[s.till] and b.balance_vnd >= s.vnd and (b.closed_day is null or b.closed_day < v_today)
    returning 1
  ), enveloped as (
    insert into handover (id, kind, actor_kind, actor_id, actor_name, office_id, occurred_at, recorded_at, business_day, proof, input_hash)
    select p_id[act], 'pay', 'person', p_till_person[till], p_till_name[till], p_till_office[till], to_timestamp(p_occurred_ms[act] / 1000.0::float8), p_now, v_today,
      p_proof[act], p_input_hash[act]
    from good where n = 1
  ), money as (
    insert into money_move (handover_id, n, from_hand, to_hand, amount_vnd, business_day)
    select p_id[act], n, v_drawer[till], v_party[till], amount_vnd, v_today from good
  ), things as (
    insert into thing_move (handover_id, thing_id, from_hand, to_hand) select p_id[act], id, v_desk[till], agency_hand from good
  ), counted as (
    insert into cash_count (handover_id, side, denomination, pieces)
    select p_id[c.act], 'paid', c.note, c.pieces from unnest(p_count_at, p_count_note, p_count_pieces) c(act, note, pieces)
    where c.pieces > 0 and c.act in (select act from good)
  ), recorded as (
    insert into payment (voucher_id, attempt, handover_id, programme, month, citizen_id, amount_vnd, office_id, paid_from,
      collector_kind, collector_name, receipt_no, signed, paid_at, business_day)
    select id, 1, p_id[act], programme, month, citizen_id, amount_vnd, p_till_office[till], v_drawer[till], 'self', full_name,
      office_code[till] || to_char(v_today, '-YYMMDD-') || p_letters[act], p_signed[act], p_now, v_today
    from good
  ), counts as materialized (
    select month, programme, p_till_office[till] as office_id, unit_id, count(*)::int as n, sum(amount_vnd)::bigint as vnd
    from good group by 1, 2, 3, 4 order by 1, 2, 3, 4
  ), rolled as (
    insert into payout_rollup as r (month, programme, office_id, unit_id, paid_count, paid_vnd)
    select * from counts
    on conflict (month, programme, office_id, unit_id) do update
      set paid_count = r.paid_count + excluded.paid_count, paid_vnd = r.paid_vnd + excluded.paid_vnd
  ), hourly as (
    insert into payout_hour as r (month, programme, office_id, day, hour, paid_count, paid_vnd)
    select month, programme, office_id, v_today, v_hour, sum(n), sum(vnd)::bigint from counts group by 1, 2, 3 order by 1, 2, 3
    on conflict (month, programme, office_id, day, hour) do update
      set paid_count = r.paid_count + excluded.paid_count, paid_vnd = r.paid_vnd + excluded.paid_vnd
  ), told as (
    insert into feed_event (topic, body)
    select 'payouts', jsonb_build_object('offices', jsonb_agg(office)) from (select distinct p_till_office[till] as office from good) o
    having count(*) > 0
  )
  select (select count(*) from passed), (select count(*) from marked), (select count(*) from given),
    (select count(*) from (select distinct till from good) t), array_agg(act), array_agg(amount_vnd)
  into v_passed, v_marked, v_given, v_tills, paid_at, paid_vnd from good;

  if v_passed <> v_marked or v_passed <> coalesce(cardinality(paid_at), 0) or v_given <> v_tills then
    raise exception 'another transaction changed what was to be paid' using errcode = 'serialization_failure';
  end if;
end $$;
