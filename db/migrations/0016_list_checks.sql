-- A funder's file is looked at before it is entered: read, judged against itself, the register and the lists before it,
-- and nothing entered. The file is kept by its hash and the look is a fact of its own, so that whoever accepts the list
-- names what they have seen, and a reload or another day shows the same report.

create table list_check (
  id uuid primary key,
  programme text not null references programme,
  month date not null check (extract(day from month) = 1),
  kind text not null check (kind in ('regular', 'supplementary', 'withdrawal')),
  file_name text not null,
  file_sha256 bytea not null check (length(file_sha256) = 32),
  file_bytes bigint not null check (file_bytes > 0),
  -- Field to column as given by hand; null where the heads spoke for themselves.
  mapping jsonb,
  outcome text not null check (outcome in ('clean', 'already', 'refused')),
  people int not null,
  total_vnd bigint not null,
  report jsonb not null,
  checked_by uuid not null,
  checked_by_name text not null,
  checked_at timestamptz not null
);
create index list_check_month on list_check (month, checked_at);

grant select, insert on list_check to tungnha_app;
