-- What a payment costs around the ledger, cut to a third. Payments are written by a function alone, as the ledger is: it
-- writes what it has just seen posted, so a key to the ledger's move, which looked up and locked a row for each payment, is
-- kept once a batch instead. Two indexes go: a payment is found by its handover through the thing that moved in it, and a
-- day's payments lie together, since rows are only ever added.

alter table payment drop constraint payment_voucher_id_handover_id_fkey;
drop index payment_handover;
drop index payment_day;
drop index payment_month;
create index payment_lies on payment using brin (business_day, month) with (pages_per_range = 32);

-- A payment changes a voucher's status and nothing that is indexed. Where its page has room, that is one row written and no
-- index touched; a page half full has room for each of its vouchers to change once at the same time (measured: without it the
-- change of status alone costs as much as posting the handover).
alter table voucher set (fillfactor = 50);

-- Writes down what was paid, after the ledger has posted it: the payments, the status of their vouchers, the rollups of their
-- offices. Places name the acts of `p_handover`, which are as long as their columns; vouchers name theirs by position.
-- Refuses, as the key it stands for did, a payment of a voucher that did not move in its handover to where it went.
create function record_payments(
  p_now timestamptz,
  p_handover uuid[], p_office uuid[], p_paid_from uuid[], p_day date[], p_receipt text[], p_signed text[],
  p_collector_kind text[], p_collector_name text[], p_collector_number text[], p_authority uuid[], p_heir uuid[],
  p_at int[], p_voucher uuid[], p_citizen uuid[]
) returns void
language plpgsql security definer set search_path from current
set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  v_hour smallint := extract(hour from p_now at time zone 'Asia/Ho_Chi_Minh');
  v_written int;
begin
  with marked as (
    update voucher v set status = 'paid'
    from unnest(p_voucher) with ordinality u(voucher_id, n)
    where v.id = u.voucher_id
      and exists (select 1 from thing_move m where m.thing_id = u.voucher_id and m.handover_id = p_handover[p_at[u.n::int]])
    returning u.n::int as n, p_at[u.n::int] as act, v.id, v.programme, v.month, v.amount_vnd, coalesce(v.unit_id, 0) as unit_id,
      (select count(*) from payment_reversal r where r.voucher_id = v.id)::smallint as taken_back
  ), written as (
    insert into payment (voucher_id, attempt, handover_id, programme, month, citizen_id, amount_vnd, office_id, paid_from,
      collector_kind, collector_name, collector_number, authority_id, heir_id, receipt_no, signed, paid_at, business_day)
    select id, taken_back + 1, p_handover[act], programme, month, p_citizen[n], amount_vnd, p_office[act], p_paid_from[act],
      p_collector_kind[act], p_collector_name[act], p_collector_number[act], p_authority[act], p_heir[act], p_receipt[act],
      p_signed[act], p_now, p_day[act]
    from marked
  ), rolled as (
    insert into payout_rollup as r (month, programme, office_id, unit_id, paid_count, paid_vnd)
    select month, programme, p_office[act], unit_id, count(*), sum(amount_vnd)::bigint from marked group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (month, programme, office_id, unit_id) do update
      set paid_count = r.paid_count + excluded.paid_count, paid_vnd = r.paid_vnd + excluded.paid_vnd
  ), counted as (
    insert into payout_hour as r (month, programme, office_id, day, hour, paid_count, paid_vnd)
    select month, programme, p_office[act], p_day[act], v_hour, count(*), sum(amount_vnd)::bigint from marked group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (month, programme, office_id, day, hour) do update
      set paid_count = r.paid_count + excluded.paid_count, paid_vnd = r.paid_vnd + excluded.paid_vnd
  )
  select count(*) into v_written from marked;
  if v_written <> cardinality(p_voucher) then
    raise exception '% payments are of vouchers that did not move in their handover', cardinality(p_voucher) - v_written
      using errcode = 'foreign_key_violation';
  end if;
end $$;

-- Pays: posts the acts of many counters and records what was posted, in one call. Each act moves its vouchers from the desk
-- of its till to their funders and the cash from the till's drawer to the payee. What the acts of a till share stands once,
-- in the till's columns. Answers, as the posting function does, for every act that was not simply posted today.
create function pay_vouchers(
  p_now timestamptz,
  p_till_person uuid[], p_till_name text[], p_till_office uuid[], p_till_code text[], p_till_drawer uuid[], p_till_desk uuid[],
  p_till_party uuid[],
  p_id uuid[], p_till int[], p_occurred_at timestamptz[], p_input_hash bytea[], p_letters text[], p_signed text[],
  p_proof jsonb[], p_collector_kind text[], p_collector_name text[], p_collector_number text[], p_authority uuid[], p_heir uuid[],
  p_at int[], p_voucher uuid[], p_agency uuid[], p_citizen uuid[], p_vnd bigint[],
  p_count_at int[], p_count_note int[], p_count_pieces int[]
) returns table (act_at int, answer text, facts jsonb, posted_on date)
language plpgsql security definer set search_path from current
set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  v_acts int := cardinality(p_id);
  v_none uuid[] := array_fill(null::uuid, array[cardinality(p_id)]);
  v_kind text[] := array_fill('pay'::text, array[cardinality(p_id)]);
  v_person text[] := array_fill('person'::text, array[cardinality(p_id)]);
  v_reason text[] := array_fill(null::text, array[cardinality(p_id)]);
  v_paid_side text[] := array_fill('paid'::text, array[cardinality(p_count_at)]);
  v_actor uuid[];
  v_name text[];
  v_office uuid[];
  v_drawer uuid[];
  v_from uuid[];
  v_desk uuid[];
  v_party uuid[];
  v_answer text[];
  v_facts jsonb[];
  v_day date[];
  v_receipt text[];
begin
  select array_agg(p_till_person[t]), array_agg(p_till_name[t]), array_agg(p_till_office[t]), array_agg(p_till_drawer[t])
  into v_actor, v_name, v_office, v_drawer
  from (select p_till[i] as t from generate_series(1, v_acts) i) acts;
  select array_agg(p_till_drawer[t]), array_agg(p_till_desk[t]), array_agg(p_till_party[t]) into v_from, v_desk, v_party
  from (select p_till[p_at[i]] as t from generate_series(1, cardinality(p_at)) i) moves;

  select array_agg(a.answer), array_agg(a.facts), array_agg(a.posted_on) into v_answer, v_facts, v_day
  from post_handovers(p_now, p_id, v_kind, v_person, v_actor, v_name, v_none, v_office, p_occurred_at, v_reason, p_proof, p_input_hash,
    v_none, v_none, v_none, p_at, v_from, v_party, p_vnd, p_at, p_voucher, v_desk, p_agency,
    p_count_at, v_paid_side, p_count_note, p_count_pieces, '{}', '{}') a;

  select array_agg(p_till_code[p_till[i]] || to_char(v_day[i], '-YYMMDD-') || p_letters[i]) into v_receipt from generate_series(1, v_acts) i;

  if 'posted' = all (v_answer) then
    perform record_payments(p_now, p_id, v_office, v_drawer, v_day, v_receipt, p_signed, p_collector_kind, p_collector_name,
      p_collector_number, p_authority, p_heir, p_at, p_voucher, p_citizen);
  else
    perform record_payments(p_now, p_id, v_office, v_drawer, v_day, v_receipt, p_signed, p_collector_kind, p_collector_name,
      p_collector_number, p_authority, p_heir, array_agg(p_at[i]), array_agg(p_voucher[i]), array_agg(p_citizen[i]))
    from generate_series(1, cardinality(p_at)) i where v_answer[p_at[i]] = 'posted' having count(*) > 0;
  end if;

  return query select i, v_answer[i], v_facts[i], v_day[i] from generate_series(1, v_acts) i
    where v_answer[i] <> 'posted' or v_day[i] <> (p_now at time zone 'Asia/Ho_Chi_Minh')::date;
end $$;

revoke insert on payment from tungnha_app;
revoke execute on function record_payments, pay_vouchers from public;
grant execute on function record_payments, pay_vouchers to tungnha_app;
