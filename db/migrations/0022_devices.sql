-- Phones that work without a network. A device is enrolled once, by a code, to one person and office; what it signs is kept byte for
-- byte before anything is done with it; each operation is answered once, and what cannot simply be taken waits for people.

create table device_enrolment (
  id uuid primary key,
  code_hash bytea not null unique check (length(code_hash) = 32),
  staff_id uuid not null references staff,
  office_id uuid not null references office,
  name text not null,
  made_by uuid not null references staff,
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at)
);

-- One enrolment makes one device, and one key is one device.
create table device (
  id uuid primary key,
  enrolment_id uuid not null unique references device_enrolment,
  staff_id uuid not null references staff,
  office_id uuid not null references office,
  name text not null,
  model text not null,
  public_key text collate "C" not null unique,
  enrolled_at timestamptz not null
);
create index device_office on device (office_id);
create index device_staff on device (staff_id);

create table device_end (
  device_id uuid primary key references device,
  how text not null check (how in ('revoked', 'replaced', 'lost')),
  reason text not null,
  ended_by uuid not null references staff,
  ended_at timestamptz not null
);

-- When a device was last heard, how long it says its chain is, and up to which number the chain is here without a gap: the one
-- row of it that is overwritten.
create table device_heard (
  device_id uuid primary key references device,
  heard_at timestamptz not null,
  last_seq int not null,
  whole_seq int not null
);

-- Every operation as it came. Numbers are not unique: two tabs of one phone may have used one twice, and both acts happened.
create table device_operation (
  id uuid primary key,
  device_id uuid not null references device,
  seq int not null check (seq > 0),
  hash bytea not null check (length(hash) = 32),
  prev bytea not null check (length(prev) = 32),
  content text not null,
  signature text not null,
  kind text not null,
  occurred_at timestamptz not null,
  -- The server's judgement of when it happened, how it came to it, and by how much the phone's clock was off.
  happened_at timestamptz not null,
  timed_by text not null check (timed_by in ('monotonic', 'offset', 'sending', 'receipt')),
  skew_ms bigint not null,
  received_at timestamptz not null check (happened_at <= received_at),
  -- Who brought it, when it did not come from the phone itself.
  carried_by uuid references staff,
  marks text[] not null,
  xid xid8 not null default pg_current_xact_id()
);
create index device_operation_chain on device_operation (device_id, seq);
create index device_operation_place on device_operation (xid, id);

create table device_answer (
  operation_id uuid primary key references device_operation,
  outcome text not null check (outcome in ('posted', 'refused', 'quarantined')),
  code text,
  facts jsonb not null,
  receipt jsonb,
  answered_at timestamptz not null,
  check ((outcome = 'posted') or code is not null)
);

-- What people have to rule on: an operation kept aside, or one that was recorded and contradicts what was known.
create table device_exception (
  id uuid primary key,
  operation_id uuid not null unique references device_operation,
  office_id uuid not null references office,
  state text not null check (state in ('quarantined', 'conflict')),
  code text not null,
  facts jsonb not null,
  case_id uuid references custody_case,
  -- How many people must say the same.
  needs smallint not null check (needs in (1, 2)),
  opened_at timestamptz not null
);
create index device_exception_office on device_exception (office_id);

create table device_exception_entry (
  id uuid primary key,
  exception_id uuid not null references device_exception,
  kind text not null check (kind in ('explained', 'apply', 'dismiss')),
  note text not null,
  written_by uuid not null references staff,
  written_at timestamptz not null
);
create unique index device_exception_said on device_exception_entry (exception_id, written_by) where kind <> 'explained';

create table device_exception_ruling (
  exception_id uuid primary key references device_exception,
  ruling text not null check (ruling in ('apply', 'dismiss')),
  outcome text check (outcome in ('posted', 'refused', 'quarantined')),
  code text,
  facts jsonb not null,
  receipt jsonb,
  case_id uuid references custody_case,
  ruled_at timestamptz not null
);

-- One alarm for one thing that went wrong, however often it is sent again.
create table device_alarm (
  id uuid primary key,
  device_id uuid not null references device,
  kind text not null,
  about text collate "C" not null,
  facts jsonb not null,
  raised_at timestamptz not null,
  unique (device_id, kind, about)
);

create table device_alarm_end (
  alarm_id uuid primary key references device_alarm,
  note text not null,
  ended_by uuid not null references staff,
  ended_at timestamptz not null
);

-- Files that operations have named, and those of them that are here whole.
create table device_attachment (
  device_id uuid not null references device,
  sha256 bytea not null check (length(sha256) = 32),
  bytes int not null check (bytes > 0),
  media_type text not null,
  operation_id uuid not null references device_operation,
  primary key (device_id, sha256)
);

create table device_attachment_kept (
  device_id uuid not null,
  sha256 bytea not null,
  kept_at timestamptz not null,
  primary key (device_id, sha256),
  foreign key (device_id, sha256) references device_attachment
);

grant select, insert on device_enrolment, device, device_end, device_operation, device_answer, device_exception,
  device_exception_entry, device_exception_ruling, device_alarm, device_alarm_end, device_attachment, device_attachment_kept
  to tungnha_app;
grant select, insert, update on device_heard to tungnha_app;

-- A hand that nothing may leave or enter but by the procedure that froze it: the bag of a lost phone.
create table hand_freeze (
  id uuid primary key,
  hand_id uuid not null references hand,
  reason text not null,
  frozen_by uuid not null references staff,
  frozen_at timestamptz not null
);
create index hand_freeze_hand on hand_freeze (hand_id);

create table hand_thaw (
  freeze_id uuid primary key references hand_freeze,
  reason text not null,
  thawed_by uuid not null references staff,
  thawed_at timestamptz not null
);

grant select, insert on hand_freeze, hand_thaw to tungnha_app;

-- A visit at the door says more than a counter: that the person has moved or died, and what is to be done next.
alter table voucher_attempt drop constraint voucher_attempt_reason_check;
alter table voucher_attempt add constraint voucher_attempt_reason_check check (reason in
  ('absent', 'refused', 'no_papers', 'wrong_person', 'amount_disputed', 'moved', 'dead', 'unreachable', 'other'));
alter table voucher_attempt add column next_step text, add column again_on date;

alter table proposal drop constraint proposal_kind_check;
alter table proposal add constraint proposal_kind_check check (kind in
  ('bank-cash', 'offer', 'pay-reverse', 'case-ruling', 'unpaid-return', 'death-correction', 'bag-reissue'));

drop function pay_vouchers(timestamptz, uuid[], text[], uuid[], text[], uuid[], uuid[], uuid[], uuid[], int[], timestamptz[], bytea[], text[], text[], jsonb[], text[], text[], text[], uuid[], uuid[], int[], uuid[], uuid[], uuid[], bigint[], int[], int[], int[]);

-- Pays as before, and says which device an act came from: posts the acts of many tills and records what was posted, in one call. Each act moves its vouchers from the desk
-- of its till to their funders and the cash from the till's drawer to the payee. What the acts of a till share stands once,
-- in the till's columns. Answers, as the posting function does, for every act that was not simply posted today.
create function pay_vouchers(
  p_now timestamptz,
  p_till_person uuid[], p_till_name text[], p_till_office uuid[], p_till_code text[], p_till_drawer uuid[], p_till_desk uuid[],
  p_till_party uuid[],
  p_id uuid[], p_device uuid[], p_till int[], p_occurred_at timestamptz[], p_input_hash bytea[], p_letters text[], p_signed text[],
  p_proof jsonb[], p_collector_kind text[], p_collector_name text[], p_collector_number text[], p_authority uuid[], p_heir uuid[],
  p_at int[], p_voucher uuid[], p_agency uuid[], p_citizen uuid[], p_vnd bigint[],
  p_count_at int[], p_count_note int[], p_count_pieces int[]
) returns table (act_at int, answer text, facts jsonb, posted_on date)
language plpgsql security definer set search_path from current
set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  v_acts int := cardinality(p_id);
  v_none uuid[] := array_fill(null::uuid, array[cardinality(p_id)]);
  v_kind text[] := array_fill('pay'::text, array[cardinality(p_id)]);
  v_person text[] := array_fill('person'::text, array[cardinality(p_id)]);
  v_reason text[] := array_fill(null::text, array[cardinality(p_id)]);
  v_paid_side text[] := array_fill('paid'::text, array[cardinality(p_count_at)]);
  v_actor uuid[];
  v_name text[];
  v_office uuid[];
  v_drawer uuid[];
  v_from uuid[];
  v_desk uuid[];
  v_party uuid[];
  v_answer text[];
  v_facts jsonb[];
  v_day date[];
  v_receipt text[];
begin
  select array_agg(p_till_person[t]), array_agg(p_till_name[t]), array_agg(p_till_office[t]), array_agg(p_till_drawer[t])
  into v_actor, v_name, v_office, v_drawer
  from (select p_till[i] as t from generate_series(1, v_acts) i) acts;
  select array_agg(p_till_drawer[t]), array_agg(p_till_desk[t]), array_agg(p_till_party[t]) into v_from, v_desk, v_party
  from (select p_till[p_at[i]] as t from generate_series(1, cardinality(p_at)) i) moves;

  select array_agg(a.answer), array_agg(a.facts), array_agg(a.posted_on) into v_answer, v_facts, v_day
  from post_handovers(p_now, p_id, v_kind, v_person, v_actor, v_name, p_device, v_office, p_occurred_at, v_reason, p_proof, p_input_hash,
    v_none, v_none, v_none, p_at, v_from, v_party, p_vnd, p_at, p_voucher, v_desk, p_agency,
    p_count_at, v_paid_side, p_count_note, p_count_pieces, '{}', '{}') a;

  select array_agg(p_till_code[p_till[i]] || to_char(v_day[i], '-YYMMDD-') || p_letters[i]) into v_receipt from generate_series(1, v_acts) i;

  if 'posted' = all (v_answer) then
    perform record_payments(p_now, p_id, v_office, v_drawer, v_day, v_receipt, p_signed, p_collector_kind, p_collector_name,
      p_collector_number, p_authority, p_heir, p_at, p_voucher, p_citizen);
  else
    perform record_payments(p_now, p_id, v_office, v_drawer, v_day, v_receipt, p_signed, p_collector_kind, p_collector_name,
      p_collector_number, p_authority, p_heir, array_agg(p_at[i]), array_agg(p_voucher[i]), array_agg(p_citizen[i]))
    from generate_series(1, cardinality(p_at)) i where v_answer[p_at[i]] = 'posted' having count(*) > 0;
  end if;

  return query select i, v_answer[i], v_facts[i], v_day[i] from generate_series(1, v_acts) i
    where v_answer[i] <> 'posted' or v_day[i] <> (p_now at time zone 'Asia/Ho_Chi_Minh')::date;
end $$;

revoke execute on function pay_vouchers from public;
grant execute on function pay_vouchers to tungnha_app;
