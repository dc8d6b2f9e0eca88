-- The plan of a month: how many people an office can serve in a day, as a dated figure with who set it; and each printing of
-- the plan as a fact of its own, with what stood on the paper, so that what has changed since can be told line by line.

create table plan_limit (
  office_id uuid not null references office,
  valid_from date not null,
  -- People a day; null lifts the limit from that day on.
  people int check (people > 0),
  set_by text not null,
  set_at timestamptz not null,
  primary key (office_id, valid_from, set_at)
);

create table plan_print (
  id uuid primary key,
  office_id uuid not null references office,
  month date not null check (extract(day from month) = 1),
  cells jsonb not null,
  people int not null,
  total_vnd bigint not null,
  printed_by text not null,
  printed_at timestamptz not null
);
create index plan_print_office on plan_print (office_id, month, printed_at);
create index plan_change_office on plan_change (office_id, month, changed_at);

grant select, insert on plan_limit, plan_print to tungnha_app;
