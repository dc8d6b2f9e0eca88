-- What people have ruled on a phone's operations, as its phone is told: one row a ruling, in the order of the commits, so that a
-- phone asks for what came after the last one it heard and misses none. A ruling that is taken back is a row of its own.
create table device_ruling (
  id uuid primary key,
  device_id uuid not null references device,
  operation_id uuid not null references device_operation,
  ruling text not null check (ruling ~ '^[a-z_]{1,40}$'),
  note text not null,
  ruled_by uuid not null references staff,
  ruled_at timestamptz not null,
  xid xid8 not null default pg_current_xact_id()
);
create index device_ruling_place on device_ruling (device_id, xid, id);
create index device_exception_case on device_exception (case_id) where case_id is not null;

-- A code may name the phone that the new one stands for: it ends in the moment in which the new one answers, and not before.
alter table device_enrolment add column replaces uuid references device,
  add column replaces_reason text,
  add constraint device_enrolment_replaces check ((replaces is null) = (replaces_reason is null));

-- What was kept and not applied, because the server died in between, is looked for by when it came.
create index device_operation_received on device_operation using brin (received_at) with (pages_per_range = 32);

grant select, insert on device_ruling to tungnha_app;
