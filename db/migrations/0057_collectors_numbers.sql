-- Identity numbers of proxies and heirs go behind the wall of decision 0040: everyday work sees them masked, a card finds its papers
-- by a function, and in full they are read by a function that judges who asks and writes down the look. A payment no longer copies
-- them, since it names the paper they stand in; what a bank was paid into is sealed by the application (decision 0041), and so is
-- what earlier payments said.

create view authority_shown as select id, masked(proxy_cccd) as proxy_cccd_masked from authority;
create view heir_shown as select id, masked(cccd) as cccd_masked from heir;

revoke select on authority, heir from tungnha_app;
grant select (id, citizen_id, proxy_name, relation, programmes, made_on, expires_on, certified_by, recorded_by, recorded_at)
  on authority to tungnha_app;
grant select (id, citizen_id, full_name, relation, document, recorded_by, recorded_at) on heir to tungnha_app;
grant select on authority_shown, heir_shown to tungnha_app;

-- The papers in the name of a card's holder: their ids, never a number.
create function find_collecting(p_number text) returns table (authority_id uuid, heir_id uuid)
language sql stable security definer set search_path = province, pg_temp as $$
  select id, null::uuid from authority where proxy_cccd = p_number
  union all
  select null, id from heir where cccd = p_number
$$;
revoke execute on function find_collecting(text) from public;
grant execute on function find_collecting(text) to tungnha_app;

-- The numbers of those who may collect for these people, by the id of the paper.
create function look_at_collectors(p_ids uuid[], p_staff uuid, p_session uuid, p_device uuid, p_subject_kind text, p_subject text,
  p_reason text, p_route text, p_reference text, p_ip text)
returns table (id uuid, cccd text)
language plpgsql security definer set search_path = province, pg_temp as $$
begin
  perform admit_look(p_ids, p_staff, p_session, p_device, p_subject_kind, p_subject, p_reason, p_route, p_reference, p_ip);
  return query
    with asked as (select c.id from citizen c where c.id = any (p_ids) or c.merged_into = any (p_ids))
    select a.id, a.proxy_cccd from authority a join asked on asked.id = a.citizen_id
    union all
    select h.id, h.cccd from heir h join asked on asked.id = h.citizen_id;
end $$;
revoke execute on function look_at_collectors(uuid[], uuid, uuid, uuid, text, text, text, text, text, text) from public;
grant execute on function look_at_collectors(uuid[], uuid, uuid, uuid, text, text, text, text, text, text) to tungnha_app;
