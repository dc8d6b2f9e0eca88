-- The second wall on personal data. The application's role no longer reads identity numbers, telephones and addresses of
-- citizens, nor what corrections said before and after: a query of a route that was written carelessly, or text that reached
-- SQL, is refused by PostgreSQL itself. What everyday work needs is shown masked by views; a number finds its person by a
-- function; in full they are read by look_at_people and look_at_changes alone, which judge who asks and write down the look
-- in the statement that reads.

-- 045151317021 as 045*****7021, as maskNumber does in the program.
create function masked(p_number text) returns text language sql immutable parallel safe as $$
  select case when length(p_number) < 8 then repeat('*', length(p_number))
    else left(p_number, 3) || repeat('*', length(p_number) - 7) || right(p_number, 4) end
$$;

create view citizen_shown as
  select id, full_name, name_key, tail_key, sex, born_on, birth_year, unit_id, hamlet, bank_account, bank_name, merged_into, recorded_at,
    masked(cccd) as cccd_masked, masked(cmnd) as cmnd_masked, masked(insurance_no) as insurance_no_masked, masked(phone) as phone_masked,
    cccd is not null as has_cccd, insurance_no is not null as has_insurance_no, xmin as row_xmin
  from citizen;

-- The numbers in what a record said, masked; the address and the rest as they are.
create function masked_facts(p_facts jsonb) returns jsonb language sql immutable parallel safe as $$
  select jsonb_object_agg(key, case when key in ('cccd', 'cmnd', 'insurance_no', 'phone') and jsonb_typeof(value) = 'string'
    then to_jsonb(masked(value #>> '{}')) else value end)
  from jsonb_each(p_facts)
$$;

-- Two numbers may look alike once masked, so what a correction changed is said by name.
create view citizen_change_shown as
  select id, citizen_id, masked_facts(before) as before, masked_facts(after) as after,
    array(select key from jsonb_each(after) where value is distinct from before -> key order by key) as changed,
    reason, changed_by, changed_at
  from citizen_change;

revoke select, update on citizen from tungnha_app;
grant select (id, full_name, name_key, tail_key, sex, born_on, birth_year, unit_id, hamlet, bank_account, bank_name, merged_into, recorded_at)
  on citizen to tungnha_app;
-- Where somebody lives moves with them, under a row of citizen_change; every other correction goes through change_citizen.
grant update (unit_id, hamlet) on citizen to tungnha_app;
revoke select on citizen_change from tungnha_app;
grant select (id, citizen_id, reason, changed_by, changed_at) on citizen_change to tungnha_app;
grant select on citizen_shown, citizen_change_shown to tungnha_app;

-- Whose number it is: an id, never a number.
create function find_people(p_kind text, p_number text, p_limit int) returns setof uuid
language plpgsql stable security definer set search_path from current as $$
begin
  case p_kind
    when 'cccd' then return query select id from citizen where cccd = p_number limit p_limit;
    when 'cmnd' then return query select id from citizen where cmnd = p_number limit p_limit;
    when 'insurance_no' then return query select id from citizen where insurance_no = p_number limit p_limit;
    when 'phone' then return query select id from citizen where phone = p_number limit p_limit;
  end case;
end $$;

-- The same for the lines of a list, in their order: the record that bears the CCCD, else the insurance number, else the CMND;
-- the one that was kept where records were merged; null where none does. Volatile, since the planner would run a stable one
-- once more to learn how long its answer is; by the indexes alone, since a plan is kept while the register grows from nothing.
create function match_people(p_cccd text[], p_insurance_no text[], p_cmnd text[]) returns uuid[]
language plpgsql volatile security definer set search_path from current set enable_seqscan = off as $$
begin
  return array(select coalesce(
      case when u.cccd is not null then (select coalesce(c.merged_into, c.id) from citizen c where c.cccd = u.cccd) end,
      case when u.insurance_no is not null then (select coalesce(c.merged_into, c.id) from citizen c where c.insurance_no = u.insurance_no) end,
      case when u.cmnd is not null then (select coalesce(c.merged_into, c.id) from citizen c where c.cmnd = u.cmnd limit 1) end)
    from unnest(p_cccd, p_insurance_no, p_cmnd) as u(cccd, insurance_no, cmnd));
end $$;

-- Which of these people, found by their CCCD, bear another insurance number than a list says, while the one it says is
-- somebody else's. The number on record comes masked.
create function numbers_at_odds(p_line int[], p_citizen uuid[], p_cccd text[], p_insurance_no text[])
returns table (line int, insurance_no_masked text)
language sql stable security definer set search_path from current as $$
  select s.line, masked(c.insurance_no)
  from unnest(p_line, p_citizen, p_cccd, p_insurance_no) as s(line, citizen_id, cccd, insurance_no) join citizen c on c.id = s.citizen_id
  where c.cccd = s.cccd and c.insurance_no <> s.insurance_no
    and exists (select 1 from citizen other where other.insurance_no = s.insurance_no and other.id <> c.id)
$$;

-- Which addresses are one house: the same text for two people of one, a text of their own for those whose address names none.
create function household(p_citizen uuid, p_unit int, p_commune text, p_district text) returns text
language sql stable security definer set search_path from current as $$
  select md5(case when translate(replace(replace(replace(lower(c.address), lower(coalesce(c.hamlet, '')), ''), lower(p_commune), ''),
      lower(coalesce(p_district, '')), ''), ' ,.;-', '') <> ''
    then concat_ws('|', p_unit, c.hamlet, lower(c.address)) else c.id::text end)
  from citizen c where c.id = p_citizen
$$;

-- Judges a look and writes it down; not for the application to call. A look is had by a person with a live session, or whose
-- phone is enrolled and not ended, who holds a role today over the office that serves the person looked at: where the person
-- lives, or where anything was ever to be paid to them. A role at the top of the tree reaches everybody.
create function admit_look(p_ids uuid[], p_staff uuid, p_session uuid, p_device uuid, p_subject_kind text, p_subject text,
  p_reason text, p_route text, p_reference text, p_ip text) returns void
language plpgsql security definer set search_path from current as $$
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
  where g.staff_id = p_staff and g.valid_from <= current_date and coalesce(g.valid_to, 'infinity') >= current_date
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

create function look_at_people(p_ids uuid[], p_staff uuid, p_session uuid, p_device uuid, p_subject_kind text, p_subject text,
  p_reason text, p_route text, p_reference text, p_ip text)
returns table (id uuid, cccd text, cmnd text, insurance_no text, phone text, address text)
language plpgsql security definer set search_path from current as $$
begin
  perform admit_look(p_ids, p_staff, p_session, p_device, p_subject_kind, p_subject, p_reason, p_route, p_reference, p_ip);
  return query select c.id, c.cccd, c.cmnd, c.insurance_no, c.phone, c.address from citizen c where c.id = any (p_ids);
end $$;

-- What corrections of these people said before and after, in full.
create function look_at_changes(p_ids uuid[], p_staff uuid, p_session uuid, p_device uuid, p_subject_kind text, p_subject text,
  p_reason text, p_route text, p_reference text, p_ip text)
returns table (before jsonb, after jsonb, reason text, changed_at timestamptz)
language plpgsql security definer set search_path from current as $$
begin
  perform admit_look(p_ids, p_staff, p_session, p_device, p_subject_kind, p_subject, p_reason, p_route, p_reference, p_ip);
  return query select g.before, g.after, g.reason, g.changed_at from citizen_change g where g.citizen_id = any (p_ids)
    order by g.changed_at, g.id;
end $$;

-- Corrects a record and keeps what it said. Tells the names of what changed; none when nothing would, and null when the id
-- stands for another correction. Search keys go along with a name and are no change of their own.
create function change_citizen(p_id uuid, p_citizen uuid, p_set jsonb, p_keys jsonb, p_reason text, p_by uuid, p_now timestamptz)
returns text[] language plpgsql security definer set search_path from current as $$
declare
  v_known citizen_change;
  v_now jsonb;
  v_changed text[];
  v_after jsonb;
begin
  if exists (select from jsonb_object_keys(p_set) name where name not in ('full_name', 'born_on', 'birth_year', 'sex', 'cccd', 'cmnd',
      'insurance_no', 'phone', 'address', 'bank_account', 'bank_name'))
    or exists (select from jsonb_object_keys(p_keys) name where name not in ('name_key', 'tail_key')) then
    raise exception 'a correction is of facts about a person' using errcode = 'insufficient_privilege';
  end if;
  select * into v_known from citizen_change where id = p_id;
  if found then
    if v_known.citizen_id <> p_citizen or v_known.reason <> p_reason or not p_set @> v_known.after then return null; end if;
    return array(select jsonb_object_keys(v_known.after));
  end if;
  select to_jsonb(c) into strict v_now from citizen c where id = p_citizen for update;
  v_changed := array(select key from jsonb_each(p_set) where value is distinct from v_now -> key);
  if cardinality(v_changed) = 0 then return v_changed; end if;
  select jsonb_object_agg(key, value) into v_after from jsonb_each(p_set) where key = any (v_changed);
  update citizen c set full_name = n.full_name, name_key = n.name_key, tail_key = n.tail_key, born_on = n.born_on,
    birth_year = n.birth_year, sex = n.sex, cccd = n.cccd, cmnd = n.cmnd, insurance_no = n.insurance_no, phone = n.phone,
    address = n.address, bank_account = n.bank_account, bank_name = n.bank_name
  from jsonb_populate_record(null::citizen, v_now || v_after || p_keys) n where c.id = p_citizen;
  insert into citizen_change (id, citizen_id, before, after, reason, changed_by, changed_at)
  select p_id, p_citizen, jsonb_object_agg(name, v_now -> name), v_after, p_reason, p_by, p_now from unnest(v_changed) name;
  return v_changed;
end $$;

-- Of two records of one person the kept one takes the numbers it lacks, and the other points at it; what both said is kept.
-- `p_bank_account` is the account that the kept record has from now on.
create function merge_numbers(p_from uuid, p_into uuid, p_bank_account text, p_reason text, p_by uuid, p_now timestamptz)
returns void language plpgsql security definer set search_path from current as $$
declare
  f citizen;
  i citizen;
  v_numbers jsonb;
begin
  perform 1 from citizen where id in (p_from, p_into) order by id for update;
  select * into strict f from citizen where id = p_from;
  select * into strict i from citizen where id = p_into;
  v_numbers := jsonb_build_object('cccd', coalesce(i.cccd, f.cccd), 'cmnd', coalesce(i.cmnd, f.cmnd),
    'insurance_no', coalesce(i.insurance_no, f.insurance_no), 'phone', coalesce(i.phone, f.phone),
    'bank_account', p_bank_account, 'bank_name', coalesce(i.bank_name, f.bank_name));
  update citizen set merged_into = p_into, cccd = null, cmnd = null, insurance_no = null where id = p_from;
  update citizen c set cccd = n.cccd, cmnd = n.cmnd, insurance_no = n.insurance_no, phone = n.phone, bank_account = n.bank_account,
    bank_name = n.bank_name
  from jsonb_populate_record(null::citizen, v_numbers) n where c.id = p_into;
  insert into citizen_change (id, citizen_id, before, after, reason, changed_by, changed_at) values
    (new_id(), p_from, to_jsonb(f), jsonb_build_object('merged_into', p_into), p_reason, p_by, p_now),
    (new_id(), p_into, to_jsonb(i), v_numbers, p_reason, p_by, p_now);
end $$;

revoke execute on function find_people, match_people, numbers_at_odds, household, admit_look, look_at_people, look_at_changes,
  change_citizen, merge_numbers from public;
grant execute on function find_people, match_people, numbers_at_odds, household, look_at_people, look_at_changes, change_citizen,
  merge_numbers to tungnha_app;
