-- Two rulings that a conflict of a phone lacked, and a second wall around a frozen hand.
--
-- Cash was handed over at a door and the books could not call it a payment. People may recognise it as the payment: it becomes
-- one, under the phone's own receipt, and whatever was paid a second time becomes a claim, a difference with a name.

alter table custody_case drop constraint custody_case_kind_check;
alter table custody_case add constraint custody_case_kind_check
  check (kind in ('shortage', 'surplus', 'missing_thing', 'conflict', 'claim'));

-- A recognition that was taken back leaves its exception open again under a difference of its own.
create table device_reopening (
  case_id uuid primary key references custody_case,
  exception_id uuid not null references device_exception,
  opened_at timestamptz not null
);
create index device_reopening_of on device_reopening (exception_id, opened_at);
create index device_exception_ruling_case on device_exception_ruling (case_id) where case_id is not null;
grant select, insert on device_reopening to tungnha_app;

-- The operation of which a payment is, when people have recognised it: never another one, never twice under one difference.
create table payment_recognition (
  voucher_id uuid not null,
  attempt smallint not null,
  operation_id uuid not null references device_operation,
  case_id uuid not null references custody_case,
  primary key (voucher_id, attempt),
  unique (case_id, voucher_id),
  foreign key (voucher_id, attempt) references payment (voucher_id, attempt)
);
grant select on payment_recognition to tungnha_app;

-- The operation whose cash stands aside under a difference.
create function operation_of_case(p_case uuid) returns uuid language sql stable as $$
  select operation_id from device_exception where case_id = p_case
  union all
  select x.operation_id from device_exception_ruling r join device_exception x on x.id = r.exception_id where r.case_id = p_case
  union all
  select x.operation_id from device_reopening k join device_exception x on x.id = k.exception_id where k.case_id = p_case
  limit 1
$$;

-- Writes down as payments what a phone's operation has paid, after the ledger has posted it. Refuses what is no open conflict, what
-- its operation does not name, and more than stands aside for it; `record_payments` refuses what did not move in the handover.
create function recognise_payments(
  p_now timestamptz, p_case uuid, p_operation uuid, p_handover uuid, p_office uuid, p_paid_from uuid, p_day date, p_receipt text,
  p_signed text, p_collector_kind text, p_collector_name text, p_collector_number text, p_authority uuid, p_heir uuid,
  p_voucher uuid[], p_citizen uuid[]
) returns void
language plpgsql security definer set search_path from current as $$
declare
  v_aside bigint;
begin
  select c.amount_vnd into v_aside from custody_case c
  where c.id = p_case and c.kind = 'conflict'
    and not exists (select 1 from custody_case_entry e where e.case_id = c.id and e.kind = 'ruled');
  if not found or operation_of_case(p_case) is distinct from p_operation then
    raise exception 'the difference is no open conflict of this operation' using errcode = 'check_violation';
  end if;
  if exists (select 1 from unnest(p_voucher) u(id), device_operation o where o.id = p_operation and position(u.id::text in o.content) = 0) then
    raise exception 'the operation does not name the voucher' using errcode = 'check_violation';
  end if;
  if (select coalesce(sum(amount_vnd), 0) from voucher where id = any (p_voucher)) > v_aside then
    raise exception 'more is recognised than stands aside' using errcode = 'check_violation';
  end if;
  perform record_payments(p_now, array[p_handover], array[p_office], array[p_paid_from], array[p_day], array[p_receipt], array[p_signed],
    array[p_collector_kind], array[p_collector_name], array[p_collector_number], array[p_authority], array[p_heir],
    array_fill(1, array[cardinality(p_voucher)]), p_voucher, p_citizen);
  insert into payment_recognition (voucher_id, attempt, operation_id, case_id)
  select p.voucher_id, p.attempt, p_operation, p_case from payment p
  where p.voucher_id = any (p_voucher) and p.handover_id = p_handover;
end $$;
revoke execute on function recognise_payments from public;
grant execute on function recognise_payments to tungnha_app;

-- Locks things in the order of their ids, as posting does, so that what a ruling or a conflict sees of them stays true.
create function lock_things(p_things uuid[]) returns void
language sql security definer set search_path from current as $$
  select from thing where id = any (p_things) order by id for update
$$;
revoke execute on function lock_things from public;
grant execute on function lock_things to tungnha_app;

-- A frozen hand keeps what it holds: its balance and its things cannot change until it is released, whoever posts. A check of the
-- row itself costs a payment nothing, where a trigger or a look-up would cost each of them one; and freezing waits for the row, so
-- that a payment under way is either in what is frozen or refused.
alter table hand_balance add column held_vnd bigint,
  add constraint hand_balance_held check (held_vnd is null or balance_vnd = held_vnd);
alter table thing add column held_by uuid,
  add constraint thing_held check (held_by is null or holder = held_by);

create function hold_hand(p_hand uuid, p_held boolean) returns void
language plpgsql security definer set search_path from current as $$
begin
  if p_held and not exists (
    select 1 from hand_freeze f where f.hand_id = p_hand and not exists (select 1 from hand_thaw t where t.freeze_id = f.id)
  ) then
    raise exception 'only a frozen hand is held' using errcode = 'check_violation';
  end if;
  -- In the order of the posting function: things by their ids, then the balance.
  perform 1 from thing where holder = p_hand order by id for update;
  perform 1 from hand_balance where hand_id = p_hand for update;
  update thing set held_by = case when p_held then p_hand end where holder = p_hand or held_by = p_hand;
  update hand_balance set held_vnd = case when p_held then balance_vnd end where hand_id = p_hand;
end $$;
revoke execute on function hold_hand from public;
grant execute on function hold_hand to tungnha_app;

-- Hands that are frozen already are held from now on.
update thing t set held_by = t.holder where exists (
  select 1 from hand_freeze f where f.hand_id = t.holder and not exists (select 1 from hand_thaw w where w.freeze_id = f.id));
update hand_balance b set held_vnd = b.balance_vnd where exists (
  select 1 from hand_freeze f where f.hand_id = b.hand_id and not exists (select 1 from hand_thaw w where w.freeze_id = f.id));
