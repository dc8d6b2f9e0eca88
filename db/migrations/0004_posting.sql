-- How the ledger is written: by these functions and by nothing else. They run with the owner's rights, answer each
-- envelope by itself, and keep what a key a row would keep, once for a whole batch.

-- Posts a batch of envelopes with their moves; each envelope gets its own answer and a bad one never fails its neighbours.
--   Envelopes come as columns; moves, things, counts and witnesses name theirs by its 1-based position.
--   Answers: posted | already (same id and input) | conflict (same id, other input) | answered | reversed
--   | unknown_handover (answers or reverses nothing known) | unknown_thing | not_holder | short | over_limit
--   | again (depends on a neighbour of the same batch: post it in the next one).
-- Locks are taken in id order: offices (shared, against the close of their day), then things, then balances. The business
-- day is assigned here, inside the commit: today, or the first day that neither an office nor a hand it touches has closed.
create function post_handovers(
  p_now timestamptz,
  p_id uuid[], p_kind text[], p_actor_kind text[], p_actor_id uuid[], p_actor_name text[], p_device uuid[], p_office uuid[],
  p_occurred_at timestamptz[], p_reason text[], p_proof jsonb[], p_input_hash bytea[], p_answers uuid[], p_reverses uuid[],
  p_toward uuid[],
  p_money_at int[], p_money_from uuid[], p_money_to uuid[], p_money_vnd bigint[],
  p_thing_at int[], p_thing uuid[], p_thing_from uuid[], p_thing_to uuid[],
  p_count_at int[], p_count_side text[], p_count_note int[], p_count_pieces int[],
  p_witness_at int[], p_witness uuid[]
) returns table (envelope_at int, answer text, facts jsonb, posted_on date)
language plpgsql security definer set search_path from current as $$
declare
  v_today date := (p_now at time zone 'Asia/Ho_Chi_Minh')::date;
  v_answer text[] := array_fill(null::text, array[cardinality(p_id)]);
  v_facts jsonb[] := array_fill(null::jsonb, array[cardinality(p_id)]);
  v_money_hands uuid[];
  v_offices uuid[];
  v_known int;
  v_days date[];
  v record;
begin
  select coalesce(array_agg(distinct h), '{}') into v_money_hands from unnest(p_money_from || p_money_to) u(h);
  select count(*) into v_known from (
    select distinct h from unnest(v_money_hands || p_thing_from || p_thing_to || array_remove(p_toward, null)) u(h)
  ) named where not exists (select 1 from hand where id = named.h);
  if v_known > 0 then
    raise exception 'a handover names % unknown hands', v_known using errcode = 'foreign_key_violation';
  end if;
  select array_agg(distinct o) into v_offices from (
    select unnest(p_office) as o union all select office_id from hand where id = any (v_money_hands)
  ) named;
  if (select count(*) from office where id = any (v_offices)) <> cardinality(v_offices) then
    raise exception 'a handover names an unknown office' using errcode = 'foreign_key_violation';
  end if;

  perform pg_advisory_xact_lock_shared(hashtext('office-day'), hashtext(o::text)) from (select unnest(v_offices) as o order by 1) named;
  perform 1 from thing where id = any (p_thing) order by id for update;
  perform 1 from hand_balance where hand_id = any (v_money_hands) order by hand_id for update;

  for v in
    select e.n::int as n, h.input_hash = e.input_hash as same
    from unnest(p_id, p_input_hash) with ordinality e(id, input_hash, n) join handover h on h.id = e.id
  loop
    v_answer[v.n] := case when v.same then 'already' else 'conflict' end;
  end loop;

  if array_remove(p_answers || p_reverses, null) <> '{}' then
    for v in
      select e.n::int as n, a.id as answered_by, r.id as reversed_by, named.missing, named.missing <@ p_id[:e.n::int - 1] as earlier,
        row_number() over (partition by e.answers order by e.n) > 1 and e.answers is not null as twice,
        row_number() over (partition by e.reverses order by e.n) > 1 and e.reverses is not null as undone
      from unnest(p_answers, p_reverses) with ordinality e(answers, reverses, n)
      left join handover a on a.answers = e.answers
      left join handover r on r.reverses = e.reverses
      cross join lateral (
        select coalesce(array_agg(id), '{}') as missing from unnest(array[e.answers, e.reverses]) u(id)
        where id is not null and not exists (select 1 from handover h where h.id = u.id)
      ) named
      where v_answer[e.n::int] is null
    loop
      if v.answered_by is not null then
        v_answer[v.n] := 'answered'; v_facts[v.n] := jsonb_build_object('handover', v.answered_by);
      elsif v.reversed_by is not null then
        v_answer[v.n] := 'reversed'; v_facts[v.n] := jsonb_build_object('handover', v.reversed_by);
      elsif v.missing <> '{}' and not v.earlier then
        v_answer[v.n] := 'unknown_handover'; v_facts[v.n] := jsonb_build_object('handover', v.missing[1]);
      elsif v.twice or v.undone or v.missing <> '{}' then
        v_answer[v.n] := 'again';
      end if;
    end loop;
  end if;

  for v in
    select m.n, m.thing, t.holder, m.turn, m.time
    from (
      select n, thing, from_hand, dense_rank() over (partition by thing order by n) as turn,
        row_number() over (partition by thing, n) as time
      from unnest(p_thing_at, p_thing, p_thing_from) as u(n, thing, from_hand)
      where v_answer[n] is null
    ) m
    left join thing t on t.id = m.thing
    where t.id is null or m.turn > 1 or m.time > 1 or t.holder <> m.from_hand
    order by m.n, m.time
  loop
    -- One envelope moves a thing once: by its second move the thing has left the hand that the first one named.
    v_answer[v.n] := case when v.holder is null then 'unknown_thing' when v.time > 1 then 'not_holder'
      when v.turn > 1 then 'again' else 'not_holder' end;
    v_facts[v.n] := jsonb_build_object('thing', v.thing, 'holder', v.holder);
  end loop;

  -- The first envelope that would break a balance is refused, and the rest is looked at again without it.
  loop
    select s.n, s.hand_id, s.stored, s.running into v
    from (
      select d.n, d.hand_id, b.balance_vnd as stored, b.limit_vnd, d.delta,
        b.balance_vnd + sum(d.delta) over (partition by d.hand_id order by d.n) as running
      from (
        select n, hand_id, sum(delta)::bigint as delta from (
          select n, hand, -vnd from unnest(p_money_at, p_money_from, p_money_vnd) as u(n, hand, vnd)
          union all
          select n, hand, vnd from unnest(p_money_at, p_money_to, p_money_vnd) as u(n, hand, vnd)
        ) both_sides(n, hand_id, delta)
        where v_answer[n] is null
        group by n, hand_id
      ) d join hand_balance b on b.hand_id = d.hand_id
    ) s
    -- A limit binds who gives, not what a count has found: a close is written down as it is.
    where s.running < 0 or (s.delta > 0 and s.running > s.limit_vnd and p_kind[s.n] <> 'day-close')
    order by s.n limit 1;
    exit when not found;
    v_answer[v.n] := case when v.running < 0 then 'short' else 'over_limit' end;
    v_facts[v.n] := jsonb_build_object('hand', v.hand_id, 'balanceVnd', v.stored::text);
  end loop;

  if exists (select 1 from office_close where office_id = any (v_offices) and business_day >= v_today)
    or exists (select 1 from hand_balance where hand_id = any (v_money_hands) and closed_day >= v_today) then
    with touched as (
      select e.n::int as n, e.office as place from unnest(p_office) with ordinality e(office, n)
      union
      select m.n, unnest(array[h.id, h.office_id])
      from unnest(p_money_at || p_money_at, p_money_from || p_money_to) m(n, hand) join hand h on h.id = m.hand
    ), closed as (
      select p.place, greatest(
        (select max(c.business_day) from office_close c where c.office_id = p.place),
        (select b.closed_day from hand_balance b where b.hand_id = p.place)) as day
      from (select distinct place from touched) p
    )
    select array_agg(d.day order by d.n) into v_days
    from (select t.n, greatest(v_today, max(c.day) + 1) as day from touched t join closed c using (place) group by t.n) d;
  else
    v_days := array_fill(v_today, array[cardinality(p_id)]);
  end if;

  insert into handover (id, kind, actor_kind, actor_id, actor_name, device_id, office_id, occurred_at, recorded_at,
    business_day, reason, proof, input_hash, answers, reverses, toward_hand)
  select e.id, e.kind, e.actor_kind, e.actor_id, e.actor_name, e.device, e.office, e.occurred_at, p_now,
    v_days[e.n::int], e.reason, e.proof, e.input_hash, e.answers, e.reverses, e.toward
  from unnest(p_id, p_kind, p_actor_kind, p_actor_id, p_actor_name, p_device, p_office, p_occurred_at, p_reason, p_proof,
    p_input_hash, p_answers, p_reverses, p_toward) with ordinality
    e(id, kind, actor_kind, actor_id, actor_name, device, office, occurred_at, reason, proof, input_hash, answers, reverses, toward, n)
  where v_answer[e.n::int] is null;

  insert into money_move (handover_id, n, from_hand, to_hand, amount_vnd, business_day)
  select p_id[m.n], row_number() over (partition by m.n), m.from_hand, m.to_hand, m.vnd, v_days[m.n]
  from unnest(p_money_at, p_money_from, p_money_to, p_money_vnd) as m(n, from_hand, to_hand, vnd)
  where v_answer[m.n] is null;

  update hand_balance b set balance_vnd = b.balance_vnd + d.delta
  from (
    select hand_id, sum(delta)::bigint as delta from (
      select n, hand, -vnd from unnest(p_money_at, p_money_from, p_money_vnd) as u(n, hand, vnd)
      union all
      select n, hand, vnd from unnest(p_money_at, p_money_to, p_money_vnd) as u(n, hand, vnd)
    ) both_sides(n, hand_id, delta)
    where v_answer[n] is null
    group by hand_id
  ) d where b.hand_id = d.hand_id and d.delta <> 0;

  update thing t set holder = m.to_hand
  from unnest(p_thing_at, p_thing, p_thing_to) as m(n, thing, to_hand)
  where t.id = m.thing and v_answer[m.n] is null;

  insert into thing_move (handover_id, thing_id, from_hand, to_hand)
  select p_id[m.n], m.thing, m.from_hand, m.to_hand
  from unnest(p_thing_at, p_thing, p_thing_from, p_thing_to) as m(n, thing, from_hand, to_hand)
  where v_answer[m.n] is null;

  if cardinality(p_count_at) > 0 then
    insert into cash_count (handover_id, side, denomination, pieces)
    select p_id[c.n], c.side, c.note, c.pieces
    from unnest(p_count_at, p_count_side, p_count_note, p_count_pieces) as c(n, side, note, pieces)
    where v_answer[c.n] is null and c.pieces > 0;
  end if;

  if cardinality(p_witness_at) > 0 then
    insert into handover_witness (handover_id, staff_id)
    select p_id[w.n], w.staff from unnest(p_witness_at, p_witness) as w(n, staff)
    where v_answer[w.n] is null;
  end if;

  if array_remove(p_toward, null) <> '{}' then
    insert into open_offer (handover_id, from_hand, toward_hand, transit_hand, offered_at)
    select distinct on (e.n) e.id, m.from_hand, e.toward, m.to_hand, p_now
    from unnest(p_id, p_toward) with ordinality e(id, toward, n)
    join unnest(p_money_at || p_thing_at, p_money_from || p_thing_from, p_money_to || p_thing_to) as m(n, from_hand, to_hand)
      on m.n = e.n
    where v_answer[e.n::int] is null and e.toward is not null;
  end if;

  delete from open_offer o using unnest(p_answers) with ordinality e(answers, n)
  where o.handover_id = e.answers and v_answer[e.n::int] is null;

  return query
    select a.n::int, coalesce(a.answer, 'posted'), a.facts, case when a.answer is null then v_days[a.n] end
    from unnest(v_answer, v_facts) with ordinality a(answer, facts, n) order by a.n;
end $$;

-- Brings new things into custody in one envelope: they are issued by one hand and held by another from the first moment.
-- Returns how many were issued. The envelope is posted first; a thing id that exists already aborts the transaction.
create function issue_things(p_handover uuid, p_kind text, p_things uuid[], p_from uuid, p_to uuid)
returns bigint language plpgsql security definer set search_path from current as $$
begin
  if (select count(*) from hand where id in (p_from, p_to)) <> 2 or not exists (select 1 from handover where id = p_handover) then
    raise exception 'things are issued by a posted handover between two hands' using errcode = 'foreign_key_violation';
  end if;
  insert into thing (id, kind, holder) select id, p_kind, p_to from unnest(p_things) as u(id);
  insert into thing_move (handover_id, thing_id, from_hand, to_hand) select p_handover, id, p_from, p_to from unnest(p_things) as u(id);
  return cardinality(p_things);
end $$;

-- Closes an office's day. Waits for what is being posted there; whatever comes later lands in the next day.
-- Null when the day is already closed or lies ahead.
create function close_office_day(p_office uuid, p_day date, p_by uuid, p_now timestamptz, p_figures jsonb)
returns date language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('office-day'), hashtext(p_office::text));
  if p_day > (p_now at time zone 'Asia/Ho_Chi_Minh')::date
    or exists (select 1 from office_close where office_id = p_office and business_day >= p_day) then
    return null;
  end if;
  insert into office_close (office_id, business_day, closed_by, closed_at, figures) values (p_office, p_day, p_by, p_now, p_figures);
  return p_day;
end $$;

grant select on handover, money_move, thing, thing_move, cash_count, handover_witness, open_offer to tungnha_app;
grant select, insert on hand, hand_balance, hand_close, office_close, custody_case, custody_case_entry to tungnha_app;
grant update (closed_day, limit_vnd) on hand_balance to tungnha_app;
grant update (closed_at) on hand to tungnha_app;
-- Taking a row lock on an offer needs the right to update it; an offer's facts stand in its handover.
grant update (offered_at) on open_offer to tungnha_app;
revoke execute on function post_handovers, issue_things, close_office_day from public;
grant execute on function post_handovers, issue_things, close_office_day to tungnha_app;
