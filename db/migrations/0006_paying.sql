-- From the funder's deposit to the locked settlement: orders and proposals of two people, who may collect for whom, stops,
-- payments with their reversals, returns, bank batches, settlements. Facts are rows with who and when. Rollups are per
-- office and commune only: no row that all counters share. The rights of the application's role close the file.

create table funding (
  handover_id uuid primary key references handover,
  programme text not null references programme,
  month date not null,
  amount_vnd bigint not null check (amount_vnd > 0),
  document text not null
);
create index funding_month on funding (month, programme);

create table cash_order (
  id uuid primary key,
  month date not null,
  from_hand uuid not null references hand,
  to_hand uuid not null references hand,
  amount_vnd bigint not null check (amount_vnd > 0),
  notes jsonb not null,
  needs_approval boolean not null,
  made_by uuid not null,
  made_at timestamptz not null,
  unique (id, made_by)
);
create table cash_order_approval (
  order_id uuid primary key,
  made_by uuid not null,
  approved_by uuid not null,
  approved_at timestamptz not null,
  foreign key (order_id, made_by) references cash_order (id, made_by),
  -- Two people: nobody approves their own order.
  check (approved_by <> made_by)
);
create table cash_order_offer (
  order_id uuid primary key references cash_order,
  handover_id uuid not null references handover
);

-- Maker and checker: what one person asks for, another grants or denies; granting runs it with both names.
create table proposal (
  id uuid primary key,
  kind text not null check (kind in ('bank-cash', 'offer', 'pay-reverse')),
  office_id uuid not null references office,
  command jsonb not null,
  amount_vnd bigint not null check (amount_vnd >= 0),
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  unique (id, made_by)
);
create index proposal_office on proposal (office_id);
create table proposal_ruling (
  proposal_id uuid primary key,
  made_by uuid not null,
  ruled_by uuid not null,
  granted boolean not null,
  note text,
  ruled_at timestamptz not null,
  foreign key (proposal_id, made_by) references proposal (id, made_by),
  check (ruled_by <> made_by)
);

create table authority (
  id uuid primary key,
  citizen_id uuid not null references citizen,
  proxy_name text not null,
  proxy_cccd text not null,
  relation text,
  programmes text[],
  made_on date not null,
  expires_on date not null,
  certified_by text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  -- Law 41/2024/QH15, article 10(2)(d): in writing, certified, at most 12 months from the day it is made.
  check (expires_on > made_on and expires_on <= made_on + interval '12 months')
);
create index authority_citizen on authority (citizen_id);
-- The paper itself, photographed or scanned.
create table authority_image (
  authority_id uuid primary key references authority,
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'application/pdf')),
  sha256 bytea not null check (length(sha256) = 32),
  content bytea not null,
  added_by uuid not null,
  added_at timestamptz not null
);
create table authority_revocation (
  authority_id uuid primary key references authority,
  reason text not null,
  revoked_by uuid not null,
  revoked_at timestamptz not null
);

create table heir (
  id uuid primary key,
  citizen_id uuid not null references citizen,
  full_name text not null,
  cccd text not null,
  relation text not null,
  document text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
create index heir_citizen on heir (citizen_id);

create table payout_stop (
  id uuid primary key,
  citizen_id uuid not null references citizen,
  programme text references programme,
  kind text not null check (kind in ('suspended', 'ended')),
  from_month date not null,
  reason text not null,
  recorded_by text not null,
  recorded_at timestamptz not null
);
create index payout_stop_citizen on payout_stop (citizen_id);
create table payout_stop_lift (
  stop_id uuid primary key references payout_stop,
  reason text not null,
  lifted_by uuid not null,
  lifted_at timestamptz not null
);

create table payment (
  voucher_id uuid not null,
  -- A payment that was taken back by compensation leaves its row; the next one counts on, and only after a reversal.
  attempt smallint not null check (attempt > 0),
  follows smallint generated always as (nullif(attempt - 1, 0)) stored,
  handover_id uuid not null,
  programme text not null,
  month date not null,
  citizen_id uuid not null,
  amount_vnd bigint not null check (amount_vnd > 0),
  office_id uuid not null,
  -- The hand that gave the money in this payment's handover.
  paid_from uuid not null,
  collector_kind text not null check (collector_kind in ('self', 'proxy', 'heir', 'bank')),
  collector_name text not null,
  collector_number text,
  authority_id uuid references authority,
  heir_id uuid references heir,
  receipt_no text not null,
  signed text not null check (signed in ('paper', 'pad', 'bank')),
  paid_at timestamptz not null,
  business_day date not null,
  primary key (voucher_id, attempt),
  -- A payment is of a voucher that moved in its handover, and of no other.
  foreign key (voucher_id, handover_id) references thing_move (thing_id, handover_id),
  check (collector_kind <> 'proxy' or authority_id is not null),
  check (collector_kind <> 'heir' or heir_id is not null)
);
create index payment_handover on payment (handover_id);
-- A receipt's number names its day, and is looked for among the payments of that day.
create index payment_day on payment (business_day, office_id);
-- Payments of a month lie together, so a few bytes a block range find them.
create index payment_month on payment using brin (month);

create table payment_reversal (
  voucher_id uuid not null,
  attempt smallint not null,
  handover_id uuid not null references handover,
  reason text not null,
  primary key (voucher_id, attempt),
  foreign key (voucher_id, attempt) references payment (voucher_id, attempt)
);
alter table payment add foreign key (voucher_id, follows) references payment_reversal (voucher_id, attempt);

create table voucher_return (
  voucher_id uuid not null,
  handover_id uuid not null,
  reason text not null,
  outcome text not null check (outcome in ('carried', 'returned', 'suspended', 'recalled')),
  primary key (voucher_id, handover_id),
  foreign key (voucher_id, handover_id) references thing_move (thing_id, handover_id)
);
create index voucher_return_handover on voucher_return (handover_id);

create table bank_batch (
  id uuid primary key,
  programme text not null references programme,
  month date not null,
  handover_id uuid not null references handover,
  vouchers int not null,
  total_vnd bigint not null,
  made_by text not null,
  made_at timestamptz not null
);
create table bank_answer (
  batch_id uuid primary key references bank_batch,
  file_sha256 bytea not null,
  paid int not null,
  rejected int not null,
  recorded_by text not null,
  recorded_at timestamptz not null
);

create table settlement (
  id uuid primary key,
  programme text not null references programme,
  month date not null,
  figures jsonb not null,
  returned_vnd bigint not null,
  fee_vnd bigint not null,
  return_handover uuid references handover,
  fee_handover uuid references handover,
  made_by uuid not null,
  made_at timestamptz not null,
  unique (programme, month),
  unique (id, made_by)
);
create table settlement_lock (
  settlement_id uuid primary key,
  made_by uuid not null,
  locked_by uuid not null,
  locked_at timestamptz not null,
  foreign key (settlement_id, made_by) references settlement (id, made_by),
  check (locked_by <> made_by)
);

-- Rollups, kept in the transaction of the fact they count and reconciled with the ledger every night.
create table payout_rollup (
  month date not null,
  programme text not null,
  office_id uuid not null references office,
  unit_id int not null,
  due_count int not null default 0,
  due_vnd bigint not null default 0,
  paid_count int not null default 0,
  paid_vnd bigint not null default 0,
  bank_count int not null default 0,
  bank_vnd bigint not null default 0,
  returned_count int not null default 0,
  returned_vnd bigint not null default 0,
  primary key (month, programme, office_id, unit_id)
) with (fillfactor = 60);
create table payout_hour (
  month date not null,
  programme text not null,
  office_id uuid not null references office,
  day date not null,
  hour smallint not null,
  paid_count int not null,
  paid_vnd bigint not null,
  primary key (month, programme, office_id, day, hour)
) with (fillfactor = 60);

-- The last days of a month that had payments are found by one probe a day.
create index payout_hour_day on payout_hour (month, day);

grant select, insert on funder, programme, programme_rule, benefit_rate, payout_setting, form_layout, list_mapping, payout_list,
  voucher, match_review, match_ruling, plan_change, funding, cash_order, cash_order_approval, cash_order_offer,
  proposal, proposal_ruling, authority, authority_image, authority_revocation, heir, payout_stop, payout_stop_lift, payment, payment_reversal, voucher_return, bank_batch,
  bank_answer, settlement, settlement_lock, payout_rollup, payout_hour to tungnha_app;
grant update (valid_to) on programme_rule, benefit_rate to tungnha_app;
grant update (mapping, saved_by, saved_at) on list_mapping to tungnha_app;
-- citizen_id moves when two records prove to be one person; voucher_right then guards the rights of both.
grant update (status, office_id, channel, pay_on, pay_until, citizen_id) on voucher to tungnha_app;
grant update on payout_rollup, payout_hour to tungnha_app;
