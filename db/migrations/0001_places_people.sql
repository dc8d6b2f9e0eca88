-- The two registers that every module reads: places (administrative units, holidays, offices) and people (citizens).
-- Units change by law, so each is a dated row and a code may return under another name (19333 was Phường 1 of Đông Hà,
-- and is Phường Đông Hà from 2025-07-01). Search keys are stored without diacritics and compared bytewise.

-- UUIDv7 (RFC 9562) made by the database; PostgreSQL 18 has its own, 16 and 17 compose it from the clock and random bits.
create function new_id() returns uuid language sql volatile as $$
  select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
    || '7' || substr(r, 14, 3) || substr(r, 17, 16))::uuid
  from (select replace(gen_random_uuid()::text, '-', '') as r) random
$$;

create table setting (
  name text primary key,
  value jsonb not null,
  set_at timestamptz not null default now()
);

create table unit (
  id int generated always as identity primary key,
  code text not null,
  level text not null check (level in ('province', 'district', 'commune')),
  name text not null,
  name_key text collate "C" not null,
  parent_id int references unit,
  valid_from date not null,
  valid_to date,
  legal_basis text not null,
  lat double precision,
  lon double precision,
  unique (code, level, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);
create index unit_parent on unit (parent_id);
create index unit_name on unit (name_key);

create table unit_succession (
  from_id int not null references unit,
  to_id int not null references unit,
  effective_on date not null,
  legal_basis text not null,
  primary key (from_id, to_id)
);

-- Days off and days swapped: a Saturday worked in exchange stands here too, as what it is.
create table holiday (
  day date primary key,
  kind text not null check (kind in ('holiday', 'substitute', 'swapped-off', 'swapped-work')),
  name text not null,
  legal_basis text not null,
  confidence text not null
);

create table office (
  id uuid primary key,
  code text not null unique,
  name text not null,
  name_key text collate "C" not null,
  kind text not null check (kind in ('province', 'district', 'point')),
  parent_id uuid references office,
  path text collate "C" not null unique,
  unit_id int references unit,
  lat double precision,
  lon double precision,
  opened_on date not null,
  closed_on date
);
create index office_parent on office (parent_id);

-- Which communes an office serves, dated, because points open, close and are redrawn.
create table office_unit (
  office_id uuid not null references office,
  unit_id int not null references unit,
  valid_from date not null,
  valid_to date,
  primary key (unit_id, valid_from)
);
create index office_unit_office on office_unit (office_id);

create table citizen (
  id uuid primary key,
  full_name text not null,
  name_key text collate "C" not null,
  tail_key text collate "C" not null,
  sex text check (sex in ('male', 'female')),
  born_on date,
  birth_year smallint,
  cccd text check (cccd ~ '^[0-9]{12}$'),
  cmnd text check (cmnd ~ '^[0-9]{9}$'),
  insurance_no text check (insurance_no ~ '^[0-9]{10}$'),
  phone text,
  unit_id int references unit,
  hamlet text,
  address text,
  bank_account text,
  bank_name text,
  -- Two records found to be one person: the later one points at the kept one; its vouchers follow it.
  merged_into uuid references citizen,
  recorded_at timestamptz not null
);
create unique index citizen_cccd on citizen (cccd) where cccd is not null;
create unique index citizen_insurance_no on citizen (insurance_no) where insurance_no is not null;
create index citizen_cmnd on citizen (cmnd) where cmnd is not null;
create index citizen_phone on citizen (phone) where phone is not null;
-- A name search reads its candidates from the index alone, so the year of birth and the id stand in it.
create index citizen_name on citizen (name_key, birth_year) include (id);
create index citizen_tail on citizen (tail_key, birth_year) include (id);
create index citizen_unit on citizen (unit_id, name_key, birth_year) include (id);
create index citizen_unit_tail on citizen (unit_id, tail_key, birth_year) include (id);
create index citizen_merged on citizen (merged_into) where merged_into is not null;

create table citizen_death (
  citizen_id uuid primary key references citizen,
  died_on date not null,
  document text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);

-- What a citizen's record said before a correction, and who corrected it.
create table citizen_change (
  id uuid primary key,
  citizen_id uuid not null references citizen,
  before jsonb not null,
  after jsonb not null,
  reason text not null,
  changed_by uuid not null,
  changed_at timestamptz not null
);
create index citizen_change_citizen on citizen_change (citizen_id);

grant select on setting, unit, unit_succession, holiday, office, office_unit, citizen, citizen_death, citizen_change to tungnha_app;
grant insert, update on setting to tungnha_app;
grant insert on unit, unit_succession, holiday, office, office_unit, citizen, citizen_death, citizen_change to tungnha_app;
grant update on unit, holiday, office, office_unit, citizen to tungnha_app;
