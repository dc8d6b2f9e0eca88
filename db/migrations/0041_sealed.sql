-- Bank accounts and pictures of authorities lie sealed by the application, under keys that the database never holds (decision
-- 0041). Nothing of their columns changes: a sealed text begins with enc:, sealed bytes with TNENC1, and what was written before
-- is sealed by the program at its next start.

-- A record with what its corrections said, in one look instead of two.
drop function look_at_changes;
create function look_at_records(p_ids uuid[], p_staff uuid, p_session uuid, p_device uuid, p_subject_kind text, p_subject text,
  p_reason text, p_route text, p_reference text, p_ip text)
returns table (id uuid, cccd text, cmnd text, insurance_no text, phone text, address text, changes jsonb)
language plpgsql security definer set search_path from current as $$
begin
  perform admit_look(p_ids, p_staff, p_session, p_device, p_subject_kind, p_subject, p_reason, p_route, p_reference, p_ip);
  return query select c.id, c.cccd, c.cmnd, c.insurance_no, c.phone, c.address,
    coalesce((select jsonb_agg(jsonb_build_object('before', g.before, 'after', g.after, 'reason', g.reason, 'changed_at', g.changed_at)
      order by g.changed_at, g.id) from citizen_change g where g.citizen_id = c.id), '[]')
  from citizen c where c.id = any (p_ids);
end $$;
revoke execute on function look_at_records from public;
grant execute on function look_at_records to tungnha_app;
