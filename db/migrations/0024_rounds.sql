-- Rounds: who is visited on which day, by whom, in which order. A plan that was accepted stays; a change is the next
-- version of the day, with its reason. Limits, speeds and terrain are dated rows, because they are policy and estimate.
-- What people tell about a home (when they are in, where it lies) and what is closed by water are rows that are taken back
-- by another row. The application's role can add to all of it and change nothing.

create table round_setting (
  name text not null,
  valid_from date not null,
  value bigint not null check (value > 0),
  legal_basis text not null,
  confidence text not null check (confidence in ('sure', 'secondary', 'derived', 'unsure')),
  set_by uuid,
  set_at timestamptz not null default now(),
  primary key (name, valid_from)
);
-- Minutes of the day and of lengths, VND, per cent of the straight line, kilometres an hour. None is prescribed by law.
insert into round_setting (name, valid_from, value, legal_basis, confidence)
select name, '2019-01-01', value, 'Mức khởi điểm của sản phẩm, chờ đơn vị quy định', 'unsure' from (values
  ('bag-vnd', 500000000), ('start-minute', 450), ('minutes-away', 540), ('minutes-a-visit', 8), ('familiar-minutes', 10),
  ('factor-percent-town', 125), ('factor-percent-plain', 140), ('factor-percent-mountain', 190),
  ('kmh-town', 25), ('kmh-plain', 30), ('kmh-mountain', 18)) as v(name, value);

-- Which ground a district or commune is, where it is not the plain (wards and townships are towns by their name).
create table unit_terrain (
  code text not null,
  level text not null check (level in ('district', 'commune')),
  terrain text not null check (terrain in ('town', 'plain', 'mountain')),
  valid_from date not null,
  legal_basis text not null,
  confidence text not null check (confidence in ('sure', 'secondary', 'derived', 'unsure')),
  primary key (code, level, valid_from)
);
insert into unit_terrain (code, level, terrain, valid_from, legal_basis, confidence) values
  ('465', 'district', 'mountain', '2019-01-01', 'Hướng Hóa, huyện miền núi', 'secondary'),
  ('467', 'district', 'mountain', '2019-01-01', 'Đa Krông, huyện miền núi', 'secondary');

-- A hamlet or commune that nobody reaches, or the road between two communes, from one day until another.
create table road_closure (
  id uuid primary key,
  office_id uuid not null references office,
  unit_id int not null references unit,
  hamlet text,
  toward_unit_id int references unit,
  from_day date not null,
  until_day date,
  reason text not null,
  written_by uuid not null,
  written_by_name text not null,
  written_at timestamptz not null,
  check (until_day is null or until_day >= from_day),
  -- A road leads from one commune to another; a hamlet is a place.
  check (toward_unit_id is null or (hamlet is null and toward_unit_id <> unit_id))
);
create index road_closure_office on road_closure (office_id, from_day);
create table road_closure_lift (
  closure_id uuid primary key references road_closure,
  reason text not null,
  lifted_by uuid not null,
  lifted_by_name text not null,
  lifted_at timestamptz not null
);

-- When a person is at home, and where the home lies; the newest row counts, and a row of nulls takes it back.
create table home_visit_fact (
  id uuid primary key,
  citizen_id uuid not null references citizen,
  office_id uuid not null references office,
  from_minute int check (from_minute between 0 and 1439),
  to_minute int check (to_minute between 0 and 1439),
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  written_by uuid not null,
  written_at timestamptz not null,
  check ((from_minute is null) = (to_minute is null) and (to_minute is null or to_minute > from_minute)),
  check ((lat is null) = (lon is null))
);
create index home_visit_fact_citizen on home_visit_fact (citizen_id, written_at desc);

create table round_plan (
  id uuid primary key,
  office_id uuid not null references office,
  day date not null,
  version int not null check (version > 0),
  -- Why a plan that was accepted is replaced.
  reason text,
  -- Where the ways come from, and what of them is an estimate.
  travel text not null check (travel in ('road', 'distance')),
  stops int not null,
  amount_vnd bigint not null,
  distance_m bigint not null,
  travel_s bigint not null,
  accepted_by uuid not null,
  accepted_by_name text not null,
  accepted_at timestamptz not null,
  unique (office_id, day, version),
  check (version = 1 or reason is not null)
);
create table round (
  id uuid primary key,
  plan_id uuid not null references round_plan,
  n smallint not null,
  payer_id uuid not null references staff,
  partner_id uuid references staff,
  capacity_vnd bigint not null,
  start_s int not null,
  end_s int not null,
  distance_m bigint not null,
  amount_vnd bigint not null,
  unique (plan_id, n),
  unique (plan_id, payer_id),
  check (amount_vnd <= capacity_vnd),
  check (partner_id <> payer_id)
);
create index round_payer on round (payer_id);
create table round_stop (
  round_id uuid not null references round,
  position smallint not null,
  citizen_id uuid not null references citizen,
  arrive_s int not null,
  begin_s int not null,
  amount_vnd bigint not null,
  voucher_ids uuid[] not null,
  primary key (round_id, position),
  unique (round_id, citizen_id)
);
create index round_stop_citizen on round_stop (citizen_id);
-- Who is not visited that day, and why; nobody is left out of sight.
create table round_left (
  plan_id uuid not null references round_plan,
  citizen_id uuid not null references citizen,
  why text not null,
  amount_vnd bigint not null,
  primary key (plan_id, citizen_id)
);

-- What was offered to a payer's bag for a round: its vouchers from the desk and its cash from the vault.
create table round_offer (
  id uuid primary key,
  round_id uuid not null references round,
  what text not null check (what in ('vouchers', 'cash')),
  -- The offer, or, above the amount for two people, the proposal whose grant makes it (the same id).
  offer_id uuid not null,
  amount_vnd bigint not null,
  pieces int not null,
  offered_by uuid not null,
  offered_by_name text not null,
  offered_at timestamptz not null
);
create index round_offer_round on round_offer (round_id);

grant select, insert on round_setting, unit_terrain, road_closure, road_closure_lift, home_visit_fact, round_plan, round, round_stop,
  round_left, round_offer to tungnha_app;
