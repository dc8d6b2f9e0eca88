-- Late by the plan: how many vouchers of an office have passed the day on which they were to be paid, and how many of them are
-- still due. A rollup of its own, counted every minute, since a payment must not look at the plan of its neighbours and an
-- overview must not look at vouchers.
create table payout_overdue (
  month date not null,
  office_id uuid not null references office,
  -- Vouchers whose planned day has passed, and those of them that are still due.
  planned_count int not null,
  overdue_count int not null,
  overdue_vnd bigint not null,
  -- Of those, vouchers whose last day of payment has passed too.
  closed_count int not null,
  -- The earliest planned day that was missed.
  overdue_since date,
  late boolean not null,
  counted_on date not null,
  counted_at timestamptz not null,
  primary key (month, office_id)
) with (fillfactor = 60);

-- An office whose planned day has passed is late when more than this share of that day's vouchers is still unpaid: some
-- people always come a day later. Zero makes one voucher enough.
alter table programme_rule add column late_above_percent smallint not null default 20
  check (late_above_percent between 0 and 100);

grant select, insert on payout_overdue to tungnha_app;
grant update on payout_overdue to tungnha_app;
