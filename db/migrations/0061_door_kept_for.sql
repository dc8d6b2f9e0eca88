-- What happened at the door of the house is kept as long as other records of the running of an office, and removed after.

alter table retention_rule drop constraint retention_rule_what_check;
alter table retention_rule add constraint retention_rule_what_check check
  (what in ('sign-in-attempt', 'session', 'verification', 'authority-image', 'citizen-note', 'list-check', 'access-event'));
insert into retention_rule values
  ('access-event', '2000-01-01', 1826, 'Nghị định 174/2016/NĐ-CP, Điều 12: tài liệu điều hành giữ 5 năm', 'derived');

create or replace function purge_expired(p_now timestamptz) returns int language plpgsql security definer set search_path = province, pg_temp as $$
declare
  r record;
  v_before timestamptz;
  v_removed int;
  v_all int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('purge'));
  for r in
    select distinct on (what) what, days from retention_rule
    where valid_from <= (p_now at time zone 'Asia/Ho_Chi_Minh')::date order by what, valid_from desc
  loop
    v_before := p_now - make_interval(days => r.days);
    case r.what
      when 'sign-in-attempt' then delete from sign_in_attempt where at < v_before;
      when 'session' then delete from session where expires_at < v_before;
      when 'access-event' then delete from access_event where at < v_before;
      when 'verification' then delete from verification where expires_at < v_before;
      when 'citizen-note' then delete from citizen_note where written_at < v_before;
      when 'authority-image' then
        -- Of an authority that still counts, or under which was paid within the time, the image stays.
        delete from authority_image i using authority a
        where a.id = i.authority_id and a.expires_on < v_before::date and i.added_at < v_before
          and not exists (select 1 from payment p where p.authority_id = a.id and p.paid_at >= v_before);
      when 'list-check' then
        with gone as (
          delete from list_check where checked_at < v_before returning file_sha256
        ), noted as (
          insert into file_unused as u (sha256, since) select distinct file_sha256, p_now from gone
            on conflict (sha256) do update set since = excluded.since, removed_at = null
        )
        select count(*) into v_removed from gone;
    end case;
    if r.what <> 'list-check' then
      get diagnostics v_removed = row_count;
    end if;
    v_all := v_all + v_removed;
    if v_removed > 0 then
      insert into purge_run (at, what, days, removed) values (p_now, r.what, r.days, v_removed)
      on conflict (at, what) do update set removed = purge_run.removed + excluded.removed;
    end if;
  end loop;
  return v_all;
end $$;
