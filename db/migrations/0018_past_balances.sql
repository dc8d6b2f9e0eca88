-- Who held what at any past moment: a sum of moves over a snapshot, so that it costs the same after five years as after one
-- month; and a hand's limit as dated facts, each with who set it and why.

-- What a hand held at the end of a business day. A day that has passed takes no more entries, so a snapshot never changes.
create table hand_snapshot (
  hand_id uuid not null references hand,
  day date not null,
  balance_vnd bigint not null,
  primary key (hand_id, day)
);

-- Takes the snapshots of a passed day for every hand that moved since its last one; the same day again adds nothing.
create function snapshot_hands(p_day date, p_now timestamptz) returns bigint
language plpgsql security definer set search_path from current as $$
declare
  v_added bigint;
begin
  if p_day >= (p_now at time zone 'Asia/Ho_Chi_Minh')::date then
    raise exception 'a day is kept once it has passed: %', p_day;
  end if;
  insert into hand_snapshot (hand_id, day, balance_vnd)
  select h.id, p_day, coalesce(s.balance_vnd, 0) + moved.vnd
  from hand h
  left join lateral (
    select k.day, k.balance_vnd from hand_snapshot k where k.hand_id = h.id and k.day <= p_day order by k.day desc limit 1
  ) s on true
  cross join lateral (
    select sum(m.vnd)::bigint as vnd from (
      select amount_vnd as vnd from money_move
      where to_hand = h.id and business_day > coalesce(s.day, '-infinity') and business_day <= p_day
      union all
      select -amount_vnd from money_move
      where from_hand = h.id and business_day > coalesce(s.day, '-infinity') and business_day <= p_day
    ) m
  ) moved
  where moved.vnd is not null
  on conflict do nothing;
  get diagnostics v_added = row_count;
  return v_added;
end $$;

-- Every limit that was set on a hand, the newest in force.
create table hand_limit (
  id uuid primary key,
  hand_id uuid not null references hand,
  limit_vnd bigint check (limit_vnd > 0),
  reason text not null,
  set_by uuid not null,
  set_by_name text not null,
  set_at timestamptz not null
);
create index hand_limit_hand on hand_limit (hand_id, set_at);

grant select on hand_snapshot to tungnha_app;
grant select, insert on hand_limit to tungnha_app;
revoke execute on function snapshot_hands from public;
grant execute on function snapshot_hands to tungnha_app;
