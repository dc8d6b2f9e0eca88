-- Payouts: a funder's monthly list becomes vouchers, and a voucher is the right to pay. It is a thing of the custody
-- ledger (voucher.id = thing.id), so whoever holds it, and nobody else, can pay it, and it is paid exactly once.
-- Programmes, calendars, fees and rules are dated rows with their legal basis; a list and a voucher's facts are never
-- overwritten.

create table funder (
  code text primary key,
  name text not null,
  -- What the post holds for this funder and owes it, and where its paid vouchers return.
  agency_hand uuid not null references hand
);

create table programme (
  code text primary key,
  position smallint not null,
  name_vi text not null,
  name_en text not null
);

create table programme_rule (
  id uuid primary key,
  programme text not null references programme,
  valid_from date not null,
  valid_to date,
  legal_basis text not null,
  confidence text not null check (confidence in ('sure', 'secondary', 'derived', 'unsure')),
  -- Columns of this row that rest on custom or contract and wait for the funder's word.
  unsure text[] not null,
  funder_code text not null references funder,
  forms jsonb not null,
  opens_on smallint not null,
  point_from smallint not null,
  point_to smallint not null,
  office_from smallint not null,
  office_to smallint not null,
  bank_from smallint not null,
  bank_to smallint not null,
  settle_on smallint not null,
  unpaid_rule text not null check (unpaid_rule in ('carry', 'return')),
  suspend_after_months smallint not null,
  home_age smallint not null,
  fee_per_million int not null default 0 check (fee_per_million >= 0),
  fee_per_voucher_vnd bigint not null default 0 check (fee_per_voucher_vnd >= 0),
  unique (programme, valid_from)
);

-- Levels and tables of the law: a base, or what a regime and group is due; an amount, or a coefficient of a base.
create table benefit_rate (
  code text not null,
  grade text not null default '',
  valid_from date not null,
  valid_to date,
  amount_vnd bigint,
  coefficient numeric,
  legal_basis text not null,
  confidence text not null,
  primary key (code, grade, valid_from),
  check (amount_vnd is not null or coefficient is not null)
);

create table payout_setting (
  name text not null,
  valid_from date not null,
  value_vnd bigint not null,
  legal_basis text not null,
  primary key (name, valid_from)
);

create table form_layout (
  code text not null,
  valid_from date not null,
  layout jsonb not null,
  legal_basis text not null,
  primary key (code, valid_from)
);

create table list_mapping (
  funder_code text not null references funder,
  fingerprint text not null,
  mapping jsonb not null,
  saved_by uuid,
  saved_at timestamptz not null,
  primary key (funder_code, fingerprint)
);

create table payout_list (
  id uuid primary key,
  programme text not null references programme,
  month date not null check (extract(day from month) = 1),
  kind text not null check (kind in ('regular', 'supplementary', 'withdrawal')),
  file_name text not null,
  file_sha256 bytea not null check (length(file_sha256) = 32),
  file_bytes bigint not null,
  people int not null,
  vouchers int not null,
  total_vnd bigint not null,
  findings jsonb not null,
  handover_id uuid not null references handover,
  accepted_by text not null,
  accepted_at timestamptz not null,
  unique (id, programme, month)
);
create unique index payout_list_file on payout_list (programme, month, kind, file_sha256);

create table voucher (
  id uuid primary key references thing,
  list_id uuid not null,
  line int not null,
  programme text not null,
  month date not null,
  benefit_month date not null,
  kind text not null check (kind in ('regular', 'arrears', 'one_off', 'funeral', 'carried')),
  regime text not null,
  source text not null,
  citizen_id uuid not null references citizen,
  amount_vnd bigint not null check (amount_vnd > 0),
  unit_id int,
  -- What follows is where the voucher stands now; the facts above are never changed (column privileges below).
  status text not null check (status in ('due', 'paid', 'returned', 'withdrawn')),
  office_id uuid not null,
  channel text not null check (channel in ('point', 'office', 'home', 'bank')),
  pay_on date not null,
  pay_until date not null,
  -- A voucher is of its list's programme and month, and of no other.
  foreign key (list_id, programme, month) references payout_list (id, programme, month)
) with (fillfactor = 85);
create unique index voucher_right on voucher (citizen_id, programme, benefit_month, kind, regime);
create index voucher_month on voucher (month, programme, office_id);
create index voucher_list on voucher (list_id, line);

create table match_review (
  id uuid primary key,
  list_id uuid not null references payout_list,
  line int not null,
  citizen_id uuid not null references citizen,
  candidate_id uuid not null references citizen,
  raised_at timestamptz not null
);
create index match_review_citizen on match_review (citizen_id);
create table match_ruling (
  review_id uuid primary key references match_review,
  same boolean not null,
  reason text not null,
  ruled_by uuid not null,
  ruled_at timestamptz not null
);

create table plan_change (
  id uuid primary key,
  office_id uuid not null references office,
  month date not null,
  change jsonb not null,
  vouchers int not null,
  changed_by text not null,
  changed_at timestamptz not null
);
