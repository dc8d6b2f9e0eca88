-- Two or three hands can each have paid one voucher at doors before anybody heard of the others. Each is a conflict with evidence of
-- its own, and is ruled on by itself: so a conflict names every voucher that it is about, not only those that it took aside, and
-- what an open one names stays aside until the last of them is ruled on or one of them is recognised as the payment.

-- A ruling is written before what it does, and what it does names it: of two at once the later meets the first one's row.
alter table custody_case_entry alter constraint custody_case_entry_handover_id_fkey deferrable initially deferred;

update custody_case c set facts = jsonb_set(c.facts, '{things}', n.things)
from (
  select k.id, (select coalesce(jsonb_agg(t.id order by t.id), '[]') from thing t
    where coalesce(r.facts -> 'voucherIds', x.facts -> 'voucherIds', '[]') ? t.id::text) as things
  from custody_case k join device_exception x on x.operation_id = operation_of_case(k.id)
  left join device_exception_ruling r on r.exception_id = x.id
  where k.kind = 'conflict' and not exists (select from custody_case_entry e where e.case_id = k.id and e.kind = 'ruled')
) n where n.id = c.id and n.things <> '[]';
create index custody_case_things on custody_case using gin ((facts -> 'things'));

create function open_difference_names(p_thing uuid, p_but uuid) returns boolean language sql stable as $$
  select exists (
    select from custody_case c where c.facts -> 'things' ? p_thing::text and c.id is distinct from p_but
      and not exists (select from custody_case_entry e where e.case_id = c.id and e.kind = 'ruled'))
$$;

-- Holds what stands aside and an open difference names: nobody moves it, whoever posts (the check `thing_held`).
create function hold_aside(p_things uuid[]) returns void
language sql security definer set search_path = province, pg_temp as $$
  update thing t set held_by = t.holder from hand h
  where t.id = any (p_things) and h.id = t.holder and h.kind = 'suspense' and open_difference_names(t.id, null)
$$;

-- Lets go of what a difference names, in the course of the ruling on it: of what no other open one names, or of all when the ruling
-- pays it. Answers what stands aside no longer held, in which hand, and the desk that it goes to unless it is paid.
create function let_go(p_case uuid, p_paid boolean) returns table (thing uuid, suspense uuid, desk uuid)
language plpgsql security definer set search_path = province, pg_temp as $$
declare
  v_things uuid[];
begin
  if not exists (select from custody_case_entry e where e.case_id = p_case and e.kind = 'ruled'
      and not exists (select from handover h where h.id = e.handover_id)) then
    raise exception 'only a ruling under way lets go of what stands aside' using errcode = 'check_violation';
  end if;
  v_things := array(select jsonb_array_elements_text(c.facts -> 'things')::uuid from custody_case c where c.id = p_case);
  -- What is seen of other differences is true only once the things are locked: whoever opens one locks them first.
  perform lock_things(v_things);
  return query update thing t set held_by = null from hand h join hand d on d.office_id = h.office_id and d.kind = 'desk'
    where t.id = any (v_things) and h.id = t.holder and h.kind = 'suspense' and (p_paid or not open_difference_names(t.id, p_case))
    returning t.id, h.id, d.id;
end $$;
revoke execute on function hold_aside, let_go from public;
grant execute on function hold_aside, let_go to tungnha_app;

update thing t set held_by = t.holder from hand h where h.id = t.holder and h.kind = 'suspense' and exists (
  select from custody_case c where c.kind = 'conflict' and c.facts -> 'things' ? t.id::text
    and not exists (select from custody_case_entry e where e.case_id = c.id and e.kind = 'ruled'));
