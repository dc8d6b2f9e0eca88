-- A ruling that was wrong is taken back by compensation: the money returns to where the ruling took it from, and the difference is open
-- again with all that was said about it. The ruling stays among what was said, word for word, as one that does not stand.

alter table custody_case_entry drop constraint custody_case_entry_kind_check;
alter table custody_case_entry add constraint custody_case_entry_kind_check
  check (kind in ('disputed', 'explained', 'ruled', 'overruled', 'taken_back'));
drop index custody_case_entry_ruled;
create index custody_case_entry_ruled on custody_case_entry (written_at desc, id desc) where kind in ('ruled', 'overruled');

alter table proposal drop constraint proposal_kind_check;
alter table proposal add constraint proposal_kind_check check (kind in ('bank-cash', 'offer', 'pay-reverse', 'case-ruling', 'ruling-reversal',
  'unpaid-return', 'death-correction', 'bag-reissue', 'list-withdrawal', 'list-restoration'));

-- Opens a difference again after the ledger has posted the handover that reverses the ruling on it, move for move. A recognition and
-- a claim go on elsewhere, as a payment and as a difference of its own, and are taken back there.
create function take_case_ruling_back(p_now timestamptz, p_id uuid, p_case uuid, p_handover uuid, p_by uuid, p_note text) returns void
language plpgsql security definer set search_path = province, pg_temp as $$
declare
  v_ruling uuid;
begin
  update custody_case_entry set kind = 'overruled' where case_id = p_case and kind = 'ruled' returning handover_id into v_ruling;
  if not exists (select from handover r join handover h on h.reverses = r.id where r.id = v_ruling and r.kind = 'case-ruling' and h.id = p_handover) then
    raise exception 'the handover does not reverse the ruling on this difference' using errcode = 'check_violation';
  end if;
  if exists (select from custody_case c where c.handover_id = v_ruling) then
    raise exception 'a ruling that opened another difference is not taken back' using errcode = 'check_violation';
  end if;
  if exists (
    (select from_hand, to_hand, amount_vnd from money_move where handover_id = v_ruling
      except select to_hand, from_hand, amount_vnd from money_move where handover_id = p_handover)
    union all
    (select to_hand, from_hand, amount_vnd from money_move where handover_id = p_handover
      except select from_hand, to_hand, amount_vnd from money_move where handover_id = v_ruling)
  ) then
    raise exception 'what the ruling moved has not come back' using errcode = 'check_violation';
  end if;
  insert into custody_case_entry (id, case_id, kind, note, written_by, written_at, handover_id)
  values (p_id, p_case, 'taken_back', p_note, p_by, p_now, p_handover);
end $$;
revoke execute on function take_case_ruling_back from public;
grant execute on function take_case_ruling_back to tungnha_app;
