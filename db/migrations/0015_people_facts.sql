-- What people at a counter write about a person and about a visit that ended without a payment. Both are rows that stay:
-- a note is answered by another note, and a visit without a payment says why, so that whoever rules on an uncollected
-- voucher reads what happened. Corrections of a record already have their table (citizen_change).

create table citizen_note (
  id uuid primary key,
  citizen_id uuid not null references citizen,
  office_id uuid not null references office,
  text text not null,
  written_by uuid not null,
  written_at timestamptz not null
);
create index citizen_note_citizen on citizen_note (citizen_id, written_at);

create table voucher_attempt (
  id uuid not null,
  voucher_id uuid not null references voucher,
  office_id uuid not null references office,
  reason text not null check (reason in ('absent', 'refused', 'no_papers', 'wrong_person', 'amount_disputed', 'other')),
  note text,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (id, voucher_id)
);
create index voucher_attempt_voucher on voucher_attempt (voucher_id);

grant select, insert on citizen_note, voucher_attempt to tungnha_app;
