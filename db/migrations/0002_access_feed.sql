-- Who may do what, where, and who did: staff, their sessions and second factors (better-auth's model, in our names), roles
-- held over the office tree as facts that are granted and revoked but never edited, the log of personal data shown, and
-- the feed, through which one part of the house tells the others what happened.

create table staff (
  id uuid primary key,
  username text collate "C" not null unique check (username = lower(username)),
  display_username text,
  name text not null,
  name_key text collate "C" not null default '',
  email text collate "C" not null unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  -- Set with a one-time password, cleared by the person's own.
  must_change_password boolean not null default false,
  created_by uuid references staff,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index staff_name on staff (name_key, id);

create table session (
  id uuid primary key,
  token text collate "C" not null unique,
  staff_id uuid not null references staff on delete cascade,
  expires_at timestamptz not null,
  stepped_up_at timestamptz,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_staff on session (staff_id);

create table account (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  staff_id uuid not null references staff on delete cascade,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (staff_id, provider_id)
);

create table verification (
  id uuid primary key,
  identifier text collate "C" not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on verification (identifier);

create table two_factor (
  id uuid primary key,
  staff_id uuid not null unique references staff on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count int not null default 0,
  locked_until timestamptz
);

-- Attempts to sign in, counted per name and per address; a success removes those of its name.
create table sign_in_attempt (
  subject text collate "C" not null,
  at timestamptz not null default clock_timestamp()
);
create index sign_in_attempt_subject on sign_in_attempt (subject, at);
create index sign_in_attempt_at on sign_in_attempt (at);

create table staff_suspension (
  id uuid primary key,
  staff_id uuid not null references staff,
  reason text not null,
  suspended_by uuid references staff,
  suspended_at timestamptz not null default now()
);
create index staff_suspension_staff on staff_suspension (staff_id);

create table staff_reinstatement (
  suspension_id uuid primary key references staff_suspension,
  reason text not null,
  reinstated_by uuid references staff,
  reinstated_at timestamptz not null default now()
);

create table role_grant (
  id uuid primary key,
  staff_id uuid not null references staff,
  role text not null,
  office_id uuid not null references office,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  granted_by uuid references staff,
  granted_at timestamptz not null default now()
);
create index role_grant_staff on role_grant (staff_id);
create index role_grant_office on role_grant (office_id, role);

create table role_revocation (
  grant_id uuid primary key references role_grant,
  reason text not null,
  revoked_by uuid references staff,
  revoked_at timestamptz not null default now()
);

-- Who was shown whose personal data, and why.
create table access_log (
  id bigint generated always as identity primary key,
  staff_id uuid not null references staff,
  session_id uuid,
  subject_kind text not null,
  subject_id text not null,
  reason text not null,
  route text not null,
  reference text not null,
  ip text,
  at timestamptz not null default clock_timestamp()
);
create index access_log_subject on access_log (subject_kind, subject_id, at);
create index access_log_staff on access_log (staff_id, at);

-- An event's place is (xid, seq). A sequence alone is taken before its transaction commits, so a reader that follows it
-- passes over a slow transaction's row for good; a reader that stays below the oldest running transaction cannot.
create table feed_event (
  seq bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  topic text not null,
  office_id uuid references office,
  body jsonb not null,
  at timestamptz not null default clock_timestamp()
);
create index feed_event_place on feed_event (xid, seq);

create table feed_cursor (
  reader text primary key,
  xid xid8 not null,
  seq bigint not null,
  moved_at timestamptz not null default now()
);

grant select, insert, update on staff, account, two_factor to tungnha_app;
grant select, insert, update, delete on session, verification to tungnha_app;
grant delete on two_factor to tungnha_app;
grant select, insert, delete on sign_in_attempt to tungnha_app;
grant select, insert on staff_suspension, staff_reinstatement, role_grant, role_revocation, access_log to tungnha_app;
grant select, insert on feed_event to tungnha_app;
grant select, insert, update on feed_cursor to tungnha_app;
