-- The custody ledger: hands hold money and things, and both change hands only by a handover.
-- Envelopes and moves are append-only: the application's role may insert and read them, never change them.
-- Money balances by construction, since one row is one move; a thing's holder changes only by compare-and-swap.

create table hand (
  id uuid primary key,
  kind text not null check (kind in
    ('vault', 'drawer', 'bag', 'desk', 'transit', 'bank', 'agency', 'party', 'suspense', 'income')),
  office_id uuid not null references office,
  -- The person answerable for a drawer or a bag.
  staff_id uuid,
  name text not null,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create unique index hand_personal on hand (staff_id, kind) where staff_id is not null and closed_at is null;
create index hand_office on hand (office_id, kind);

-- A stored balance exists only where it guards something: cash in a physical hand never goes below zero, nor above its limit.
create table hand_balance (
  hand_id uuid primary key references hand,
  balance_vnd bigint not null check (balance_vnd >= 0),
  limit_vnd bigint check (limit_vnd > 0),
  closed_day date
) with (fillfactor = 70);

-- Envelopes, moves and holders are written by the functions below and by nothing else: the application's role has no
-- right of its own to insert them. The functions check that every office, hand and thing they name exists, once for a
-- whole batch; a foreign key would look, and lock, once a row (measured: a third of what a payment cost).
create table handover (
  id uuid primary key,
  kind text not null,
  actor_kind text not null check (actor_kind in ('person', 'job', 'support')),
  actor_id uuid,
  actor_name text not null,
  device_id uuid,
  office_id uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  business_day date not null,
  reason text,
  proof jsonb,
  input_hash bytea not null check (length(input_hash) = 32),
  answers uuid references handover,
  reverses uuid references handover,
  -- To whom an offer is made; the value waits in transit until it is answered.
  toward_hand uuid references hand,
  -- A job never writes as a person, and a person is always named.
  check ((actor_kind = 'job') = (actor_id is null))
);
create unique index handover_answers on handover (answers) where answers is not null;
create unique index handover_reverses on handover (reverses) where reverses is not null;
-- An office's handovers of a day in the order in which they were recorded; pages are read from its end.
create index handover_office_day on handover (office_id, business_day, recorded_at);

create table money_move (
  handover_id uuid not null,
  n smallint not null,
  from_hand uuid not null,
  to_hand uuid not null,
  amount_vnd bigint not null check (amount_vnd > 0),
  business_day date not null,
  primary key (handover_id, n),
  check (from_hand <> to_hand)
);
create index money_move_from on money_move (from_hand, business_day) include (amount_vnd);
create index money_move_to on money_move (to_hand, business_day) include (amount_vnd);

create table thing (
  id uuid primary key,
  kind text not null,
  holder uuid not null
) with (fillfactor = 80);
create index thing_holder on thing (holder, kind);

create table thing_move (
  handover_id uuid not null,
  thing_id uuid not null,
  -- Both have been the thing's holder, which is a hand: a second look at each would cost a tenth of every payment.
  from_hand uuid not null,
  to_hand uuid not null,
  primary key (thing_id, handover_id),
  check (from_hand <> to_hand)
);
create index thing_move_handover on thing_move (handover_id);

create table open_offer (
  handover_id uuid primary key references handover,
  from_hand uuid not null references hand,
  toward_hand uuid not null references hand,
  transit_hand uuid not null references hand,
  offered_at timestamptz not null
);
create index open_offer_toward on open_offer (toward_hand);
create index open_offer_from on open_offer (from_hand);

create table cash_count (
  handover_id uuid not null references handover,
  side text not null check (side in ('offered', 'accepted', 'counted', 'paid')),
  denomination int not null check (denomination > 0),
  pieces int not null check (pieces > 0),
  primary key (handover_id, side, denomination)
);

-- A second person who stood by: needed above a limit, never the actor.
create table handover_witness (
  handover_id uuid not null references handover,
  staff_id uuid not null,
  primary key (handover_id, staff_id)
);

create table hand_close (
  handover_id uuid primary key references handover,
  hand_id uuid not null references hand,
  business_day date not null,
  book_vnd bigint not null check (book_vnd >= 0),
  counted_vnd bigint not null check (counted_vnd >= 0),
  things_book int not null,
  things_counted int not null,
  unique (hand_id, business_day)
);

create table office_close (
  office_id uuid not null references office,
  business_day date not null,
  closed_by uuid not null,
  closed_at timestamptz not null,
  figures jsonb not null,
  primary key (office_id, business_day)
);

-- A difference found at a count or an acceptance: the money stands in suspense, named, until people rule on it.
create table custody_case (
  id uuid primary key,
  kind text not null check (kind in ('shortage', 'surplus', 'missing_thing', 'conflict')),
  handover_id uuid not null references handover,
  hand_id uuid not null references hand,
  office_id uuid not null references office,
  amount_vnd bigint not null check (amount_vnd >= 0),
  facts jsonb not null default '{}',
  opened_at timestamptz not null
);
create index custody_case_office on custody_case (office_id);

create table custody_case_entry (
  id uuid primary key,
  case_id uuid not null references custody_case,
  kind text not null check (kind in ('disputed', 'explained', 'ruled')),
  note text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  handover_id uuid references handover
);
create unique index custody_case_ruled on custody_case_entry (case_id) where kind = 'ruled';
