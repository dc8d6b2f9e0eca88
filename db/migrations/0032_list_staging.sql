-- A block of a list is staged by COPY and matched to the register where it stands: numbers that came as bytes are not read out
-- again to be handed over as texts of arrays (measured: staging a line costs half of what it did).

-- Gives each staged line the record that bears its CCCD, else its insurance number, else its CMND; the one that was kept where
-- records were merged. Lines that no number finds stay fresh. Reads and marks `staged_line`, a temporary table of the caller's
-- session; by the indexes alone, since a plan is kept while the register grows from nothing.
create function match_staged() returns void
language plpgsql volatile security definer set search_path from current set enable_seqscan = off as $$
begin
  update staged_line s set citizen_id = m.known_id, fresh = false
  from (select ctid as place, coalesce(
      case when u.cccd is not null then (select coalesce(c.merged_into, c.id) from citizen c where c.cccd = u.cccd) end,
      case when u.insurance_no is not null then (select coalesce(c.merged_into, c.id) from citizen c where c.insurance_no = u.insurance_no) end,
      case when u.cmnd is not null then (select coalesce(c.merged_into, c.id) from citizen c where c.cmnd = u.cmnd limit 1) end
    ) as known_id from staged_line u offset 0) m
  where m.known_id is not null and s.ctid = m.place;
end $$;

revoke execute on function match_staged from public;
grant execute on function match_staged to tungnha_app;
