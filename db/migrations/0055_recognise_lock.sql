-- A payment at a door is recognised in the course of the one ruling on its conflict, and of that alone. Before, any number of calls
-- could each find the conflict open and each recognise as much as stood aside; now the ruling's handover is named, and what one
-- difference has recognised is added up under a lock of its row.

create or replace function recognise_payments(
  p_now timestamptz, p_case uuid, p_operation uuid, p_handover uuid, p_office uuid, p_paid_from uuid, p_day date, p_receipt text,
  p_signed text, p_collector_kind text, p_collector_name text, p_collector_number text, p_authority uuid, p_heir uuid,
  p_voucher uuid[], p_citizen uuid[]
) returns void
language plpgsql security definer set search_path = province, pg_temp as $$
declare
  v_aside bigint;
begin
  select c.amount_vnd into v_aside from custody_case c where c.id = p_case and c.kind = 'conflict' for update;
  if not found or operation_of_case(p_case) is distinct from p_operation then
    raise exception 'the difference is no conflict of this operation' using errcode = 'check_violation';
  end if;
  if not exists (select from custody_case_entry e where e.case_id = p_case and e.kind = 'ruled' and e.handover_id = p_handover) then
    raise exception 'the handover is not the ruling on this difference' using errcode = 'check_violation';
  end if;
  if exists (select 1 from device_operation o where o.id = p_operation and not p_voucher <@ o.named) then
    raise exception 'the operation does not name the voucher' using errcode = 'check_violation';
  end if;
  if (select sum(amount_vnd) from voucher
      where id = any (p_voucher) or id in (select voucher_id from payment_recognition where case_id = p_case)) > v_aside then
    raise exception 'more is recognised than stands aside' using errcode = 'check_violation';
  end if;
  perform record_payments(p_now, array[p_handover], array[p_office], array[p_paid_from], array[p_day], array[p_receipt], array[p_signed],
    array[p_collector_kind], array[p_collector_name], array[p_collector_number], array[p_authority], array[p_heir],
    array_fill(1, array[cardinality(p_voucher)]), p_voucher, p_citizen);
  insert into payment_recognition (voucher_id, attempt, operation_id, case_id)
  select p.voucher_id, p.attempt, p_operation, p_case from payment p
  where p.voucher_id = any (p_voucher) and p.handover_id = p_handover;
end $$;
