-- A session ends when nobody has worked in it for a while (OWASP ASVS 5.0, 7.3.1), a second factor is owed by the roles that the
-- province names (6.3.3), and what happens at the door of the house is kept: who came in, who was turned away, which right was refused
-- (16.3.1 to 16.3.3). Limits are dated rows; the application can neither prolong a session nor give it to somebody else.

alter table session
  add column last_used_at timestamptz not null default clock_timestamp(),
  add constraint session_life check (expires_at <= created_at + interval '24 hours');

revoke update on session from tungnha_app;
grant update (stepped_up_at, last_used_at) on session to tungnha_app;

create table access_setting (
  id uuid primary key,
  name text not null,
  valid_from date not null,
  value int not null,
  legal_basis text not null,
  set_by uuid references staff (id),
  set_at timestamptz not null default clock_timestamp(),
  check (case name when 'idle-minutes' then value between 5 and 240 when 'session-hours' then value between 1 and 24 else false end)
);
create index access_setting_name on access_setting (name, valid_from desc, set_at desc);
grant select, insert on access_setting to tungnha_app;

insert into access_setting (id, name, valid_from, value, legal_basis) values
  ('01900000-0000-7000-8000-000000000601', 'idle-minutes', '2020-01-01', 30, 'OWASP ASVS 5.0, 7.3.1; NIST SP 800-63B-4, 2.2.3'),
  ('01900000-0000-7000-8000-000000000602', 'session-hours', '2020-01-01', 12, 'OWASP ASVS 5.0, 7.3.2; NIST SP 800-63B-4, 2.2.3');

-- Which roles owe a second factor from which day on; a role without a row owes none.
create table second_factor_role (
  id uuid primary key,
  role text not null,
  valid_from date not null,
  required boolean not null,
  legal_basis text not null,
  set_by uuid references staff (id),
  set_at timestamptz not null default clock_timestamp()
);
create index second_factor_role_name on second_factor_role (role, valid_from desc, set_at desc);
grant select, insert on second_factor_role to tungnha_app;

create function access_setting_today(p_name text) returns int
language sql stable as $$
  select value from access_setting where name = p_name and valid_from <= province_today()
  order by valid_from desc, set_at desc limit 1
$$;

create view second_factor_due as
  select role from (
    select distinct on (role) role, required from second_factor_role where valid_from <= province_today()
    order by role, valid_from desc, set_at desc
  ) latest where required;
grant select on second_factor_due to tungnha_app;

-- One row for a person, an address, a route and a minute, so that nobody can fill the disk with knocking.
create table access_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default province_now(),
  minute bigint not null default floor(extract(epoch from clock_timestamp()) / 60)::bigint,
  kind text not null check (kind in ('signed-in', 'sign-in-refused', 'presence-refused', 'right-refused', 'session-ended',
    'sessions-ended', 'second-factor-on', 'second-factor-off', 'password-changed')),
  -- Null where the name that was given is nobody's: a name is sometimes a password that was typed into the wrong field.
  staff_id uuid references staff (id),
  route text not null,
  code text,
  ip text not null,
  reference text not null
);
create unique index access_event_minute on access_event (minute, kind, staff_id, route, ip) nulls not distinct;
create index access_event_at on access_event (at desc, id desc);
create index access_event_staff on access_event (staff_id, at desc);
grant select, insert on access_event to tungnha_app;
