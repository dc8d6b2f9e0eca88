-- What needs a second look: a ruling on a large difference, a large return of the unpaid, and a death recorded by mistake are
-- asked for by one person and granted by another. Acts that post several handovers, or none, keep a receipt of their own.

alter table proposal drop constraint proposal_kind_check;
alter table proposal add constraint proposal_kind_check
  check (kind in ('bank-cash', 'offer', 'pay-reverse', 'case-ruling', 'unpaid-return', 'death-correction'));

-- What granting has done, for whoever asks again.
alter table proposal_ruling add column outcome jsonb;

-- The first answer to an act under its maker's id: sent again with the same input, it is answered with this.
create table act_receipt (
  id uuid primary key,
  kind text not null,
  input_hash bytea not null check (length(input_hash) = 32),
  answer jsonb not null,
  recorded_at timestamptz not null
);

-- A death that was recorded and was none: what the register said, who said so, and the two who took it back.
create table citizen_death_correction (
  id uuid not null,
  citizen_id uuid not null references citizen,
  died_on date not null,
  document text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  reason text not null,
  -- The paper that shows it, or who was seen alive.
  evidence text not null,
  corrected_by uuid not null,
  witnessed_by uuid not null,
  corrected_at timestamptz not null,
  primary key (id, citizen_id),
  check (corrected_by <> witnessed_by)
);
create index citizen_death_correction_citizen on citizen_death_correction (citizen_id);

-- Moves the death of one person's records into their corrections, so that nothing reads them as dead and nothing is lost.
-- Returns the day that stood; null when none did. The application has no other way to take a death away.
create function correct_death(p_id uuid, p_citizens uuid[], p_reason text, p_evidence text, p_by uuid, p_witness uuid, p_now timestamptz)
returns date language plpgsql security definer set search_path from current as $$
declare
  v_died_on date;
begin
  with gone as (
    delete from citizen_death where citizen_id = any (p_citizens) returning *
  ), kept as (
    insert into citizen_death_correction (id, citizen_id, died_on, document, recorded_by, recorded_at, reason, evidence, corrected_by, witnessed_by, corrected_at)
    select p_id, citizen_id, died_on, document, recorded_by, recorded_at, p_reason, p_evidence, p_by, p_witness, p_now from gone
    returning died_on
  )
  select min(died_on) into v_died_on from kept;
  return v_died_on;
end $$;

-- Provinces that run already get the limit that a new one is loaded with.
insert into payout_setting (name, valid_from, value_vnd, legal_basis)
select 'unpaid-two-people-above', valid_from, value_vnd, legal_basis from payout_setting where name = 'two-people-above'
on conflict do nothing;

grant select, insert on act_receipt to tungnha_app;
grant select on citizen_death_correction to tungnha_app;
revoke execute on function correct_death from public;
grant execute on function correct_death to tungnha_app;

-- Lines of a bank's answer that could not be recorded, each with its reason.
alter table bank_answer add column skipped jsonb not null default '[]';
