-- What the law on personal data (91/2025/QH15, Decree 356/2025/NĐ-CP) asks of whoever keeps a register of citizens: requests of
-- the people concerned with their time limit, what was done about them, breaches with their notices, and how long data is kept.
-- All of it is append-only: an answer and a closing are rows of their own.

-- Time limits in hours, dated: the law may change them.
create table privacy_limit (
  name text not null check (name in ('answer', 'breach-notice')),
  valid_from date not null,
  hours int not null check (hours > 0),
  legal_basis text not null,
  primary key (name, valid_from)
);
insert into privacy_limit values
  ('answer', '2000-01-01', 72, 'Nghị định 13/2023/NĐ-CP, Điều 14–16; giữ nguyên cho đến khi có quy định khác'),
  ('breach-notice', '2000-01-01', 72, 'Luật 91/2025/QH15; thông báo cho A05 trong 72 giờ');

create table subject_request (
  id uuid primary key,
  -- Null when the one who asks stands in no list here, or is not yet found.
  citizen_id uuid references citizen,
  kind text not null check (kind in ('see', 'correct', 'restrict', 'erase', 'object')),
  asked_by text not null,
  -- What showed that they are who they say: a paper that was seen, an authority.
  identified_by text not null,
  text text not null,
  received_at timestamptz not null,
  due_at timestamptz not null,
  recorded_by uuid not null references staff,
  recorded_at timestamptz not null,
  check (due_at > received_at)
);
create index subject_request_due on subject_request (due_at, id);
create index subject_request_citizen on subject_request (citizen_id);

create table subject_request_answer (
  request_id uuid primary key references subject_request,
  outcome text not null check (outcome in ('done', 'partly', 'refused')),
  text text not null,
  -- What the system itself did with it, and to what.
  act text not null check (act in ('none', 'restrict', 'lift', 'erase')),
  removed jsonb not null default '{}',
  answered_by uuid not null references staff,
  answered_at timestamptz not null
);

-- From here on the numbers of this person are not shown in full; payments go on, for they are a duty of the state.
create table citizen_restriction (
  id uuid primary key references subject_request,
  citizen_id uuid not null references citizen,
  restricted_at timestamptz not null
);
create index citizen_restriction_citizen on citizen_restriction (citizen_id);
create table citizen_restriction_lift (
  restriction_id uuid primary key references citizen_restriction,
  request_id uuid not null references subject_request,
  lifted_at timestamptz not null
);

create table data_breach (
  id uuid primary key,
  found_at timestamptz not null,
  -- When it began, where that is known.
  happened_at timestamptz,
  kind text not null check (kind in ('disclosed', 'lost', 'altered', 'misused', 'other')),
  description text not null,
  -- How many people, as far as known.
  people int check (people >= 0),
  sensitive boolean not null,
  notify_by timestamptz not null,
  recorded_by uuid not null references staff,
  recorded_at timestamptz not null
);
create index data_breach_found on data_breach (found_at desc, id desc);
create table data_breach_entry (
  id uuid primary key,
  breach_id uuid not null references data_breach,
  kind text not null check (kind in ('measure', 'notice-authority', 'notice-people', 'closed')),
  text text not null,
  at timestamptz not null,
  written_by uuid not null references staff,
  written_at timestamptz not null
);
create unique index data_breach_closed on data_breach_entry (breach_id) where kind = 'closed';
create index data_breach_entry_breach on data_breach_entry (breach_id, written_at);

-- How long what is kept, counted from the end of its use. What is not named here is kept: the ledger, its documents and the log of looks.
create table retention_rule (
  what text not null check (what in ('sign-in-attempt', 'session', 'verification', 'authority-image', 'citizen-note')),
  valid_from date not null,
  days int not null check (days > 0),
  legal_basis text not null,
  confidence text not null check (confidence in ('sure', 'secondary', 'derived', 'unsure')),
  primary key (what, valid_from)
);
insert into retention_rule values
  ('sign-in-attempt', '2000-01-01', 30, 'Chỉ giữ khi còn cần cho việc chống dò mật khẩu', 'derived'),
  ('session', '2000-01-01', 90, 'Chỉ giữ khi còn cần để tra vết đăng nhập', 'derived'),
  ('verification', '2000-01-01', 7, 'Mã dùng một lần đã hết hạn', 'derived'),
  ('authority-image', '2000-01-01', 3653, 'Luật Kế toán 88/2015/QH13, Điều 41; Nghị định 174/2016/NĐ-CP, Điều 13: chứng từ ghi sổ giữ 10 năm', 'secondary'),
  ('citizen-note', '2000-01-01', 1826, 'Nghị định 174/2016/NĐ-CP, Điều 12: tài liệu điều hành giữ 5 năm', 'secondary');

create table purge_run (
  at timestamptz not null,
  what text not null,
  days int not null,
  removed int not null,
  primary key (at, what)
);

-- Removes what is older than its rule and says how much; the only way by which the application removes personal data by age.
create function purge_expired(p_now timestamptz) returns int language plpgsql security definer set search_path from current as $$
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
    end case;
    get diagnostics v_removed = row_count;
    v_all := v_all + v_removed;
    if v_removed > 0 then
      insert into purge_run (at, what, days, removed) values (p_now, r.what, r.days, v_removed)
      on conflict (at, what) do update set removed = purge_run.removed + excluded.removed;
    end if;
  end loop;
  return v_all;
end $$;

-- Removes of a person what no law obliges to keep: how to reach them, their account, notes about them. What the ledger and its
-- documents say stays. Only for a request of that person to be erased, once, and not while a voucher is due to them.
create function erase_person(p_request uuid, p_by uuid, p_text text, p_outcome text, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path from current as $$
declare
  v_citizen uuid;
  v_records uuid[];
  v_removed jsonb;
begin
  select citizen_id into v_citizen from subject_request where id = p_request and kind = 'erase' for update;
  if v_citizen is null then
    raise exception 'only what was asked for by the person is erased' using errcode = 'foreign_key_violation';
  end if;
  select array_agg(id) into v_records from citizen where id = v_citizen or merged_into = v_citizen;
  perform 1 from citizen where id = any (v_records) order by id for update;
  if exists (select 1 from voucher where citizen_id = any (v_records) and status = 'due') then
    return null;
  end if;
  with gone_notes as (
    delete from citizen_note where citizen_id = any (v_records) returning 1
  ), was as (
    select count(phone) as phones, count(address) as addresses, count(bank_account) as accounts from citizen where id = any (v_records)
  ), emptied as (
    update citizen set phone = null, address = null, hamlet = null, bank_account = null, bank_name = null
    where id = any (v_records) returning 1
  ), changes as (
    update citizen_change set
      before = before - array['phone', 'address', 'hamlet', 'bank_account', 'bank_name'],
      after = after - array['phone', 'address', 'hamlet', 'bank_account', 'bank_name']
    where citizen_id = any (v_records) returning 1
  )
  select jsonb_build_object('phones', phones, 'addresses', addresses, 'accounts', accounts,
    'notes', (select count(*) from gone_notes), 'records', (select count(*) from emptied), 'changes', (select count(*) from changes))
  into v_removed from was;
  insert into subject_request_answer (request_id, outcome, text, act, removed, answered_by, answered_at)
  values (p_request, p_outcome, p_text, 'erase', v_removed, p_by, p_now);
  return v_removed;
end $$;

grant select, insert on subject_request, subject_request_answer, citizen_restriction, citizen_restriction_lift, data_breach,
  data_breach_entry to tungnha_app;
grant select, insert on privacy_limit, retention_rule to tungnha_app;
grant select on purge_run to tungnha_app;
revoke execute on function purge_expired, erase_person from public;
grant execute on function purge_expired, erase_person to tungnha_app;
