-- A list is entered block by block while it is still being read, and its vouchers are written by functions alone. A
-- foreign key looks up, and locks, its parent once a row: measured, four keys were a quarter of an import. Here each
-- holds by construction or is proved once a block, by the only statements that may write a voucher:
--   voucher -> thing      both come from one statement, under one id;
--   voucher -> list       programme and month are taken from the list's own row, written in the same transaction;
--   voucher -> citizen    entered by the same call, or looked up by it; changed only towards the record a merge kept.
-- A list's number of vouchers and their sum are counted by the function that writes them, never told to it.

alter table voucher drop constraint voucher_id_fkey;
alter table voucher drop constraint voucher_citizen_id_fkey;
alter table voucher drop constraint voucher_list_id_programme_month_fkey;
-- Where a citizen lives guards neither money nor custody; a line's commune is read from the register in the same transaction.
alter table citizen drop constraint citizen_unit_id_fkey;
-- Nothing asks for one line of a list.
drop index voucher_list;
-- The list's row stands before its vouchers, its handover is posted after the last of them; the commit needs both.
alter table payout_list alter constraint payout_list_handover_id_fkey deferrable initially deferred;

-- Enters the staged block: the new people, their things in the hand `p_to`, the vouchers and the plan's figures. Reads
-- `staged_line` and `staged_voucher`, temporary tables of the caller's session. The list must be this transaction's own.
create function enter_staged(p_list uuid, p_from uuid, p_to uuid, p_now timestamptz)
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
  ), rolled as (
    insert into payout_rollup as r (month, programme, office_id, unit_id, due_count, due_vnd, bank_count, bank_vnd)
      select l.month, l.programme, office_id, unit_id, n, vnd, bank_n, bank_vnd from cell order by office_id, unit_id
      on conflict (month, programme, office_id, unit_id) do update
        set due_count = r.due_count + excluded.due_count, due_vnd = r.due_vnd + excluded.due_vnd,
          bank_count = r.bank_count + excluded.bank_count, bank_vnd = r.bank_vnd + excluded.bank_vnd
  )
  update payout_list p set vouchers = p.vouchers + c.n, total_vnd = p.total_vnd + c.vnd
    from (select coalesce(sum(n), 0)::int as n, coalesce(sum(vnd), 0)::bigint as vnd from cell) c where p.id = l.id;
end $$;

-- Writes what was found on a list once the last of its lines is in; answers what its vouchers have come to.
create function finish_list(p_list uuid, p_people int, p_findings jsonb)
returns table (vouchers int, total_vnd bigint) language plpgsql security definer set search_path from current as $$
begin
  return query update payout_list p set people = p_people, findings = p_findings
    where p.id = p_list and p.xmin = pg_current_xact_id()::xid returning p.vouchers, p.total_vnd;
  if not found then
    raise exception 'a list is finished in its own transaction' using errcode = 'foreign_key_violation';
  end if;
end $$;

-- The vouchers of a merged record follow the record that was kept, and go nowhere else. Answers how many.
create function follow_merge(p_from uuid)
returns bigint language plpgsql security definer set search_path from current as $$
declare
  moved bigint;
begin
  update voucher v set citizen_id = c.merged_into from citizen c
    where c.id = p_from and c.merged_into is not null and v.citizen_id = c.id;
  get diagnostics moved = row_count;
  return moved;
end $$;

revoke insert, update (citizen_id) on voucher from tungnha_app;
revoke execute on function enter_staged, finish_list, follow_merge from public;
grant execute on function enter_staged, finish_list, follow_merge to tungnha_app;
