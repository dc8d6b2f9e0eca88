-- A function that runs with its owner's rights must find the province's tables by their names, whatever the caller made. Where
-- search_path does not name pg_temp it is searched first, so that a temporary table of the caller's could stand in for
-- `hand_balance` or `office_close` (PostgreSQL's manual, CREATE FUNCTION, "Writing SECURITY DEFINER Functions Safely").
-- A later function says `set search_path = province, pg_temp` by the same loop; db/privileges.test.ts finds one that does not.
do $$
declare f regprocedure;
begin
  for f in
    select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = current_schema and p.prosecdef
  loop
    execute format('alter function %s set search_path = %I, pg_temp', f, current_schema);
  end loop;
end $$;
