-- What phones sign at doors (where they stood, what a relative told) and where homes lie are sealed by the application too, under the
-- keys that the database never holds (decision 0041). What was written before is sealed by the program at its next start.

-- Which ids a signed text names stands beside it, since the database cannot read the text any more.
alter table device_operation add column named uuid[];
update device_operation set named = array(
  select m[1]::uuid from regexp_matches(content, '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})', 'g') m);
alter table device_operation alter column named set not null;

-- As before, but by the ids named.
create or replace function recognise_payments(
  p_now timestamptz, p_case uuid, p_operation uuid, p_handover uuid, p_office uuid, p_paid_from uuid, p_day date, p_receipt text,
  p_signed text, p_collector_kind text, p_collector_name text, p_collector_number text, p_authority uuid, p_heir uuid,
  p_voucher uuid[], p_citizen uuid[]
) returns void
language plpgsql security definer set search_path from current as $$
declare
  v_aside bigint;
begin
  select c.amount_vnd into v_aside from custody_case c
  where c.id = p_case and c.kind = 'conflict'
    and not exists (select 1 from custody_case_entry e where e.case_id = c.id and e.kind = 'ruled');
  if not found or operation_of_case(p_case) is distinct from p_operation then
    raise exception 'the difference is no open conflict of this operation' using errcode = 'check_violation';
  end if;
  if exists (select 1 from device_operation o where o.id = p_operation and not p_voucher <@ o.named) then
    raise exception 'the operation does not name the voucher' using errcode = 'check_violation';
  end if;
  if (select coalesce(sum(amount_vnd), 0) from voucher where id = any (p_voucher)) > v_aside then
    raise exception 'more is recognised than stands aside' using errcode = 'check_violation';
  end if;
  perform record_payments(p_now, array[p_handover], array[p_office], array[p_paid_from], array[p_day], array[p_receipt], array[p_signed],
    array[p_collector_kind], array[p_collector_name], array[p_collector_number], array[p_authority], array[p_heir],
    array_fill(1, array[cardinality(p_voucher)]), p_voucher, p_citizen);
  insert into payment_recognition (voucher_id, attempt, operation_id, case_id)
  select p.voucher_id, p.attempt, p_operation, p_case from payment p
  where p.voucher_id = any (p_voucher) and p.handover_id = p_handover;
end $$;

-- A home's place, sealed. The two numbers hold what an older release wrote until it is sealed; the application can write no more
-- of them.
alter table home_visit_fact add column place text,
  add constraint home_visit_fact_place_sealed check (starts_with(place, 'enc:'));
revoke insert on home_visit_fact from tungnha_app;
grant insert (id, citizen_id, office_id, from_minute, to_minute, place, written_by, written_at) on home_visit_fact to tungnha_app;
