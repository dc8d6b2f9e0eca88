-- A ruling that two records are one person, taken back: the records are parted by a function, since the application reads no numbers
-- of people. What each had is known from the two rows of citizen_change that the merge wrote.

create or replace function take_ruling_back(p_id uuid, p_review uuid, p_reason text, p_by uuid, p_now timestamptz)
returns int language plpgsql security definer set search_path from current as $$
declare
  g match_ruling;
  v match_review;
  f citizen;
  i citizen;
  f_was jsonb;
  i_was jsonb;
  i_given jsonb;
  v_own jsonb;
  v_lent jsonb;
  v_moved uuid[];
  v_back int := 0;
begin
  select * into g from match_ruling where review_id = p_review for update;
  if g.review_id is null then
    return null;
  end if;
  select * into v from match_review where id = p_review;
  if g.same then
    if g.moved is null then
      raise exception 'a ruling is taken back only where it is known what it moved' using errcode = 'check_violation';
    end if;
    v_moved := array(select jsonb_array_elements_text(g.moved -> 'vouchers')::uuid);
  else
    v_moved := array(select id from voucher where citizen_id = v.citizen_id);
  end if;
  perform 1 from voucher where id = any (v_moved) order by id for update;
  if exists (select 1 from payment p where p.voucher_id = any (v_moved) and p.paid_at >= g.ruled_at
      and not exists (select 1 from payment_reversal r where r.voucher_id = p.voucher_id and r.attempt = p.attempt)) then
    raise exception 'a ruling is not taken back after a payment upon it' using errcode = 'check_violation';
  end if;
  if g.same then
    perform 1 from citizen where id in (v.citizen_id, v.candidate_id) order by id for update;
    select * into strict f from citizen where id = v.citizen_id;
    select * into strict i from citizen where id = v.candidate_id;
    if f.merged_into is distinct from i.id or i.merged_into is not null then
      raise exception 'records that were merged further are not parted' using errcode = 'check_violation';
    end if;
    select before into strict f_was from citizen_change
      where citizen_id = f.id and changed_at = g.ruled_at and after ->> 'merged_into' = i.id::text;
    select before, after into strict i_was, i_given from citizen_change
      where citizen_id = i.id and changed_at = g.ruled_at and after ? 'insurance_no' order by id desc limit 1;
    -- What the kept record was given and still has as it was given; what was corrected since stays as it was corrected.
    select coalesce(jsonb_object_agg(key, null), '{}') into v_lent from jsonb_each(i_given)
      where key in ('cccd', 'cmnd', 'insurance_no', 'phone', 'bank_account', 'bank_name') and value <> 'null'
        and coalesce(i_was -> key, 'null') = 'null' and to_jsonb(i) -> key = value;
    v_own := jsonb_build_object('cccd', f_was -> 'cccd', 'cmnd', f_was -> 'cmnd', 'insurance_no', f_was -> 'insurance_no');
    update citizen c set cccd = n.cccd, cmnd = n.cmnd, insurance_no = n.insurance_no, phone = n.phone, bank_account = n.bank_account,
      bank_name = n.bank_name
      from jsonb_populate_record(null::citizen, to_jsonb(i) || v_lent) n where c.id = i.id;
    update citizen c set merged_into = null, cccd = n.cccd, cmnd = n.cmnd, insurance_no = n.insurance_no
      from jsonb_populate_record(null::citizen, v_own) n where c.id = f.id;
    insert into citizen_change (id, citizen_id, before, after, reason, changed_by, changed_at)
      select new_id(), f.id, to_jsonb(f), v_own || '{"merged_into": null}', p_reason, p_by, p_now
      union all select new_id(), i.id, to_jsonb(i), v_lent, p_reason, p_by, p_now where v_lent <> '{}';
    update voucher set citizen_id = v.citizen_id where id = any (v_moved) and citizen_id = v.candidate_id;
    get diagnostics v_back = row_count;
  end if;
  delete from match_ruling where review_id = p_review;
  insert into match_ruling_correction (id, review_id, same, ruling_reason, ruled_by, ruled_at, moved, reason, corrected_by, corrected_at)
  values (p_id, p_review, g.same, g.reason, g.ruled_by, g.ruled_at, g.moved, p_reason, p_by, p_now);
  return v_back;
end $$;
