-- The province's clock, where the database itself writes when something was done or asks what day it is. A demonstration's clock is
-- shifted (docs/decisions/0004), so a look at personal data stood years beside the payment it was for, and a role given until the end
-- of its December was over at once. What the machine keeps for itself (sessions, jobs, feed readers) goes by the machine's clock.

create function province_now() returns timestamptz language sql stable as $$
  select now() + coalesce((select (value #>> '{}')::float8 from setting where name = 'clock_offset_ms'), 0) * interval '1 millisecond'
$$;

create function province_today() returns date language sql stable as $$
  select (province_now() at time zone 'Asia/Ho_Chi_Minh')::date
$$;

alter table access_log alter column at set default province_now();
alter table role_grant alter column granted_at set default province_now();
alter table role_revocation alter column revoked_at set default province_now();
alter table staff_suspension alter column suspended_at set default province_now();
alter table staff_reinstatement alter column reinstated_at set default province_now();

-- As before, but for the day on which roles are held.
create or replace function admit_look(p_ids uuid[], p_staff uuid, p_session uuid, p_device uuid, p_subject_kind text, p_subject text,
  p_reason text, p_route text, p_reference text, p_ip text) returns void
language plpgsql security definer set search_path = province, pg_temp as $$
declare
  v_paths text[];
begin
  if not (exists (select from session where id = p_session and staff_id = p_staff and expires_at > now())
      or exists (select from device d where d.id = p_device and d.staff_id = p_staff
        and not exists (select from device_end e where e.device_id = d.id)))
    or exists (select from staff_suspension x where x.staff_id = p_staff
      and not exists (select from staff_reinstatement b where b.suspension_id = x.id)) then
    raise exception 'a look at personal data is had by somebody signed in' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(array_agg(o.path), '{}') into v_paths from role_grant g join office o on o.id = g.office_id
  where g.staff_id = p_staff and g.valid_from <= province_today() and coalesce(g.valid_to, 'infinity') >= province_today()
    and not exists (select from role_revocation r where r.grant_id = g.id);
  if not exists (select from unnest(v_paths) path where path not like '%/%') and exists (
    select from unnest(p_ids) asked(id)
    where not exists (
      select from (select coalesce(merged_into, id) as id from citizen where id = asked.id) kept
        join citizen c on c.id = kept.id or c.merged_into = kept.id
        join office o on exists (select from unnest(v_paths) path where o.path = path or starts_with(o.path, path || '/'))
      where (
        exists (select from office_unit s where s.unit_id = c.unit_id and s.office_id = o.id)
        or exists (select from voucher v where v.citizen_id = c.id and v.office_id = o.id)))
  ) then
    raise exception 'a look at personal data beyond the reach of who asks' using errcode = 'insufficient_privilege';
  end if;
  -- Of a paper or a file that names many, one row tells which; of people, a row each.
  insert into access_log (staff_id, session_id, subject_kind, subject_id, reason, route, reference, ip)
    select p_staff, p_session, p_subject_kind, subject, p_reason, p_route, p_reference, p_ip
    from (select p_subject as subject where p_subject is not null
      union all select id::text from unnest(p_ids) id where p_subject is null) looked;
end $$;
