-- A role is held at the kinds of office that have its work (people/staff/roles.ts): no director of a commune point, no teller of
-- the province. The application's own login can write no other grant; those that were given before stay as they are, and end
-- by their own days.
alter table role_grant enable row level security;

create policy role_grant_read on role_grant for select using (true);

create policy role_grant_fits on role_grant for insert with check (
  exists (select from office o where o.id = role_grant.office_id and case o.kind
    when 'province' then role_grant.role in ('administrator', 'payout-controller', 'chief-accountant', 'treasurer', 'provincial-director', 'auditor')
    when 'district' then role_grant.role in ('administrator', 'treasurer', 'teller', 'point-keeper', 'district-manager')
    when 'point' then role_grant.role in ('teller', 'point-keeper')
  end));
