-- The figures of offices and communes are what every payment adds to. A list that was being entered held their rows from its first
-- block to its commit, and so did a list that was only looked at: whoever paid at a counter meanwhile waited, or was refused
-- when the wait grew too long. Now each block writes down what it has come to, and the figures take it in once, when the
-- list is finished; a look never touches them.

-- What the blocks of a list that is being entered have come to. Empty but within the transaction of an import.
create table payout_list_cell (
  list_id uuid not null,
  office_id uuid not null,
  unit_id int not null,
  due_count bigint not null,
  due_vnd bigint not null,
  bank_count bigint not null,
  bank_vnd bigint not null
);

-- Enters the staged block: the new people, their things in the hand `p_to`, the vouchers and what they come to. Reads
-- `staged_line` and `staged_voucher`, temporary tables of the caller's session. The list must be this transaction's own.
create or replace function enter_staged(p_list uuid, p_from uuid, p_to uuid, p_now timestamptz)
returns void language plpgsql security definer set search_path from current as $$
declare
  l payout_list;
begin
  select * into l from payout_list where id = p_list and xmin = pg_current_xact_id()::xid for update;
  if l.id is null or l.kind = 'withdrawal' then
    raise exception 'vouchers are issued with their list, in its transaction' using errcode = 'foreign_key_violation';
  end if;
  if (select count(*) from hand where id in (p_from, p_to)) <> 2 then
    raise exception 'vouchers are issued between two hands' using errcode = 'foreign_key_violation';
  end if;
  insert into citizen (id, full_name, name_key, tail_key, sex, born_on, birth_year, cccd, cmnd, insurance_no, phone, unit_id,
      hamlet, address, bank_account, bank_name, recorded_at)
    select citizen_id, full_name, name_key, tail_key, sex, born_on, birth_year, cccd, cmnd, insurance_no, phone, unit_id,
      hamlet, address, bank_account, bank_name, p_now
    from staged_line where fresh order by unit_id, name_key;
  if exists (select from staged_line s where not fresh and not exists (select from citizen c where c.id = s.citizen_id)) then
    raise exception 'a voucher is of a citizen on record' using errcode = 'foreign_key_violation';
  end if;
  with issued as materialized (
    select v.id, v.line, v.kind, v.benefit_month, v.amount_vnd, s.regime, s.source, s.citizen_id, s.unit_id, s.office_id,
      s.channel, s.pay_on, s.pay_until
    from staged_voucher v join staged_line s using (line)
  ), things as (
    insert into thing (id, kind, holder) select id, 'voucher', p_to from issued
  ), moves as (
    insert into thing_move (handover_id, thing_id, from_hand, to_hand) select l.handover_id, id, p_from, p_to from issued
  ), vouchers as (
    insert into voucher (id, list_id, line, programme, month, benefit_month, kind, regime, source, citizen_id, amount_vnd,
        unit_id, status, office_id, channel, pay_on, pay_until)
      select id, l.id, line, l.programme, l.month, benefit_month, kind, regime, source, citizen_id, amount_vnd,
        unit_id, 'due', office_id, channel, pay_on, pay_until
      from issued
  ), cell as materialized (
    select office_id, coalesce(unit_id, 0) as unit_id, count(*) as n, sum(amount_vnd)::bigint as vnd,
      count(*) filter (where channel = 'bank') as bank_n,
      coalesce(sum(amount_vnd) filter (where channel = 'bank'), 0)::bigint as bank_vnd
    from issued group by 1, 2
  ), kept as (
    insert into payout_list_cell (list_id, office_id, unit_id, due_count, due_vnd, bank_count, bank_vnd)
      select l.id, office_id, unit_id, n, vnd, bank_n, bank_vnd from cell
  )
  update payout_list p set vouchers = p.vouchers + c.n, total_vnd = p.total_vnd + c.vnd
    from (select coalesce(sum(n), 0)::int as n, coalesce(sum(vnd), 0)::bigint as vnd from cell) c where p.id = l.id;
end $$;

-- Writes what was found on a list once the last of its lines is in, and adds its blocks to the figures of offices and communes, in
-- their order; answers what its vouchers have come to.
create or replace function finish_list(p_list uuid, p_people int, p_findings jsonb)
returns table (vouchers int, total_vnd bigint) language plpgsql security definer set search_path from current as $$
declare
  l payout_list;
begin
  select * into l from payout_list p where p.id = p_list and p.xmin = pg_current_xact_id()::xid;
  if not found then
    raise exception 'a list is finished in its own transaction' using errcode = 'foreign_key_violation';
  end if;
  with cell as (
    delete from payout_list_cell where list_id = p_list returning office_id, unit_id, due_count, due_vnd, bank_count, bank_vnd
  )
  insert into payout_rollup as r (month, programme, office_id, unit_id, due_count, due_vnd, bank_count, bank_vnd)
    select l.month, l.programme, office_id, unit_id, sum(due_count), sum(due_vnd), sum(bank_count), sum(bank_vnd)
    from cell group by office_id, unit_id order by office_id, unit_id
    on conflict (month, programme, office_id, unit_id) do update
      set due_count = r.due_count + excluded.due_count, due_vnd = r.due_vnd + excluded.due_vnd,
        bank_count = r.bank_count + excluded.bank_count, bank_vnd = r.bank_vnd + excluded.bank_vnd;
  return query update payout_list p set people = p_people, findings = p_findings
    where p.id = p_list returning p.vouchers, p.total_vnd;
end $$;
