-- The posting function answers for a frozen hand itself. What moved in or out of one that was frozen between an act's look and
-- its posting ran into the row's own check, which fails the whole batch and tells nobody why; and things could still enter a
-- frozen hand, which the check does not see. Now such an envelope is answered `held`, with the hand, since when and why, and
-- its neighbours go on; the checks stay behind it. The balance of whatever hand gives or takes things is locked with those of
-- the money, so that a freeze waits for things on their way in as it waits for cash. A payment's vouchers go to the funder,
-- whose hand has no balance to lock, and leave the hand whose cash is locked already: it costs a payment nothing.
create or replace function post_handovers(
  p_now timestamptz,
  p_id uuid[], p_kind text[], p_actor_kind text[], p_actor_id uuid[], p_actor_name text[], p_device uuid[], p_office uuid[],
  p_occurred_at timestamptz[], p_reason text[], p_proof jsonb[], p_input_hash bytea[], p_answers uuid[], p_reverses uuid[],
  p_toward uuid[],
  p_money_at int[], p_money_from uuid[], p_money_to uuid[], p_money_vnd bigint[],
  p_thing_at int[], p_thing uuid[], p_thing_from uuid[], p_thing_to uuid[],
  p_count_at int[], p_count_side text[], p_count_note int[], p_count_pieces int[],
  p_witness_at int[], p_witness uuid[]
) returns table (envelope_at int, answer text, facts jsonb, posted_on date)
language plpgsql security definer set search_path from current
set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  v_today date := (p_now at time zone 'Asia/Ho_Chi_Minh')::date;
  v_envelopes int := cardinality(p_id);
  v_moves int := cardinality(p_money_at);
  v_things int := cardinality(p_thing_at);
  v_answer text[] := array_fill(null::text, array[cardinality(p_id)]);
  v_facts jsonb[] := array_fill(null::jsonb, array[cardinality(p_id)]);
  -- What each hand gives and takes in this batch.
  v_hand uuid[];
  v_touched uuid[];
  v_out bigint[];
  v_in bigint[];
  v_offices uuid[];
  v_count int;
  v_holders uuid[];
  v_days date[];
  v record;
begin
  select coalesce(array_agg(hand), '{}'), array_agg(gives), array_agg(takes) into v_hand, v_out, v_in from (
    select hand, sum(gives)::bigint as gives, sum(takes)::bigint as takes from (
      select p_money_from[i] as hand, p_money_vnd[i] as gives, 0::bigint as takes from generate_series(1, v_moves) i
      union all
      select p_money_to[i], 0, p_money_vnd[i] from generate_series(1, v_moves) i
    ) both_sides group by hand
  ) sides;
  select count(*) into v_count from (
    select h from unnest(v_hand) u(h)
    union select p_thing_from[i] from generate_series(1, v_things) i
    union select p_thing_to[i] from generate_series(1, v_things) i
    union select p_toward[i] from generate_series(1, v_envelopes) i where p_toward[i] is not null
  ) named where not exists (select 1 from hand where id = named.h);
  if v_count > 0 then
    raise exception 'a handover names % unknown hands', v_count using errcode = 'foreign_key_violation';
  end if;
  select array_agg(o) into v_offices from (
    select p_office[i] as o from generate_series(1, v_envelopes) i union select office_id from hand where id = any (v_hand)
  ) named;
  if (select count(*) from office where id = any (v_offices)) <> cardinality(v_offices) then
    raise exception 'a handover names an unknown office' using errcode = 'foreign_key_violation';
  end if;

  perform pg_advisory_xact_lock_shared(hashtext('office-day'), hashtext(o::text)) from (select unnest(v_offices) as o order by 1) named;
  -- Things are locked in the order of their ids.
  with held as materialized (select holder from thing where id = any (p_thing) order by id for update)
  select array_agg(holder) into v_holders from held;
  -- Then balances, those of hands that give or take things too: a freeze locks in the same order.
  select array_agg(distinct h) into v_touched from unnest(v_hand || p_thing_from || p_thing_to) u(h);
  perform 1 from hand_balance where hand_id = any (v_touched) order by hand_id for update;

  for v in
    select e.n::int as n, h.input_hash = p_input_hash[e.n::int] as same
    from unnest(p_id) with ordinality e(id, n) join handover h on h.id = e.id
  loop
    v_answer[v.n] := case when v.same then 'already' else 'conflict' end;
  end loop;

  if exists (select 1 from hand_balance where hand_id = any (v_touched) and held_vnd is not null) then
    for v in
      select distinct on (m.n) m.n, h.name, z.frozen_at, z.reason
      from (
        select * from unnest(p_money_at || p_money_at, p_money_from || p_money_to) u(n, hand)
        union all
        select * from unnest(p_thing_at || p_thing_at, p_thing_from || p_thing_to) u(n, hand)
      ) m
      join hand_balance b on b.hand_id = m.hand and b.held_vnd is not null
      join hand h on h.id = m.hand
      left join hand_freeze z on z.hand_id = m.hand and not exists (select 1 from hand_thaw t where t.freeze_id = z.id)
      where v_answer[m.n] is null
      order by m.n, h.id
    loop
      v_answer[v.n] := 'held';
      v_facts[v.n] := jsonb_build_object('hand', v.name, 'at', v.frozen_at, 'reason', v.reason);
    end loop;
  end if;

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

  -- Not each thing once, and each where it is said to be: then one look at a time.
  if v_holders is distinct from (select array_agg(p_thing_from[i] order by p_thing[i]) from generate_series(1, v_things) i) then
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
  end if;

  -- A hand that can give all of it before it takes any, and take all of it before it gives any, is never short nor over.
  if exists (
    select 1 from unnest(v_hand) with ordinality d(hand_id, n) join hand_balance b using (hand_id)
    where b.balance_vnd < v_out[d.n::int] or (v_in[d.n::int] > 0 and b.balance_vnd + v_in[d.n::int] > b.limit_vnd)
  ) then
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
  end if;

  if exists (select 1 from office_close where office_id = any (v_offices) and business_day >= v_today)
    or exists (select 1 from hand_balance where hand_id = any (v_hand) and closed_day >= v_today) then
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
    v_days := array_fill(v_today, array[v_envelopes]);
  end if;

  insert into handover (id, kind, actor_kind, actor_id, actor_name, device_id, office_id, occurred_at, recorded_at,
    business_day, reason, proof, input_hash, answers, reverses, toward_hand)
  select p_id[i], p_kind[i], p_actor_kind[i], p_actor_id[i], p_actor_name[i], p_device[i], p_office[i], p_occurred_at[i], p_now,
    v_days[i], p_reason[i], p_proof[i], p_input_hash[i], p_answers[i], p_reverses[i], p_toward[i]
  from generate_series(1, v_envelopes) i where v_answer[i] is null;

  insert into money_move (handover_id, n, from_hand, to_hand, amount_vnd, business_day)
  select p_id[m.at], row_number() over (partition by m.at order by m.i), p_money_from[m.i], p_money_to[m.i], p_money_vnd[m.i], v_days[m.at]
  from (select p_money_at[i] as at, i from generate_series(1, v_moves) i) m where v_answer[m.at] is null;

  if array_remove(v_answer, null) <> '{}' then
    select coalesce(array_agg(hand), '{}'), array_agg(gives), array_agg(takes) into v_hand, v_out, v_in from (
      select hand, sum(gives)::bigint as gives, sum(takes)::bigint as takes from (
        select p_money_from[i] as hand, p_money_vnd[i] as gives, 0::bigint as takes, p_money_at[i] as at from generate_series(1, v_moves) i
        union all
        select p_money_to[i], 0, p_money_vnd[i], p_money_at[i] from generate_series(1, v_moves) i
      ) both_sides where v_answer[at] is null group by hand
    ) sides;
  end if;
  update hand_balance b set balance_vnd = b.balance_vnd + v_in[d.n::int] - v_out[d.n::int]
  from unnest(v_hand) with ordinality d(hand_id, n) where b.hand_id = d.hand_id and v_in[d.n::int] <> v_out[d.n::int];

  update thing t set holder = p_thing_to[m.n::int] from unnest(p_thing) with ordinality m(thing, n)
  where t.id = m.thing and v_answer[p_thing_at[m.n::int]] is null;

  insert into thing_move (handover_id, thing_id, from_hand, to_hand)
  select p_id[p_thing_at[i]], p_thing[i], p_thing_from[i], p_thing_to[i]
  from generate_series(1, v_things) i where v_answer[p_thing_at[i]] is null;

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

  if array_remove(p_answers, null) <> '{}' then
    delete from open_offer o using unnest(p_answers) with ordinality e(answers, n)
    where o.handover_id = e.answers and v_answer[e.n::int] is null;
  end if;

  return query
    select i, coalesce(v_answer[i], 'posted'), v_facts[i], case when v_answer[i] is null then v_days[i] end
    from generate_series(1, v_envelopes) i;
end $$;
