-- Taking back what was taken in: a whole list by its withdrawal, a withdrawal by its restoration, a ruling on who somebody is. Papers laid
-- beside a difference. What was only looked at and never entered is kept for a time that is dated data, and then removed.

-- A withdrawn voucher gives its right free: the funder's corrected list may bring the same person again. Whatever withdrew it
-- stands in the key, so that two withdrawn ones never meet there, and two that stand always do. A predicate on the status
-- would do the same, and would cost every payment its place in the page (an update of a column that an index knows).
alter table voucher add column withdrawn_by uuid;
update voucher v set withdrawn_by =
  (select m.handover_id from thing_move m where m.thing_id = v.id order by m.handover_id desc limit 1)
  where v.status = 'withdrawn';
drop index voucher_right;
create unique index voucher_right on voucher (citizen_id, programme, benefit_month, kind, regime, withdrawn_by) nulls not distinct;
alter table voucher add constraint voucher_withdrawn_by check (status <> 'withdrawn' or withdrawn_by is not null) not valid;
grant update (withdrawn_by) on voucher to tungnha_app;

-- The withdrawal of a whole list is a withdrawal list that the post makes itself: of what is still unpaid of that list.
create table list_withdrawal (
  list_id uuid primary key references payout_list,
  of_list uuid not null references payout_list,
  -- The funder's letter or decision that asks for it.
  document text not null,
  reason text not null,
  made_by uuid not null,
  witnessed_by uuid,
  check (witnessed_by <> made_by)
);
create index list_withdrawal_of on list_withdrawal (of_list);

-- A withdrawal taken back: its vouchers stand again on the desks they left.
create table list_restoration (
  list_id uuid primary key references payout_list,
  id uuid not null unique,
  reason text not null,
  vouchers int not null check (vouchers > 0),
  total_vnd bigint not null check (total_vnd > 0),
  made_by uuid not null,
  made_by_name text not null,
  witnessed_by uuid,
  made_at timestamptz not null,
  check (witnessed_by <> made_by)
);
grant select, insert on list_withdrawal, list_restoration to tungnha_app;

alter table proposal drop constraint proposal_kind_check;
alter table proposal add constraint proposal_kind_check check (kind in ('bank-cash', 'offer', 'pay-reverse', 'case-ruling', 'unpaid-return',
  'death-correction', 'bag-reissue', 'list-withdrawal', 'list-restoration'));

-- What a ruling that two records are one person has moved, so that it can be taken back exactly; null for rulings made before.
alter table match_ruling add column moved jsonb;
create index match_ruling_newest on match_ruling (ruled_at desc, review_id desc);
-- A ruling that was wrong: what it said, and who took it back. The review stands open again.
create table match_ruling_correction (
  id uuid primary key,
  review_id uuid not null references match_review,
  same boolean not null,
  ruling_reason text not null,
  ruled_by uuid not null,
  ruled_at timestamptz not null,
  moved jsonb,
  reason text not null,
  corrected_by uuid not null,
  corrected_at timestamptz not null
);
create index match_ruling_correction_review on match_ruling_correction (review_id);
create index match_ruling_correction_newest on match_ruling_correction (corrected_at desc, id desc);

-- Moves a ruling into its corrections and the vouchers that it moved back to their record. Answers how many went back; null when the
-- review is not ruled on. Nothing may have been paid upon it: the application asks first, and this refuses for certain.
create function take_ruling_back(p_id uuid, p_review uuid, p_reason text, p_by uuid, p_now timestamptz)
returns int language plpgsql security definer set search_path from current as $$
declare
  g match_ruling;
  v match_review;
  v_moved uuid[];
  v_back int := 0;
begin
  select * into g from match_ruling where review_id = p_review for update;
  if g.review_id is null then
    return null;
  end if;
  select * into v from match_review where id = p_review;
  if g.same then
    v_moved := array(select jsonb_array_elements_text(g.moved -> 'vouchers')::uuid);
  else
    v_moved := array(select id from voucher where citizen_id = v.citizen_id);
  end if;
  perform 1 from voucher where id = any (v_moved) order by id for update;
  if exists (select 1 from payment p where p.voucher_id = any (v_moved) and p.paid_at >= g.ruled_at
      and not exists (select 1 from payment_reversal r where r.voucher_id = p.voucher_id and r.attempt = p.attempt)) then
    raise exception 'a ruling is not taken back after a payment upon it' using errcode = 'check_violation';
  end if;
  if g.same then
    if g.moved is null then
      raise exception 'a ruling is taken back only where it is known what it moved' using errcode = 'check_violation';
    end if;
    update voucher set citizen_id = v.citizen_id where id = any (v_moved);
    get diagnostics v_back = row_count;
  end if;
  delete from match_ruling where review_id = p_review;
  insert into match_ruling_correction (id, review_id, same, ruling_reason, ruled_by, ruled_at, moved, reason, corrected_by, corrected_at)
  values (p_id, p_review, g.same, g.reason, g.ruled_by, g.ruled_at, g.moved, p_reason, p_by, p_now);
  return v_back;
end $$;
grant select on match_ruling_correction to tungnha_app;
revoke execute on function take_ruling_back from public;
grant execute on function take_ruling_back to tungnha_app;

-- Papers laid beside a difference: a photograph of a count, a signed statement. Kept whole, never changed.
create table case_paper (
  id uuid primary key,
  case_id uuid not null references custody_case,
  title text not null,
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'application/pdf')),
  sha256 bytea not null check (length(sha256) = 32),
  bytes int not null check (bytes > 0),
  content bytea not null,
  added_by uuid not null,
  added_by_name text not null,
  added_at timestamptz not null
);
create unique index case_paper_once on case_paper (case_id, sha256);
alter table case_paper alter column content set storage external;
grant select, insert on case_paper to tungnha_app;

-- A funder's file that was looked at and never entered, with its report, is removed after a time; the list's own file stays with it.
alter table retention_rule drop constraint retention_rule_what_check;
alter table retention_rule add constraint retention_rule_what_check check
  (what in ('sign-in-attempt', 'session', 'verification', 'authority-image', 'citizen-note', 'list-check'));
insert into retention_rule values
  ('list-check', '2000-01-01', 90, 'Chỉ giữ khi còn cần để sửa và nhận lại danh sách; tệp đã nhận giữ cùng danh sách', 'derived');
create index list_check_age on list_check (checked_at);
create index list_check_file on list_check (file_sha256);
create index payout_list_by_file on payout_list (file_sha256);
-- Files on disk that nothing names any more, to be removed by the job that purged what named them.
create table file_unused (
  sha256 bytea primary key check (length(sha256) = 32),
  since timestamptz not null,
  removed_at timestamptz
);
create index file_unused_left on file_unused (since) where removed_at is null;
grant select, update (removed_at) on file_unused to tungnha_app;

create or replace function purge_expired(p_now timestamptz) returns int language plpgsql security definer set search_path from current as $$
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
