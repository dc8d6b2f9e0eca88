-- The database as one readable file, made from the migrated database by "npm run schema". Review it; do not edit it.
-- Grants are those of the application's role.

create table access_event (
  id bigint generated always as identity not null,
  at timestamp with time zone default province_now() not null,
  minute bigint default (floor((EXTRACT(epoch FROM clock_timestamp()) / (60)::numeric)))::bigint not null,
  kind text not null,
  staff_id uuid,
  route text not null,
  code text,
  ip text not null,
  reference text not null,
  constraint access_event_pkey PRIMARY KEY (id),
  constraint access_event_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  constraint access_event_kind_check CHECK ((kind = ANY (ARRAY['signed-in'::text, 'sign-in-refused'::text, 'presence-refused'::text, 'right-refused'::text, 'session-ended'::text, 'sessions-ended'::text, 'second-factor-on'::text, 'second-factor-off'::text, 'password-changed'::text])))
);
CREATE INDEX access_event_at ON access_event USING btree (at DESC, id DESC);
CREATE UNIQUE INDEX access_event_minute ON access_event USING btree (minute, kind, staff_id, route, ip) NULLS NOT DISTINCT;
CREATE INDEX access_event_staff ON access_event USING btree (staff_id, at DESC);

create table access_log (
  id bigint generated always as identity not null,
  staff_id uuid not null,
  session_id uuid,
  subject_kind text not null,
  subject_id text not null,
  reason text not null,
  route text not null,
  reference text not null,
  ip text,
  at timestamp with time zone default province_now() not null,
  xid xid8 default pg_current_xact_id() not null,
  constraint access_log_pkey PRIMARY KEY (id),
  constraint access_log_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);
CREATE INDEX access_log_at ON access_log USING btree (at DESC, id DESC);
CREATE INDEX access_log_place ON access_log USING btree (xid, id);
CREATE INDEX access_log_staff ON access_log USING btree (staff_id, at);
CREATE INDEX access_log_subject ON access_log USING btree (subject_kind, subject_id, at);

create table access_setting (
  id uuid not null,
  name text not null,
  valid_from date not null,
  value integer not null,
  legal_basis text not null,
  set_by uuid,
  set_at timestamp with time zone default clock_timestamp() not null,
  constraint access_setting_pkey PRIMARY KEY (id),
  constraint access_setting_set_by_fkey FOREIGN KEY (set_by) REFERENCES staff(id),
  constraint access_setting_check CHECK (
CASE name
    WHEN 'idle-minutes'::text THEN ((value >= 5) AND (value <= 240))
    WHEN 'session-hours'::text THEN ((value >= 1) AND (value <= 24))
    ELSE false
END)
);
CREATE INDEX access_setting_name ON access_setting USING btree (name, valid_from DESC, set_at DESC);

create table account (
  id uuid not null,
  account_id text not null,
  provider_id text not null,
  staff_id uuid not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint account_pkey PRIMARY KEY (id),
  constraint account_staff_id_provider_id_key UNIQUE (staff_id, provider_id),
  constraint account_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE
);

create table act_receipt (
  id uuid not null,
  kind text not null,
  input_hash bytea not null,
  answer jsonb not null,
  recorded_at timestamp with time zone not null,
  constraint act_receipt_pkey PRIMARY KEY (id),
  constraint act_receipt_input_hash_check CHECK ((length(input_hash) = 32))
);

create table authority (
  id uuid not null,
  citizen_id uuid not null,
  proxy_name text not null,
  proxy_cccd text not null,
  relation text,
  programmes text[],
  made_on date not null,
  expires_on date not null,
  certified_by text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint authority_pkey PRIMARY KEY (id),
  constraint authority_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizen(id),
  constraint authority_check CHECK (((expires_on > made_on) AND (expires_on <= (made_on + '1 year'::interval))))
);
CREATE INDEX authority_citizen ON authority USING btree (citizen_id);
CREATE INDEX authority_proxy ON authority USING btree (proxy_cccd);

create table authority_image (
  authority_id uuid not null,
  media_type text not null,
  sha256 bytea not null,
  content bytea not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  constraint authority_image_pkey PRIMARY KEY (authority_id),
  constraint authority_image_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authority(id),
  constraint authority_image_media_type_check CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'application/pdf'::text]))),
  constraint authority_image_sha256_check CHECK ((length(sha256) = 32))
);

create table authority_revocation (
  authority_id uuid not null,
  reason text not null,
  revoked_by uuid not null,
  revoked_at timestamp with time zone not null,
  constraint authority_revocation_pkey PRIMARY KEY (authority_id),
  constraint authority_revocation_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authority(id)
);

create table bank_answer (
  batch_id uuid not null,
  file_sha256 bytea not null,
  paid integer not null,
  rejected integer not null,
  recorded_by text not null,
  recorded_at timestamp with time zone not null,
  skipped jsonb default '[]'::jsonb not null,
  constraint bank_answer_pkey PRIMARY KEY (batch_id),
  constraint bank_answer_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES bank_batch(id)
);

create table bank_batch (
  id uuid not null,
  programme text not null,
  month date not null,
  handover_id uuid not null,
  vouchers integer not null,
  total_vnd bigint not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  constraint bank_batch_pkey PRIMARY KEY (id),
  constraint bank_batch_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id),
  constraint bank_batch_programme_fkey FOREIGN KEY (programme) REFERENCES programme(code)
);

create table benefit_rate (
  code text not null,
  grade text default ''::text not null,
  valid_from date not null,
  valid_to date,
  amount_vnd bigint,
  coefficient numeric,
  legal_basis text not null,
  confidence text not null,
  constraint benefit_rate_pkey PRIMARY KEY (code, grade, valid_from),
  constraint benefit_rate_check CHECK (((amount_vnd IS NOT NULL) OR (coefficient IS NOT NULL)))
);

create table boundary_import (
  id uuid not null,
  file_name text not null,
  file_sha256 bytea not null,
  imported_at timestamp with time zone default now() not null,
  constraint boundary_import_pkey PRIMARY KEY (id),
  constraint boundary_import_file_sha256_key UNIQUE (file_sha256)
);

create table case_paper (
  id uuid not null,
  case_id uuid not null,
  title text not null,
  media_type text not null,
  sha256 bytea not null,
  bytes integer not null,
  content bytea not null,
  added_by uuid not null,
  added_by_name text not null,
  added_at timestamp with time zone not null,
  constraint case_paper_pkey PRIMARY KEY (id),
  constraint case_paper_case_id_fkey FOREIGN KEY (case_id) REFERENCES custody_case(id),
  constraint case_paper_bytes_check CHECK ((bytes > 0)),
  constraint case_paper_media_type_check CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'application/pdf'::text]))),
  constraint case_paper_sha256_check CHECK ((length(sha256) = 32))
);
CREATE UNIQUE INDEX case_paper_once ON case_paper USING btree (case_id, sha256);

create table cash_count (
  handover_id uuid not null,
  side text not null,
  denomination integer not null,
  pieces integer not null,
  constraint cash_count_pkey PRIMARY KEY (handover_id, side, denomination),
  constraint cash_count_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id),
  constraint cash_count_denomination_check CHECK ((denomination > 0)),
  constraint cash_count_pieces_check CHECK ((pieces > 0)),
  constraint cash_count_side_check CHECK ((side = ANY (ARRAY['offered'::text, 'accepted'::text, 'counted'::text, 'paid'::text])))
);

create table cash_order (
  id uuid not null,
  month date not null,
  from_hand uuid not null,
  to_hand uuid not null,
  amount_vnd bigint not null,
  notes jsonb not null,
  needs_approval boolean not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint cash_order_pkey PRIMARY KEY (id),
  constraint cash_order_id_made_by_key UNIQUE (id, made_by),
  constraint cash_order_from_hand_fkey FOREIGN KEY (from_hand) REFERENCES hand(id),
  constraint cash_order_to_hand_fkey FOREIGN KEY (to_hand) REFERENCES hand(id),
  constraint cash_order_amount_vnd_check CHECK ((amount_vnd > 0))
);
CREATE INDEX cash_order_from ON cash_order USING btree (from_hand, month);
CREATE INDEX cash_order_to ON cash_order USING btree (to_hand, month);

create table cash_order_approval (
  order_id uuid not null,
  made_by uuid not null,
  approved_by uuid not null,
  approved_at timestamp with time zone not null,
  constraint cash_order_approval_pkey PRIMARY KEY (order_id),
  constraint cash_order_approval_order_id_made_by_fkey FOREIGN KEY (order_id, made_by) REFERENCES cash_order(id, made_by),
  constraint cash_order_approval_check CHECK ((approved_by <> made_by))
);

create table cash_order_offer (
  order_id uuid not null,
  handover_id uuid not null,
  constraint cash_order_offer_pkey PRIMARY KEY (order_id),
  constraint cash_order_offer_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id),
  constraint cash_order_offer_order_id_fkey FOREIGN KEY (order_id) REFERENCES cash_order(id)
);

create table citizen (
  id uuid not null,
  full_name text not null,
  name_key text collate "C" not null,
  tail_key text collate "C" not null,
  sex text,
  born_on date,
  birth_year smallint,
  cccd text,
  cmnd text,
  insurance_no text,
  phone text,
  unit_id integer,
  hamlet text,
  address text,
  bank_account text,
  bank_name text,
  merged_into uuid,
  recorded_at timestamp with time zone not null,
  constraint citizen_pkey PRIMARY KEY (id),
  constraint citizen_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES citizen(id),
  constraint citizen_cccd_check CHECK ((cccd ~ '^[0-9]{12}$'::text)),
  constraint citizen_cmnd_check CHECK ((cmnd ~ '^[0-9]{9}$'::text)),
  constraint citizen_insurance_no_check CHECK ((insurance_no ~ '^[0-9]{10}$'::text)),
  constraint citizen_sex_check CHECK ((sex = ANY (ARRAY['male'::text, 'female'::text])))
);
CREATE UNIQUE INDEX citizen_cccd ON citizen USING btree (cccd) WHERE (cccd IS NOT NULL);
CREATE INDEX citizen_cmnd ON citizen USING btree (cmnd) WHERE (cmnd IS NOT NULL);
CREATE UNIQUE INDEX citizen_insurance_no ON citizen USING btree (insurance_no) WHERE (insurance_no IS NOT NULL);
CREATE INDEX citizen_merged ON citizen USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX citizen_name ON citizen USING btree (name_key, birth_year) INCLUDE (id);
CREATE INDEX citizen_phone ON citizen USING btree (phone) WHERE (phone IS NOT NULL);
CREATE INDEX citizen_tail ON citizen USING btree (tail_key, birth_year) INCLUDE (id);
CREATE INDEX citizen_unit ON citizen USING btree (unit_id, name_key, birth_year) INCLUDE (id);
CREATE INDEX citizen_unit_tail ON citizen USING btree (unit_id, tail_key, birth_year) INCLUDE (id);

create table citizen_change (
  id uuid not null,
  citizen_id uuid not null,
  before jsonb not null,
  after jsonb not null,
  reason text not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null,
  constraint citizen_change_pkey PRIMARY KEY (id),
  constraint citizen_change_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizen(id)
);
CREATE INDEX citizen_change_at ON citizen_change USING btree (changed_at DESC, id DESC);
CREATE INDEX citizen_change_citizen ON citizen_change USING btree (citizen_id);

create table citizen_death (
  citizen_id uuid not null,
  died_on date not null,
  document text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint citizen_death_pkey PRIMARY KEY (citizen_id),
  constraint citizen_death_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizen(id)
);

create table citizen_death_correction (
  id uuid not null,
  citizen_id uuid not null,
  died_on date not null,
  document text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  reason text not null,
  evidence text not null,
  corrected_by uuid not null,
  witnessed_by uuid not null,
  corrected_at timestamp with time zone not null,
  constraint citizen_death_correction_pkey PRIMARY KEY (id, citizen_id),
  constraint citizen_death_correction_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizen(id),
  constraint citizen_death_correction_check CHECK ((corrected_by <> witnessed_by))
);
CREATE INDEX citizen_death_correction_citizen ON citizen_death_correction USING btree (citizen_id);

create table citizen_note (
  id uuid not null,
  citizen_id uuid not null,
  office_id uuid not null,
  text text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  constraint citizen_note_pkey PRIMARY KEY (id),
  constraint citizen_note_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizen(id),
  constraint citizen_note_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id)
);
CREATE INDEX citizen_note_citizen ON citizen_note USING btree (citizen_id, written_at);

create table citizen_restriction (
  id uuid not null,
  citizen_id uuid not null,
  restricted_at timestamp with time zone not null,
  constraint citizen_restriction_pkey PRIMARY KEY (id),
  constraint citizen_restriction_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizen(id),
  constraint citizen_restriction_id_fkey FOREIGN KEY (id) REFERENCES subject_request(id)
);
CREATE INDEX citizen_restriction_citizen ON citizen_restriction USING btree (citizen_id);

create table citizen_restriction_lift (
  restriction_id uuid not null,
  request_id uuid not null,
  lifted_at timestamp with time zone not null,
  constraint citizen_restriction_lift_pkey PRIMARY KEY (restriction_id),
  constraint citizen_restriction_lift_request_id_fkey FOREIGN KEY (request_id) REFERENCES subject_request(id),
  constraint citizen_restriction_lift_restriction_id_fkey FOREIGN KEY (restriction_id) REFERENCES citizen_restriction(id)
);

create table custody_case (
  id uuid not null,
  kind text not null,
  handover_id uuid not null,
  hand_id uuid not null,
  office_id uuid not null,
  amount_vnd bigint not null,
  facts jsonb default '{}'::jsonb not null,
  opened_at timestamp with time zone not null,
  constraint custody_case_pkey PRIMARY KEY (id),
  constraint custody_case_hand_id_fkey FOREIGN KEY (hand_id) REFERENCES hand(id),
  constraint custody_case_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id),
  constraint custody_case_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint custody_case_amount_vnd_check CHECK ((amount_vnd >= 0)),
  constraint custody_case_kind_check CHECK ((kind = ANY (ARRAY['shortage'::text, 'surplus'::text, 'missing_thing'::text, 'conflict'::text, 'claim'::text])))
);
CREATE INDEX custody_case_handover ON custody_case USING btree (handover_id);
CREATE INDEX custody_case_office ON custody_case USING btree (office_id, opened_at, id);
CREATE INDEX custody_case_things ON custody_case USING gin (((facts -> 'things'::text)));

create table custody_case_entry (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  note text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  handover_id uuid,
  ruling text,
  constraint custody_case_entry_pkey PRIMARY KEY (id),
  constraint custody_case_entry_case_id_fkey FOREIGN KEY (case_id) REFERENCES custody_case(id),
  constraint custody_case_entry_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id) DEFERRABLE INITIALLY DEFERRED,
  constraint custody_case_entry_check CHECK (((ruling IS NULL) OR (kind = ANY (ARRAY['ruled'::text, 'overruled'::text])))),
  constraint custody_case_entry_kind_check CHECK ((kind = ANY (ARRAY['disputed'::text, 'explained'::text, 'ruled'::text, 'overruled'::text, 'taken_back'::text])))
);
CREATE INDEX custody_case_entry_case ON custody_case_entry USING btree (case_id, written_at);
CREATE INDEX custody_case_entry_ruled ON custody_case_entry USING btree (written_at DESC, id DESC) WHERE (kind = ANY (ARRAY['ruled'::text, 'overruled'::text]));
CREATE UNIQUE INDEX custody_case_ruled ON custody_case_entry USING btree (case_id) WHERE (kind = 'ruled'::text);

create table data_breach (
  id uuid not null,
  found_at timestamp with time zone not null,
  happened_at timestamp with time zone,
  kind text not null,
  description text not null,
  people integer,
  sensitive boolean not null,
  notify_by timestamp with time zone not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint data_breach_pkey PRIMARY KEY (id),
  constraint data_breach_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES staff(id),
  constraint data_breach_kind_check CHECK ((kind = ANY (ARRAY['disclosed'::text, 'lost'::text, 'altered'::text, 'misused'::text, 'other'::text]))),
  constraint data_breach_people_check CHECK ((people >= 0))
);
CREATE INDEX data_breach_found ON data_breach USING btree (found_at DESC, id DESC);

create table data_breach_entry (
  id uuid not null,
  breach_id uuid not null,
  kind text not null,
  text text not null,
  at timestamp with time zone not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  constraint data_breach_entry_pkey PRIMARY KEY (id),
  constraint data_breach_entry_breach_id_fkey FOREIGN KEY (breach_id) REFERENCES data_breach(id),
  constraint data_breach_entry_written_by_fkey FOREIGN KEY (written_by) REFERENCES staff(id),
  constraint data_breach_entry_kind_check CHECK ((kind = ANY (ARRAY['measure'::text, 'notice-authority'::text, 'notice-people'::text, 'closed'::text])))
);
CREATE UNIQUE INDEX data_breach_closed ON data_breach_entry USING btree (breach_id) WHERE (kind = 'closed'::text);
CREATE INDEX data_breach_entry_breach ON data_breach_entry USING btree (breach_id, written_at);

create table device (
  id uuid not null,
  enrolment_id uuid not null,
  staff_id uuid not null,
  office_id uuid not null,
  name text not null,
  model text not null,
  public_key text collate "C" not null,
  enrolled_at timestamp with time zone not null,
  constraint device_pkey PRIMARY KEY (id),
  constraint device_enrolment_id_key UNIQUE (enrolment_id),
  constraint device_public_key_key UNIQUE (public_key),
  constraint device_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES device_enrolment(id),
  constraint device_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint device_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);
CREATE INDEX device_office ON device USING btree (office_id);
CREATE INDEX device_staff ON device USING btree (staff_id);

create table device_alarm (
  id uuid not null,
  device_id uuid not null,
  kind text not null,
  about text collate "C" not null,
  facts jsonb not null,
  raised_at timestamp with time zone not null,
  constraint device_alarm_pkey PRIMARY KEY (id),
  constraint device_alarm_device_id_kind_about_key UNIQUE (device_id, kind, about),
  constraint device_alarm_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id)
);

create table device_alarm_end (
  alarm_id uuid not null,
  note text not null,
  ended_by uuid not null,
  ended_at timestamp with time zone not null,
  constraint device_alarm_end_pkey PRIMARY KEY (alarm_id),
  constraint device_alarm_end_alarm_id_fkey FOREIGN KEY (alarm_id) REFERENCES device_alarm(id),
  constraint device_alarm_end_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES staff(id)
);

create table device_answer (
  operation_id uuid not null,
  outcome text not null,
  code text,
  facts jsonb not null,
  receipt jsonb,
  answered_at timestamp with time zone not null,
  constraint device_answer_pkey PRIMARY KEY (operation_id),
  constraint device_answer_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES device_operation(id),
  constraint device_answer_check CHECK (((outcome = 'posted'::text) OR (code IS NOT NULL))),
  constraint device_answer_outcome_check CHECK ((outcome = ANY (ARRAY['posted'::text, 'refused'::text, 'quarantined'::text])))
);

create table device_attachment (
  device_id uuid not null,
  sha256 bytea not null,
  bytes integer not null,
  media_type text not null,
  operation_id uuid not null,
  constraint device_attachment_pkey PRIMARY KEY (device_id, sha256),
  constraint device_attachment_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id),
  constraint device_attachment_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES device_operation(id),
  constraint device_attachment_bytes_check CHECK ((bytes > 0)),
  constraint device_attachment_sha256_check CHECK ((length(sha256) = 32))
);

create table device_attachment_kept (
  device_id uuid not null,
  sha256 bytea not null,
  kept_at timestamp with time zone not null,
  constraint device_attachment_kept_pkey PRIMARY KEY (device_id, sha256),
  constraint device_attachment_kept_device_id_sha256_fkey FOREIGN KEY (device_id, sha256) REFERENCES device_attachment(device_id, sha256)
);

create table device_end (
  device_id uuid not null,
  how text not null,
  reason text not null,
  ended_by uuid not null,
  ended_at timestamp with time zone not null,
  constraint device_end_pkey PRIMARY KEY (device_id),
  constraint device_end_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id),
  constraint device_end_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES staff(id),
  constraint device_end_how_check CHECK ((how = ANY (ARRAY['revoked'::text, 'replaced'::text, 'lost'::text])))
);

create table device_enrolment (
  id uuid not null,
  code_hash bytea not null,
  staff_id uuid not null,
  office_id uuid not null,
  name text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  replaces uuid,
  replaces_reason text,
  constraint device_enrolment_pkey PRIMARY KEY (id),
  constraint device_enrolment_code_hash_key UNIQUE (code_hash),
  constraint device_enrolment_made_by_fkey FOREIGN KEY (made_by) REFERENCES staff(id),
  constraint device_enrolment_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint device_enrolment_replaces_fkey FOREIGN KEY (replaces) REFERENCES device(id),
  constraint device_enrolment_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  constraint device_enrolment_check CHECK ((expires_at > made_at)),
  constraint device_enrolment_code_hash_check CHECK ((length(code_hash) = 32)),
  constraint device_enrolment_replaces CHECK (((replaces IS NULL) = (replaces_reason IS NULL)))
);

create table device_exception (
  id uuid not null,
  operation_id uuid not null,
  office_id uuid not null,
  state text not null,
  code text not null,
  facts jsonb not null,
  case_id uuid,
  needs smallint not null,
  opened_at timestamp with time zone not null,
  constraint device_exception_pkey PRIMARY KEY (id),
  constraint device_exception_operation_id_key UNIQUE (operation_id),
  constraint device_exception_case_id_fkey FOREIGN KEY (case_id) REFERENCES custody_case(id),
  constraint device_exception_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint device_exception_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES device_operation(id),
  constraint device_exception_needs_check CHECK ((needs = ANY (ARRAY[1, 2]))),
  constraint device_exception_state_check CHECK ((state = ANY (ARRAY['quarantined'::text, 'conflict'::text])))
);
CREATE INDEX device_exception_case ON device_exception USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX device_exception_newest ON device_exception USING btree (opened_at DESC, id DESC);
CREATE INDEX device_exception_office ON device_exception USING btree (office_id);

create table device_exception_entry (
  id uuid not null,
  exception_id uuid not null,
  kind text not null,
  note text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  constraint device_exception_entry_pkey PRIMARY KEY (id),
  constraint device_exception_entry_exception_id_fkey FOREIGN KEY (exception_id) REFERENCES device_exception(id),
  constraint device_exception_entry_written_by_fkey FOREIGN KEY (written_by) REFERENCES staff(id),
  constraint device_exception_entry_kind_check CHECK ((kind = ANY (ARRAY['explained'::text, 'apply'::text, 'dismiss'::text])))
);
CREATE UNIQUE INDEX device_exception_said ON device_exception_entry USING btree (exception_id, written_by) WHERE (kind <> 'explained'::text);

create table device_exception_ruling (
  exception_id uuid not null,
  ruling text not null,
  outcome text,
  code text,
  facts jsonb not null,
  receipt jsonb,
  case_id uuid,
  ruled_at timestamp with time zone not null,
  constraint device_exception_ruling_pkey PRIMARY KEY (exception_id),
  constraint device_exception_ruling_case_id_fkey FOREIGN KEY (case_id) REFERENCES custody_case(id),
  constraint device_exception_ruling_exception_id_fkey FOREIGN KEY (exception_id) REFERENCES device_exception(id),
  constraint device_exception_ruling_outcome_check CHECK ((outcome = ANY (ARRAY['posted'::text, 'refused'::text, 'quarantined'::text]))),
  constraint device_exception_ruling_ruling_check CHECK ((ruling = ANY (ARRAY['apply'::text, 'dismiss'::text])))
);
CREATE INDEX device_exception_ruling_case ON device_exception_ruling USING btree (case_id) WHERE (case_id IS NOT NULL);

create table device_heard (
  device_id uuid not null,
  heard_at timestamp with time zone not null,
  last_seq integer not null,
  whole_seq integer not null,
  constraint device_heard_pkey PRIMARY KEY (device_id),
  constraint device_heard_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id)
);

create table device_operation (
  id uuid not null,
  device_id uuid not null,
  seq integer not null,
  hash bytea not null,
  prev bytea not null,
  content text not null,
  signature text not null,
  kind text not null,
  occurred_at timestamp with time zone not null,
  happened_at timestamp with time zone not null,
  timed_by text not null,
  skew_ms bigint not null,
  received_at timestamp with time zone not null,
  carried_by uuid,
  marks text[] not null,
  xid xid8 default pg_current_xact_id() not null,
  named uuid[] not null,
  constraint device_operation_pkey PRIMARY KEY (id),
  constraint device_operation_carried_by_fkey FOREIGN KEY (carried_by) REFERENCES staff(id),
  constraint device_operation_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id),
  constraint device_operation_check CHECK ((happened_at <= received_at)),
  constraint device_operation_hash_check CHECK ((length(hash) = 32)),
  constraint device_operation_prev_check CHECK ((length(prev) = 32)),
  constraint device_operation_seq_check CHECK ((seq > 0)),
  constraint device_operation_timed_by_check CHECK ((timed_by = ANY (ARRAY['monotonic'::text, 'offset'::text, 'sending'::text, 'receipt'::text])))
);
CREATE INDEX device_operation_chain ON device_operation USING btree (device_id, seq);
CREATE INDEX device_operation_place ON device_operation USING btree (xid, id);
CREATE INDEX device_operation_received ON device_operation USING brin (received_at) WITH (pages_per_range='32');

create table device_reopening (
  case_id uuid not null,
  exception_id uuid not null,
  opened_at timestamp with time zone not null,
  constraint device_reopening_pkey PRIMARY KEY (case_id),
  constraint device_reopening_case_id_fkey FOREIGN KEY (case_id) REFERENCES custody_case(id),
  constraint device_reopening_exception_id_fkey FOREIGN KEY (exception_id) REFERENCES device_exception(id)
);
CREATE INDEX device_reopening_of ON device_reopening USING btree (exception_id, opened_at);

create table device_ruling (
  id uuid not null,
  device_id uuid not null,
  operation_id uuid not null,
  ruling text not null,
  note text not null,
  ruled_by uuid not null,
  ruled_at timestamp with time zone not null,
  xid xid8 default pg_current_xact_id() not null,
  constraint device_ruling_pkey PRIMARY KEY (id),
  constraint device_ruling_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id),
  constraint device_ruling_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES device_operation(id),
  constraint device_ruling_ruled_by_fkey FOREIGN KEY (ruled_by) REFERENCES staff(id),
  constraint device_ruling_ruling_check CHECK ((ruling ~ '^[a-z_]{1,40}$'::text))
);
CREATE INDEX device_ruling_place ON device_ruling USING btree (device_id, xid, id);

create table evidence_check (
  id uuid not null,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  size bigint not null,
  outcome text not null,
  findings jsonb not null,
  constraint evidence_check_pkey PRIMARY KEY (id),
  constraint evidence_check_outcome_check CHECK ((outcome = ANY (ARRAY['whole'::text, 'broken'::text])))
);
CREATE INDEX evidence_check_ended ON evidence_check USING btree (ended_at);

create table evidence_checkpoint (
  size bigint not null,
  root bytea not null,
  signed_at timestamp with time zone not null,
  key_id text not null,
  note text not null,
  constraint evidence_checkpoint_pkey PRIMARY KEY (size),
  constraint evidence_checkpoint_key_id_fkey FOREIGN KEY (key_id) REFERENCES evidence_key(id),
  constraint evidence_checkpoint_root_check CHECK ((length(root) = 32)),
  constraint evidence_checkpoint_size_check CHECK ((size > 0))
);

create table evidence_key (
  id text collate "C" not null,
  origin text not null,
  verifier text not null,
  valid_from timestamp with time zone not null,
  statement text,
  constraint evidence_key_pkey PRIMARY KEY (id)
);

create table evidence_node (
  level smallint not null,
  index bigint not null,
  hash bytea not null,
  constraint evidence_node_pkey PRIMARY KEY (level, index),
  constraint evidence_node_hash_check CHECK ((length(hash) = 32)),
  constraint evidence_node_level_check CHECK (((level > 0) AND (((level)::integer % 8) = 0)))
);

create table evidence_run (
  first_position bigint not null,
  size integer not null,
  first_xid xid8 not null,
  first_ref bytea not null,
  last_xid xid8 not null,
  last_ref bytea not null,
  refs bytea not null,
  hashes bytea not null,
  appended_at timestamp with time zone default clock_timestamp() not null,
  constraint evidence_run_pkey PRIMARY KEY (first_position),
  constraint evidence_run_check CHECK ((length(refs) = (17 * size))),
  constraint evidence_run_check1 CHECK ((length(hashes) = (32 * size))),
  constraint evidence_run_first_position_check CHECK ((first_position >= 0)),
  constraint evidence_run_size_check CHECK ((size > 0))
);
CREATE INDEX evidence_run_place ON evidence_run USING btree (first_xid, first_ref);

create table feed_cursor (
  reader text not null,
  xid xid8 not null,
  seq bigint not null,
  moved_at timestamp with time zone default now() not null,
  constraint feed_cursor_pkey PRIMARY KEY (reader)
);

create table feed_event (
  seq bigint generated always as identity not null,
  xid xid8 default pg_current_xact_id() not null,
  topic text not null,
  office_id uuid,
  body jsonb not null,
  at timestamp with time zone default clock_timestamp() not null,
  constraint feed_event_pkey PRIMARY KEY (seq),
  constraint feed_event_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id)
);
CREATE INDEX feed_event_place ON feed_event USING btree (xid, seq);

create table file_unused (
  sha256 bytea not null,
  since timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint file_unused_pkey PRIMARY KEY (sha256),
  constraint file_unused_sha256_check CHECK ((length(sha256) = 32))
);
CREATE INDEX file_unused_left ON file_unused USING btree (since) WHERE (removed_at IS NULL);

create table form_layout (
  code text not null,
  valid_from date not null,
  layout jsonb not null,
  legal_basis text not null,
  constraint form_layout_pkey PRIMARY KEY (code, valid_from)
);

create table funder (
  code text not null,
  name text not null,
  agency_hand uuid not null,
  constraint funder_pkey PRIMARY KEY (code),
  constraint funder_agency_hand_fkey FOREIGN KEY (agency_hand) REFERENCES hand(id)
);

create table funding (
  handover_id uuid not null,
  programme text not null,
  month date not null,
  amount_vnd bigint not null,
  document text not null,
  constraint funding_pkey PRIMARY KEY (handover_id),
  constraint funding_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id),
  constraint funding_programme_fkey FOREIGN KEY (programme) REFERENCES programme(code),
  constraint funding_amount_vnd_check CHECK ((amount_vnd > 0))
);
CREATE INDEX funding_month ON funding USING btree (month, programme);

create table hand (
  id uuid not null,
  kind text not null,
  office_id uuid not null,
  staff_id uuid,
  name text not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint hand_pkey PRIMARY KEY (id),
  constraint hand_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint hand_kind_check CHECK ((kind = ANY (ARRAY['vault'::text, 'drawer'::text, 'bag'::text, 'desk'::text, 'transit'::text, 'bank'::text, 'agency'::text, 'party'::text, 'suspense'::text, 'income'::text])))
);
CREATE INDEX hand_office ON hand USING btree (office_id, kind);
CREATE UNIQUE INDEX hand_personal ON hand USING btree (staff_id, kind) WHERE ((staff_id IS NOT NULL) AND (closed_at IS NULL));

create table hand_balance (
  hand_id uuid not null,
  balance_vnd bigint not null,
  limit_vnd bigint,
  closed_day date,
  held_vnd bigint,
  constraint hand_balance_pkey PRIMARY KEY (hand_id),
  constraint hand_balance_hand_id_fkey FOREIGN KEY (hand_id) REFERENCES hand(id),
  constraint hand_balance_balance_vnd_check CHECK ((balance_vnd >= 0)),
  constraint hand_balance_held CHECK (((held_vnd IS NULL) OR (balance_vnd = held_vnd))),
  constraint hand_balance_limit_vnd_check CHECK ((limit_vnd > 0))
);

create table hand_close (
  handover_id uuid not null,
  hand_id uuid not null,
  business_day date not null,
  book_vnd bigint not null,
  counted_vnd bigint not null,
  things_book integer not null,
  things_counted integer not null,
  constraint hand_close_pkey PRIMARY KEY (handover_id),
  constraint hand_close_hand_id_business_day_key UNIQUE (hand_id, business_day),
  constraint hand_close_hand_id_fkey FOREIGN KEY (hand_id) REFERENCES hand(id),
  constraint hand_close_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id),
  constraint hand_close_book_vnd_check CHECK ((book_vnd >= 0)),
  constraint hand_close_counted_vnd_check CHECK ((counted_vnd >= 0))
);

create table hand_freeze (
  id uuid not null,
  hand_id uuid not null,
  reason text not null,
  frozen_by uuid not null,
  frozen_at timestamp with time zone not null,
  constraint hand_freeze_pkey PRIMARY KEY (id),
  constraint hand_freeze_frozen_by_fkey FOREIGN KEY (frozen_by) REFERENCES staff(id),
  constraint hand_freeze_hand_id_fkey FOREIGN KEY (hand_id) REFERENCES hand(id)
);
CREATE INDEX hand_freeze_hand ON hand_freeze USING btree (hand_id);

create table hand_limit (
  id uuid not null,
  hand_id uuid not null,
  limit_vnd bigint,
  reason text not null,
  set_by uuid not null,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  constraint hand_limit_pkey PRIMARY KEY (id),
  constraint hand_limit_hand_id_fkey FOREIGN KEY (hand_id) REFERENCES hand(id),
  constraint hand_limit_limit_vnd_check CHECK ((limit_vnd > 0))
);
CREATE INDEX hand_limit_hand ON hand_limit USING btree (hand_id, set_at);

create table hand_snapshot (
  hand_id uuid not null,
  day date not null,
  balance_vnd bigint not null,
  constraint hand_snapshot_pkey PRIMARY KEY (hand_id, day),
  constraint hand_snapshot_hand_id_fkey FOREIGN KEY (hand_id) REFERENCES hand(id)
);

create table hand_thaw (
  freeze_id uuid not null,
  reason text not null,
  thawed_by uuid not null,
  thawed_at timestamp with time zone not null,
  constraint hand_thaw_pkey PRIMARY KEY (freeze_id),
  constraint hand_thaw_freeze_id_fkey FOREIGN KEY (freeze_id) REFERENCES hand_freeze(id),
  constraint hand_thaw_thawed_by_fkey FOREIGN KEY (thawed_by) REFERENCES staff(id)
);

create table handover (
  id uuid not null,
  kind text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  device_id uuid,
  office_id uuid not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  business_day date not null,
  reason text,
  proof jsonb,
  input_hash bytea not null,
  answers uuid,
  reverses uuid,
  toward_hand uuid,
  xid xid8 default pg_current_xact_id() not null,
  constraint handover_pkey PRIMARY KEY (id),
  constraint handover_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['person'::text, 'job'::text, 'support'::text]))),
  constraint handover_check CHECK (((actor_kind = 'job'::text) = (actor_id IS NULL))),
  constraint handover_input_hash_check CHECK ((length(input_hash) = 32))
);
CREATE UNIQUE INDEX handover_answers ON handover USING btree (answers) WHERE (answers IS NOT NULL);
CREATE INDEX handover_corrections ON handover USING btree (office_id, recorded_at DESC, id DESC) WHERE (reverses IS NOT NULL);
CREATE INDEX handover_office_day ON handover USING btree (office_id, business_day, recorded_at);
CREATE INDEX handover_place ON handover USING btree (xid, id);
CREATE UNIQUE INDEX handover_reverses ON handover USING btree (reverses) WHERE (reverses IS NOT NULL);

create table handover_witness (
  handover_id uuid not null,
  staff_id uuid not null,
  constraint handover_witness_pkey PRIMARY KEY (handover_id, staff_id),
  constraint handover_witness_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id)
);

create table heir (
  id uuid not null,
  citizen_id uuid not null,
  full_name text not null,
  cccd text not null,
  relation text not null,
  document text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint heir_pkey PRIMARY KEY (id),
  constraint heir_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizen(id)
);
CREATE INDEX heir_cccd ON heir USING btree (cccd);
CREATE INDEX heir_citizen ON heir USING btree (citizen_id);

create table holiday (
  day date not null,
  kind text not null,
  name text not null,
  legal_basis text not null,
  confidence text not null,
  constraint holiday_pkey PRIMARY KEY (day),
  constraint holiday_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'substitute'::text, 'swapped-off'::text, 'swapped-work'::text])))
);

create table home_visit_fact (
  id uuid not null,
  citizen_id uuid not null,
  office_id uuid not null,
  from_minute integer,
  to_minute integer,
  lat double precision,
  lon double precision,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  place text,
  constraint home_visit_fact_pkey PRIMARY KEY (id),
  constraint home_visit_fact_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizen(id),
  constraint home_visit_fact_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint home_visit_fact_check CHECK ((((from_minute IS NULL) = (to_minute IS NULL)) AND ((to_minute IS NULL) OR (to_minute > from_minute)))),
  constraint home_visit_fact_check1 CHECK (((lat IS NULL) = (lon IS NULL))),
  constraint home_visit_fact_from_minute_check CHECK (((from_minute >= 0) AND (from_minute <= 1439))),
  constraint home_visit_fact_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  constraint home_visit_fact_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
  constraint home_visit_fact_place_sealed CHECK (starts_with(place, 'enc:'::text)),
  constraint home_visit_fact_to_minute_check CHECK (((to_minute >= 0) AND (to_minute <= 1439)))
);
CREATE INDEX home_visit_fact_citizen ON home_visit_fact USING btree (citizen_id, written_at DESC);

create table list_check (
  id uuid not null,
  programme text not null,
  month date not null,
  kind text not null,
  file_name text not null,
  file_sha256 bytea not null,
  file_bytes bigint not null,
  mapping jsonb,
  outcome text not null,
  people integer not null,
  total_vnd bigint not null,
  report jsonb not null,
  checked_by uuid not null,
  checked_by_name text not null,
  checked_at timestamp with time zone not null,
  constraint list_check_pkey PRIMARY KEY (id),
  constraint list_check_programme_fkey FOREIGN KEY (programme) REFERENCES programme(code),
  constraint list_check_file_bytes_check CHECK ((file_bytes > 0)),
  constraint list_check_file_sha256_check CHECK ((length(file_sha256) = 32)),
  constraint list_check_kind_check CHECK ((kind = ANY (ARRAY['regular'::text, 'supplementary'::text, 'withdrawal'::text]))),
  constraint list_check_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint list_check_outcome_check CHECK ((outcome = ANY (ARRAY['clean'::text, 'already'::text, 'refused'::text])))
);
CREATE INDEX list_check_age ON list_check USING btree (checked_at);
CREATE INDEX list_check_file ON list_check USING btree (file_sha256);
CREATE INDEX list_check_month ON list_check USING btree (month, checked_at);

create table list_mapping (
  funder_code text not null,
  fingerprint text not null,
  mapping jsonb not null,
  saved_by uuid,
  saved_at timestamp with time zone not null,
  constraint list_mapping_pkey PRIMARY KEY (funder_code, fingerprint),
  constraint list_mapping_funder_code_fkey FOREIGN KEY (funder_code) REFERENCES funder(code)
);

create table list_restoration (
  list_id uuid not null,
  id uuid not null,
  reason text not null,
  vouchers integer not null,
  total_vnd bigint not null,
  made_by uuid not null,
  made_by_name text not null,
  witnessed_by uuid,
  made_at timestamp with time zone not null,
  constraint list_restoration_pkey PRIMARY KEY (list_id),
  constraint list_restoration_id_key UNIQUE (id),
  constraint list_restoration_list_id_fkey FOREIGN KEY (list_id) REFERENCES payout_list(id),
  constraint list_restoration_check CHECK ((witnessed_by <> made_by)),
  constraint list_restoration_total_vnd_check CHECK ((total_vnd > 0)),
  constraint list_restoration_vouchers_check CHECK ((vouchers > 0))
);

create table list_withdrawal (
  list_id uuid not null,
  of_list uuid not null,
  document text not null,
  reason text not null,
  made_by uuid not null,
  witnessed_by uuid,
  constraint list_withdrawal_pkey PRIMARY KEY (list_id),
  constraint list_withdrawal_list_id_fkey FOREIGN KEY (list_id) REFERENCES payout_list(id),
  constraint list_withdrawal_of_list_fkey FOREIGN KEY (of_list) REFERENCES payout_list(id),
  constraint list_withdrawal_check CHECK ((witnessed_by <> made_by))
);
CREATE INDEX list_withdrawal_of ON list_withdrawal USING btree (of_list);

create table match_review (
  id uuid not null,
  list_id uuid not null,
  line integer not null,
  citizen_id uuid not null,
  candidate_id uuid not null,
  raised_at timestamp with time zone not null,
  constraint match_review_pkey PRIMARY KEY (id),
  constraint match_review_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES citizen(id),
  constraint match_review_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizen(id),
  constraint match_review_list_id_fkey FOREIGN KEY (list_id) REFERENCES payout_list(id)
);
CREATE INDEX match_review_citizen ON match_review USING btree (citizen_id);

create table match_ruling (
  review_id uuid not null,
  same boolean not null,
  reason text not null,
  ruled_by uuid not null,
  ruled_at timestamp with time zone not null,
  moved jsonb,
  constraint match_ruling_pkey PRIMARY KEY (review_id),
  constraint match_ruling_review_id_fkey FOREIGN KEY (review_id) REFERENCES match_review(id)
);
CREATE INDEX match_ruling_newest ON match_ruling USING btree (ruled_at DESC, review_id DESC);

create table match_ruling_correction (
  id uuid not null,
  review_id uuid not null,
  same boolean not null,
  ruling_reason text not null,
  ruled_by uuid not null,
  ruled_at timestamp with time zone not null,
  moved jsonb,
  reason text not null,
  corrected_by uuid not null,
  corrected_at timestamp with time zone not null,
  constraint match_ruling_correction_pkey PRIMARY KEY (id),
  constraint match_ruling_correction_review_id_fkey FOREIGN KEY (review_id) REFERENCES match_review(id)
);
CREATE INDEX match_ruling_correction_newest ON match_ruling_correction USING btree (corrected_at DESC, id DESC);
CREATE INDEX match_ruling_correction_review ON match_ruling_correction USING btree (review_id);

create table migration (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone default now() not null,
  constraint migration_pkey PRIMARY KEY (number)
);

create table money_move (
  handover_id uuid not null,
  n smallint not null,
  from_hand uuid not null,
  to_hand uuid not null,
  amount_vnd bigint not null,
  business_day date not null,
  constraint money_move_pkey PRIMARY KEY (handover_id, n),
  constraint money_move_amount_vnd_check CHECK ((amount_vnd > 0)),
  constraint money_move_check CHECK ((from_hand <> to_hand))
);
CREATE INDEX money_move_from ON money_move USING btree (from_hand, business_day) INCLUDE (amount_vnd);
CREATE INDEX money_move_to ON money_move USING btree (to_hand, business_day) INCLUDE (amount_vnd);

create table office (
  id uuid not null,
  code text not null,
  name text not null,
  name_key text collate "C" not null,
  kind text not null,
  parent_id uuid,
  path text collate "C" not null,
  unit_id integer,
  lat double precision,
  lon double precision,
  opened_on date not null,
  closed_on date,
  constraint office_pkey PRIMARY KEY (id),
  constraint office_code_key UNIQUE (code),
  constraint office_path_key UNIQUE (path),
  constraint office_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES office(id),
  constraint office_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint office_kind_check CHECK ((kind = ANY (ARRAY['province'::text, 'district'::text, 'point'::text])))
);
CREATE INDEX office_parent ON office USING btree (parent_id);

create table office_close (
  office_id uuid not null,
  business_day date not null,
  closed_by uuid not null,
  closed_at timestamp with time zone not null,
  figures jsonb not null,
  constraint office_close_pkey PRIMARY KEY (office_id, business_day),
  constraint office_close_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id)
);

create table office_unit (
  office_id uuid not null,
  unit_id integer not null,
  valid_from date not null,
  valid_to date,
  constraint office_unit_pkey PRIMARY KEY (unit_id, valid_from),
  constraint office_unit_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint office_unit_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX office_unit_office ON office_unit USING btree (office_id);

create table open_offer (
  handover_id uuid not null,
  from_hand uuid not null,
  toward_hand uuid not null,
  transit_hand uuid not null,
  offered_at timestamp with time zone not null,
  constraint open_offer_pkey PRIMARY KEY (handover_id),
  constraint open_offer_from_hand_fkey FOREIGN KEY (from_hand) REFERENCES hand(id),
  constraint open_offer_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id),
  constraint open_offer_toward_hand_fkey FOREIGN KEY (toward_hand) REFERENCES hand(id),
  constraint open_offer_transit_hand_fkey FOREIGN KEY (transit_hand) REFERENCES hand(id)
);
CREATE INDEX open_offer_from ON open_offer USING btree (from_hand);
CREATE INDEX open_offer_toward ON open_offer USING btree (toward_hand);

create table payment (
  voucher_id uuid not null,
  attempt smallint not null,
  follows smallint generated always as (NULLIF((attempt - 1), 0)) stored,
  handover_id uuid not null,
  programme text not null,
  month date not null,
  citizen_id uuid not null,
  amount_vnd bigint not null,
  office_id uuid not null,
  paid_from uuid not null,
  collector_kind text not null,
  collector_name text not null,
  collector_number text,
  authority_id uuid,
  heir_id uuid,
  receipt_no text not null,
  signed text not null,
  paid_at timestamp with time zone not null,
  business_day date not null,
  constraint payment_pkey PRIMARY KEY (voucher_id, attempt),
  constraint payment_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authority(id),
  constraint payment_heir_id_fkey FOREIGN KEY (heir_id) REFERENCES heir(id),
  constraint payment_voucher_id_follows_fkey FOREIGN KEY (voucher_id, follows) REFERENCES payment_reversal(voucher_id, attempt),
  constraint payment_amount_vnd_check CHECK ((amount_vnd > 0)),
  constraint payment_attempt_check CHECK ((attempt > 0)),
  constraint payment_check CHECK (((collector_kind <> 'proxy'::text) OR (authority_id IS NOT NULL))),
  constraint payment_check1 CHECK (((collector_kind <> 'heir'::text) OR (heir_id IS NOT NULL))),
  constraint payment_collector_kind_check CHECK ((collector_kind = ANY (ARRAY['self'::text, 'proxy'::text, 'heir'::text, 'bank'::text]))),
  constraint payment_signed_check CHECK ((signed = ANY (ARRAY['paper'::text, 'pad'::text, 'bank'::text])))
);
CREATE INDEX payment_lies ON payment USING brin (business_day, month) WITH (pages_per_range='32');

create table payment_recognition (
  voucher_id uuid not null,
  attempt smallint not null,
  operation_id uuid not null,
  case_id uuid not null,
  constraint payment_recognition_pkey PRIMARY KEY (voucher_id, attempt),
  constraint payment_recognition_case_id_voucher_id_key UNIQUE (case_id, voucher_id),
  constraint payment_recognition_case_id_fkey FOREIGN KEY (case_id) REFERENCES custody_case(id),
  constraint payment_recognition_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES device_operation(id),
  constraint payment_recognition_voucher_id_attempt_fkey FOREIGN KEY (voucher_id, attempt) REFERENCES payment(voucher_id, attempt)
);

create table payment_reversal (
  voucher_id uuid not null,
  attempt smallint not null,
  handover_id uuid not null,
  reason text not null,
  constraint payment_reversal_pkey PRIMARY KEY (voucher_id, attempt),
  constraint payment_reversal_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id),
  constraint payment_reversal_voucher_id_attempt_fkey FOREIGN KEY (voucher_id, attempt) REFERENCES payment(voucher_id, attempt)
);

create table payout_hour (
  month date not null,
  programme text not null,
  office_id uuid not null,
  day date not null,
  hour smallint not null,
  paid_count integer not null,
  paid_vnd bigint not null,
  constraint payout_hour_pkey PRIMARY KEY (month, programme, office_id, day, hour),
  constraint payout_hour_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id)
);
CREATE INDEX payout_hour_day ON payout_hour USING btree (month, day);

create table payout_list (
  id uuid not null,
  programme text not null,
  month date not null,
  kind text not null,
  file_name text not null,
  file_sha256 bytea not null,
  file_bytes bigint not null,
  people integer not null,
  vouchers integer not null,
  total_vnd bigint not null,
  findings jsonb not null,
  handover_id uuid not null,
  accepted_by text not null,
  accepted_at timestamp with time zone not null,
  constraint payout_list_pkey PRIMARY KEY (id),
  constraint payout_list_id_programme_month_key UNIQUE (id, programme, month),
  constraint payout_list_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id) DEFERRABLE INITIALLY DEFERRED,
  constraint payout_list_programme_fkey FOREIGN KEY (programme) REFERENCES programme(code),
  constraint payout_list_file_sha256_check CHECK ((length(file_sha256) = 32)),
  constraint payout_list_kind_check CHECK ((kind = ANY (ARRAY['regular'::text, 'supplementary'::text, 'withdrawal'::text]))),
  constraint payout_list_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
CREATE INDEX payout_list_by_file ON payout_list USING btree (file_sha256);
CREATE UNIQUE INDEX payout_list_file ON payout_list USING btree (programme, month, kind, file_sha256);

create table payout_list_cell (
  list_id uuid not null,
  office_id uuid not null,
  unit_id integer not null,
  due_count bigint not null,
  due_vnd bigint not null,
  bank_count bigint not null,
  bank_vnd bigint not null
);

create table payout_overdue (
  month date not null,
  office_id uuid not null,
  planned_count integer not null,
  overdue_count integer not null,
  overdue_vnd bigint not null,
  closed_count integer not null,
  overdue_since date,
  late boolean not null,
  counted_on date not null,
  counted_at timestamp with time zone not null,
  constraint payout_overdue_pkey PRIMARY KEY (month, office_id),
  constraint payout_overdue_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id)
);

create table payout_rollup (
  month date not null,
  programme text not null,
  office_id uuid not null,
  unit_id integer not null,
  due_count integer default 0 not null,
  due_vnd bigint default 0 not null,
  paid_count integer default 0 not null,
  paid_vnd bigint default 0 not null,
  bank_count integer default 0 not null,
  bank_vnd bigint default 0 not null,
  returned_count integer default 0 not null,
  returned_vnd bigint default 0 not null,
  constraint payout_rollup_pkey PRIMARY KEY (month, programme, office_id, unit_id),
  constraint payout_rollup_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id)
);

create table payout_setting (
  name text not null,
  valid_from date not null,
  value_vnd bigint not null,
  legal_basis text not null,
  constraint payout_setting_pkey PRIMARY KEY (name, valid_from)
);

create table payout_stop (
  id uuid not null,
  citizen_id uuid not null,
  programme text,
  kind text not null,
  from_month date not null,
  reason text not null,
  recorded_by text not null,
  recorded_at timestamp with time zone not null,
  constraint payout_stop_pkey PRIMARY KEY (id),
  constraint payout_stop_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizen(id),
  constraint payout_stop_programme_fkey FOREIGN KEY (programme) REFERENCES programme(code),
  constraint payout_stop_kind_check CHECK ((kind = ANY (ARRAY['suspended'::text, 'ended'::text])))
);
CREATE INDEX payout_stop_citizen ON payout_stop USING btree (citizen_id);

create table payout_stop_lift (
  stop_id uuid not null,
  reason text not null,
  lifted_by uuid not null,
  lifted_at timestamp with time zone not null,
  constraint payout_stop_lift_pkey PRIMARY KEY (stop_id),
  constraint payout_stop_lift_stop_id_fkey FOREIGN KEY (stop_id) REFERENCES payout_stop(id)
);

create table plan_change (
  id uuid not null,
  office_id uuid not null,
  month date not null,
  change jsonb not null,
  vouchers integer not null,
  changed_by text not null,
  changed_at timestamp with time zone not null,
  constraint plan_change_pkey PRIMARY KEY (id),
  constraint plan_change_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id)
);
CREATE INDEX plan_change_office ON plan_change USING btree (office_id, month, changed_at);

create table plan_limit (
  office_id uuid not null,
  valid_from date not null,
  people integer,
  set_by text not null,
  set_at timestamp with time zone not null,
  constraint plan_limit_pkey PRIMARY KEY (office_id, valid_from, set_at),
  constraint plan_limit_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint plan_limit_people_check CHECK ((people > 0))
);

create table plan_print (
  id uuid not null,
  office_id uuid not null,
  month date not null,
  cells jsonb not null,
  people integer not null,
  total_vnd bigint not null,
  printed_by text not null,
  printed_at timestamp with time zone not null,
  constraint plan_print_pkey PRIMARY KEY (id),
  constraint plan_print_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint plan_print_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
CREATE INDEX plan_print_office ON plan_print USING btree (office_id, month, printed_at);

create table privacy_limit (
  name text not null,
  valid_from date not null,
  hours integer not null,
  legal_basis text not null,
  constraint privacy_limit_pkey PRIMARY KEY (name, valid_from),
  constraint privacy_limit_hours_check CHECK ((hours > 0)),
  constraint privacy_limit_name_check CHECK ((name = ANY (ARRAY['answer'::text, 'breach-notice'::text])))
);

create table programme (
  code text not null,
  "position" smallint not null,
  name_vi text not null,
  name_en text not null,
  constraint programme_pkey PRIMARY KEY (code)
);

create table programme_rule (
  id uuid not null,
  programme text not null,
  valid_from date not null,
  valid_to date,
  legal_basis text not null,
  confidence text not null,
  unsure text[] not null,
  funder_code text not null,
  forms jsonb not null,
  opens_on smallint not null,
  point_from smallint not null,
  point_to smallint not null,
  office_from smallint not null,
  office_to smallint not null,
  bank_from smallint not null,
  bank_to smallint not null,
  settle_on smallint not null,
  unpaid_rule text not null,
  suspend_after_months smallint not null,
  home_age smallint not null,
  fee_per_million integer default 0 not null,
  fee_per_voucher_vnd bigint default 0 not null,
  late_above_percent smallint default 20 not null,
  constraint programme_rule_pkey PRIMARY KEY (id),
  constraint programme_rule_programme_valid_from_key UNIQUE (programme, valid_from),
  constraint programme_rule_funder_code_fkey FOREIGN KEY (funder_code) REFERENCES funder(code),
  constraint programme_rule_programme_fkey FOREIGN KEY (programme) REFERENCES programme(code),
  constraint programme_rule_confidence_check CHECK ((confidence = ANY (ARRAY['sure'::text, 'secondary'::text, 'derived'::text, 'unsure'::text]))),
  constraint programme_rule_fee_per_million_check CHECK ((fee_per_million >= 0)),
  constraint programme_rule_fee_per_voucher_vnd_check CHECK ((fee_per_voucher_vnd >= 0)),
  constraint programme_rule_late_above_percent_check CHECK (((late_above_percent >= 0) AND (late_above_percent <= 100))),
  constraint programme_rule_unpaid_rule_check CHECK ((unpaid_rule = ANY (ARRAY['carry'::text, 'return'::text])))
);

create table proposal (
  id uuid not null,
  kind text not null,
  office_id uuid not null,
  command jsonb not null,
  amount_vnd bigint not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  constraint proposal_pkey PRIMARY KEY (id),
  constraint proposal_id_made_by_key UNIQUE (id, made_by),
  constraint proposal_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint proposal_amount_vnd_check CHECK ((amount_vnd >= 0)),
  constraint proposal_kind_check CHECK ((kind = ANY (ARRAY['bank-cash'::text, 'offer'::text, 'pay-reverse'::text, 'case-ruling'::text, 'ruling-reversal'::text, 'unpaid-return'::text, 'death-correction'::text, 'bag-reissue'::text, 'list-withdrawal'::text, 'list-restoration'::text])))
);
CREATE INDEX proposal_office ON proposal USING btree (office_id, made_at, id);

create table proposal_ruling (
  proposal_id uuid not null,
  made_by uuid not null,
  ruled_by uuid not null,
  granted boolean not null,
  note text,
  ruled_at timestamp with time zone not null,
  outcome jsonb,
  constraint proposal_ruling_pkey PRIMARY KEY (proposal_id),
  constraint proposal_ruling_proposal_id_made_by_fkey FOREIGN KEY (proposal_id, made_by) REFERENCES proposal(id, made_by),
  constraint proposal_ruling_check CHECK ((ruled_by <> made_by))
);

create table purge_run (
  at timestamp with time zone not null,
  what text not null,
  days integer not null,
  removed integer not null,
  constraint purge_run_pkey PRIMARY KEY (at, what)
);

create table retention_rule (
  what text not null,
  valid_from date not null,
  days integer not null,
  legal_basis text not null,
  confidence text not null,
  constraint retention_rule_pkey PRIMARY KEY (what, valid_from),
  constraint retention_rule_confidence_check CHECK ((confidence = ANY (ARRAY['sure'::text, 'secondary'::text, 'derived'::text, 'unsure'::text]))),
  constraint retention_rule_days_check CHECK ((days > 0)),
  constraint retention_rule_what_check CHECK ((what = ANY (ARRAY['sign-in-attempt'::text, 'session'::text, 'verification'::text, 'authority-image'::text, 'citizen-note'::text, 'list-check'::text, 'access-event'::text])))
);

create table road_closure (
  id uuid not null,
  office_id uuid not null,
  unit_id integer not null,
  hamlet text,
  toward_unit_id integer,
  from_day date not null,
  until_day date,
  reason text not null,
  written_by uuid not null,
  written_by_name text not null,
  written_at timestamp with time zone not null,
  constraint road_closure_pkey PRIMARY KEY (id),
  constraint road_closure_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint road_closure_toward_unit_id_fkey FOREIGN KEY (toward_unit_id) REFERENCES unit(id),
  constraint road_closure_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint road_closure_check CHECK (((until_day IS NULL) OR (until_day >= from_day))),
  constraint road_closure_check1 CHECK (((toward_unit_id IS NULL) OR ((hamlet IS NULL) AND (toward_unit_id <> unit_id))))
);
CREATE INDEX road_closure_office ON road_closure USING btree (office_id, from_day);

create table road_closure_lift (
  closure_id uuid not null,
  reason text not null,
  lifted_by uuid not null,
  lifted_by_name text not null,
  lifted_at timestamp with time zone not null,
  constraint road_closure_lift_pkey PRIMARY KEY (closure_id),
  constraint road_closure_lift_closure_id_fkey FOREIGN KEY (closure_id) REFERENCES road_closure(id)
);

create table role_grant (
  id uuid not null,
  staff_id uuid not null,
  role text not null,
  office_id uuid not null,
  valid_from date not null,
  valid_to date,
  granted_by uuid,
  granted_at timestamp with time zone default province_now() not null,
  constraint role_grant_pkey PRIMARY KEY (id),
  constraint role_grant_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES staff(id),
  constraint role_grant_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint role_grant_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  constraint role_grant_check CHECK ((valid_to >= valid_from))
);
CREATE INDEX role_grant_office ON role_grant USING btree (office_id, role);
CREATE INDEX role_grant_staff ON role_grant USING btree (staff_id);

create table role_revocation (
  grant_id uuid not null,
  reason text not null,
  revoked_by uuid,
  revoked_at timestamp with time zone default province_now() not null,
  constraint role_revocation_pkey PRIMARY KEY (grant_id),
  constraint role_revocation_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES role_grant(id),
  constraint role_revocation_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES staff(id)
);

create table round (
  id uuid not null,
  plan_id uuid not null,
  n smallint not null,
  payer_id uuid not null,
  partner_id uuid,
  capacity_vnd bigint not null,
  start_s integer not null,
  end_s integer not null,
  distance_m bigint not null,
  amount_vnd bigint not null,
  constraint round_pkey PRIMARY KEY (id),
  constraint round_plan_id_n_key UNIQUE (plan_id, n),
  constraint round_plan_id_payer_id_key UNIQUE (plan_id, payer_id),
  constraint round_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES staff(id),
  constraint round_payer_id_fkey FOREIGN KEY (payer_id) REFERENCES staff(id),
  constraint round_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES round_plan(id),
  constraint round_check CHECK ((amount_vnd <= capacity_vnd)),
  constraint round_check1 CHECK ((partner_id <> payer_id))
);
CREATE INDEX round_payer ON round USING btree (payer_id);

create table round_left (
  plan_id uuid not null,
  citizen_id uuid not null,
  why text not null,
  amount_vnd bigint not null,
  constraint round_left_pkey PRIMARY KEY (plan_id, citizen_id),
  constraint round_left_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizen(id),
  constraint round_left_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES round_plan(id)
);

create table round_offer (
  id uuid not null,
  round_id uuid not null,
  what text not null,
  offer_id uuid not null,
  amount_vnd bigint not null,
  pieces integer not null,
  offered_by uuid not null,
  offered_by_name text not null,
  offered_at timestamp with time zone not null,
  constraint round_offer_pkey PRIMARY KEY (id),
  constraint round_offer_round_id_fkey FOREIGN KEY (round_id) REFERENCES round(id),
  constraint round_offer_what_check CHECK ((what = ANY (ARRAY['vouchers'::text, 'cash'::text])))
);
CREATE INDEX round_offer_round ON round_offer USING btree (round_id);

create table round_plan (
  id uuid not null,
  office_id uuid not null,
  day date not null,
  version integer not null,
  reason text,
  travel text not null,
  stops integer not null,
  amount_vnd bigint not null,
  distance_m bigint not null,
  travel_s bigint not null,
  accepted_by uuid not null,
  accepted_by_name text not null,
  accepted_at timestamp with time zone not null,
  constraint round_plan_pkey PRIMARY KEY (id),
  constraint round_plan_office_id_day_version_key UNIQUE (office_id, day, version),
  constraint round_plan_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint round_plan_check CHECK (((version = 1) OR (reason IS NOT NULL))),
  constraint round_plan_travel_check CHECK ((travel = ANY (ARRAY['road'::text, 'distance'::text]))),
  constraint round_plan_version_check CHECK ((version > 0))
);

create table round_setting (
  name text not null,
  valid_from date not null,
  value bigint not null,
  legal_basis text not null,
  confidence text not null,
  set_by uuid,
  set_at timestamp with time zone default now() not null,
  constraint round_setting_pkey PRIMARY KEY (name, valid_from),
  constraint round_setting_confidence_check CHECK ((confidence = ANY (ARRAY['sure'::text, 'secondary'::text, 'derived'::text, 'unsure'::text]))),
  constraint round_setting_value_check CHECK ((value > 0))
);

create table round_stop (
  round_id uuid not null,
  "position" smallint not null,
  citizen_id uuid not null,
  arrive_s integer not null,
  begin_s integer not null,
  amount_vnd bigint not null,
  voucher_ids uuid[] not null,
  constraint round_stop_pkey PRIMARY KEY (round_id, "position"),
  constraint round_stop_round_id_citizen_id_key UNIQUE (round_id, citizen_id),
  constraint round_stop_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizen(id),
  constraint round_stop_round_id_fkey FOREIGN KEY (round_id) REFERENCES round(id)
);
CREATE INDEX round_stop_citizen ON round_stop USING btree (citizen_id);

create table second_factor_role (
  id uuid not null,
  role text not null,
  valid_from date not null,
  required boolean not null,
  legal_basis text not null,
  set_by uuid,
  set_at timestamp with time zone default clock_timestamp() not null,
  constraint second_factor_role_pkey PRIMARY KEY (id),
  constraint second_factor_role_set_by_fkey FOREIGN KEY (set_by) REFERENCES staff(id)
);
CREATE INDEX second_factor_role_name ON second_factor_role USING btree (role, valid_from DESC, set_at DESC);

create table session (
  id uuid not null,
  token text collate "C" not null,
  staff_id uuid not null,
  expires_at timestamp with time zone not null,
  stepped_up_at timestamp with time zone,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  last_used_at timestamp with time zone default clock_timestamp() not null,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token),
  constraint session_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE,
  constraint session_life CHECK ((expires_at <= (created_at + '24:00:00'::interval)))
);
CREATE INDEX session_staff ON session USING btree (staff_id);

create table setting (
  name text not null,
  value jsonb not null,
  set_at timestamp with time zone default now() not null,
  constraint setting_pkey PRIMARY KEY (name)
);

create table settlement (
  id uuid not null,
  programme text not null,
  month date not null,
  figures jsonb not null,
  returned_vnd bigint not null,
  fee_vnd bigint not null,
  return_handover uuid,
  fee_handover uuid,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint settlement_pkey PRIMARY KEY (id),
  constraint settlement_id_made_by_key UNIQUE (id, made_by),
  constraint settlement_programme_month_key UNIQUE (programme, month),
  constraint settlement_fee_handover_fkey FOREIGN KEY (fee_handover) REFERENCES handover(id),
  constraint settlement_programme_fkey FOREIGN KEY (programme) REFERENCES programme(code),
  constraint settlement_return_handover_fkey FOREIGN KEY (return_handover) REFERENCES handover(id)
);

create table settlement_lock (
  settlement_id uuid not null,
  made_by uuid not null,
  locked_by uuid not null,
  locked_at timestamp with time zone not null,
  constraint settlement_lock_pkey PRIMARY KEY (settlement_id),
  constraint settlement_lock_settlement_id_made_by_fkey FOREIGN KEY (settlement_id, made_by) REFERENCES settlement(id, made_by),
  constraint settlement_lock_check CHECK ((locked_by <> made_by))
);

create table sign_in_attempt (
  subject text collate "C" not null,
  at timestamp with time zone default clock_timestamp() not null
);
CREATE INDEX sign_in_attempt_at ON sign_in_attempt USING btree (at);
CREATE INDEX sign_in_attempt_subject ON sign_in_attempt USING btree (subject, at);

create table staff (
  id uuid not null,
  username text collate "C" not null,
  display_username text,
  name text not null,
  name_key text collate "C" default ''::text not null,
  email text collate "C" not null,
  email_verified boolean default false not null,
  image text,
  two_factor_enabled boolean default false not null,
  must_change_password boolean default false not null,
  created_by uuid,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint staff_pkey PRIMARY KEY (id),
  constraint staff_email_key UNIQUE (email),
  constraint staff_username_key UNIQUE (username),
  constraint staff_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff(id),
  constraint staff_username_check CHECK ((username = lower(username)))
);
CREATE INDEX staff_name ON staff USING btree (name_key, id);

create table staff_reinstatement (
  suspension_id uuid not null,
  reason text not null,
  reinstated_by uuid,
  reinstated_at timestamp with time zone default province_now() not null,
  constraint staff_reinstatement_pkey PRIMARY KEY (suspension_id),
  constraint staff_reinstatement_reinstated_by_fkey FOREIGN KEY (reinstated_by) REFERENCES staff(id),
  constraint staff_reinstatement_suspension_id_fkey FOREIGN KEY (suspension_id) REFERENCES staff_suspension(id)
);

create table staff_suspension (
  id uuid not null,
  staff_id uuid not null,
  reason text not null,
  suspended_by uuid,
  suspended_at timestamp with time zone default province_now() not null,
  constraint staff_suspension_pkey PRIMARY KEY (id),
  constraint staff_suspension_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  constraint staff_suspension_suspended_by_fkey FOREIGN KEY (suspended_by) REFERENCES staff(id)
);
CREATE INDEX staff_suspension_staff ON staff_suspension USING btree (staff_id);

create table subject_request (
  id uuid not null,
  citizen_id uuid,
  kind text not null,
  asked_by text not null,
  identified_by text not null,
  text text not null,
  received_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint subject_request_pkey PRIMARY KEY (id),
  constraint subject_request_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES citizen(id),
  constraint subject_request_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES staff(id),
  constraint subject_request_check CHECK ((due_at > received_at)),
  constraint subject_request_kind_check CHECK ((kind = ANY (ARRAY['see'::text, 'correct'::text, 'restrict'::text, 'erase'::text, 'object'::text])))
);
CREATE INDEX subject_request_citizen ON subject_request USING btree (citizen_id);
CREATE INDEX subject_request_due ON subject_request USING btree (due_at, id);

create table subject_request_answer (
  request_id uuid not null,
  outcome text not null,
  text text not null,
  act text not null,
  removed jsonb default '{}'::jsonb not null,
  answered_by uuid not null,
  answered_at timestamp with time zone not null,
  constraint subject_request_answer_pkey PRIMARY KEY (request_id),
  constraint subject_request_answer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES staff(id),
  constraint subject_request_answer_request_id_fkey FOREIGN KEY (request_id) REFERENCES subject_request(id),
  constraint subject_request_answer_act_check CHECK ((act = ANY (ARRAY['none'::text, 'restrict'::text, 'lift'::text, 'erase'::text]))),
  constraint subject_request_answer_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'partly'::text, 'refused'::text])))
);

create table thing (
  id uuid not null,
  kind text not null,
  holder uuid not null,
  held_by uuid,
  contested boolean default false not null,
  constraint thing_pkey PRIMARY KEY (id),
  constraint thing_held CHECK (((held_by IS NULL) OR (holder = held_by)))
);
CREATE INDEX thing_holder ON thing USING btree (holder, kind);

create table thing_move (
  handover_id uuid not null,
  thing_id uuid not null,
  from_hand uuid not null,
  to_hand uuid not null,
  constraint thing_move_pkey PRIMARY KEY (thing_id, handover_id),
  constraint thing_move_check CHECK ((from_hand <> to_hand))
);
CREATE INDEX thing_move_handover ON thing_move USING btree (handover_id);

create table two_factor (
  id uuid not null,
  staff_id uuid not null,
  secret text not null,
  backup_codes text,
  verified boolean default true not null,
  failed_verification_count integer default 0 not null,
  locked_until timestamp with time zone,
  last_step bigint,
  backup_salt text,
  backup_hashes text[] default '{}'::text[] not null,
  constraint two_factor_pkey PRIMARY KEY (id),
  constraint two_factor_staff_id_key UNIQUE (staff_id),
  constraint two_factor_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE
);

create table unit (
  id integer generated always as identity not null,
  code text not null,
  level text not null,
  name text not null,
  name_key text collate "C" not null,
  parent_id integer,
  valid_from date not null,
  valid_to date,
  legal_basis text not null,
  lat double precision,
  lon double precision,
  constraint unit_pkey PRIMARY KEY (id),
  constraint unit_code_level_valid_from_key UNIQUE (code, level, valid_from),
  constraint unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES unit(id),
  constraint unit_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
  constraint unit_level_check CHECK ((level = ANY (ARRAY['province'::text, 'district'::text, 'commune'::text])))
);
CREATE INDEX unit_name ON unit USING btree (name_key);
CREATE INDEX unit_parent ON unit USING btree (parent_id);

create table unit_boundary (
  import_id uuid not null,
  unit_id integer not null,
  coordinates jsonb not null,
  constraint unit_boundary_pkey PRIMARY KEY (unit_id, import_id),
  constraint unit_boundary_import_id_fkey FOREIGN KEY (import_id) REFERENCES boundary_import(id),
  constraint unit_boundary_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table unit_succession (
  from_id integer not null,
  to_id integer not null,
  effective_on date not null,
  legal_basis text not null,
  constraint unit_succession_pkey PRIMARY KEY (from_id, to_id),
  constraint unit_succession_from_id_fkey FOREIGN KEY (from_id) REFERENCES unit(id),
  constraint unit_succession_to_id_fkey FOREIGN KEY (to_id) REFERENCES unit(id)
);

create table unit_terrain (
  code text not null,
  level text not null,
  terrain text not null,
  valid_from date not null,
  legal_basis text not null,
  confidence text not null,
  constraint unit_terrain_pkey PRIMARY KEY (code, level, valid_from),
  constraint unit_terrain_confidence_check CHECK ((confidence = ANY (ARRAY['sure'::text, 'secondary'::text, 'derived'::text, 'unsure'::text]))),
  constraint unit_terrain_level_check CHECK ((level = ANY (ARRAY['district'::text, 'commune'::text]))),
  constraint unit_terrain_terrain_check CHECK ((terrain = ANY (ARRAY['town'::text, 'plain'::text, 'mountain'::text])))
);

create table verification (
  id uuid not null,
  identifier text collate "C" not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint verification_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_identifier ON verification USING btree (identifier);

create table voucher (
  id uuid not null,
  list_id uuid not null,
  line integer not null,
  programme text not null,
  month date not null,
  benefit_month date not null,
  kind text not null,
  regime text not null,
  source text not null,
  citizen_id uuid not null,
  amount_vnd bigint not null,
  unit_id integer,
  status text not null,
  office_id uuid not null,
  channel text not null,
  pay_on date not null,
  pay_until date not null,
  withdrawn_by uuid,
  constraint voucher_pkey PRIMARY KEY (id),
  constraint voucher_amount_vnd_check CHECK ((amount_vnd > 0)),
  constraint voucher_channel_check CHECK ((channel = ANY (ARRAY['point'::text, 'office'::text, 'home'::text, 'bank'::text]))),
  constraint voucher_kind_check CHECK ((kind = ANY (ARRAY['regular'::text, 'arrears'::text, 'one_off'::text, 'funeral'::text, 'carried'::text]))),
  constraint voucher_status_check CHECK ((status = ANY (ARRAY['due'::text, 'paid'::text, 'returned'::text, 'withdrawn'::text]))),
  constraint voucher_withdrawn_by CHECK (((status <> 'withdrawn'::text) OR (withdrawn_by IS NOT NULL))) NOT VALID
);
CREATE INDEX voucher_month ON voucher USING btree (month, programme, office_id);
CREATE UNIQUE INDEX voucher_right ON voucher USING btree (citizen_id, programme, benefit_month, kind, regime, withdrawn_by) NULLS NOT DISTINCT;

create table voucher_attempt (
  id uuid not null,
  voucher_id uuid not null,
  office_id uuid not null,
  reason text not null,
  note text,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  next_step text,
  again_on date,
  told_by text,
  told_relation text,
  told_phone text,
  constraint voucher_attempt_pkey PRIMARY KEY (id, voucher_id),
  constraint voucher_attempt_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint voucher_attempt_voucher_id_fkey FOREIGN KEY (voucher_id) REFERENCES voucher(id),
  constraint voucher_attempt_reason_check CHECK ((reason = ANY (ARRAY['absent'::text, 'refused'::text, 'no_papers'::text, 'wrong_person'::text, 'amount_disputed'::text, 'moved'::text, 'dead'::text, 'unreachable'::text, 'other'::text]))),
  constraint voucher_attempt_told_check CHECK (((num_nulls(told_by, told_relation) = ANY (ARRAY[0, 2])) AND ((told_phone IS NULL) OR (told_by IS NOT NULL))))
);
CREATE INDEX voucher_attempt_voucher ON voucher_attempt USING btree (voucher_id);

create table voucher_return (
  voucher_id uuid not null,
  handover_id uuid not null,
  reason text not null,
  outcome text not null,
  constraint voucher_return_pkey PRIMARY KEY (voucher_id, handover_id),
  constraint voucher_return_voucher_id_handover_id_fkey FOREIGN KEY (voucher_id, handover_id) REFERENCES thing_move(thing_id, handover_id),
  constraint voucher_return_outcome_check CHECK ((outcome = ANY (ARRAY['carried'::text, 'returned'::text, 'suspended'::text, 'recalled'::text])))
);
CREATE INDEX voucher_return_handover ON voucher_return USING btree (handover_id);

create view authority_shown as
 SELECT id,
    masked(proxy_cccd) AS proxy_cccd_masked
   FROM authority;

create view citizen_change_shown as
 SELECT id,
    citizen_id,
    masked_facts(before) AS before,
    masked_facts(after) AS after,
    ARRAY( SELECT jsonb_each.key
           FROM jsonb_each(citizen_change.after) jsonb_each(key, value)
          WHERE jsonb_each.value IS DISTINCT FROM (citizen_change.before -> jsonb_each.key)
          ORDER BY jsonb_each.key) AS changed,
    reason,
    changed_by,
    changed_at
   FROM citizen_change;

create view citizen_shown as
 SELECT id,
    full_name,
    name_key,
    tail_key,
    sex,
    born_on,
    birth_year,
    unit_id,
    hamlet,
    bank_account,
    bank_name,
    merged_into,
    recorded_at,
    masked(cccd) AS cccd_masked,
    masked(cmnd) AS cmnd_masked,
    masked(insurance_no) AS insurance_no_masked,
    masked(phone) AS phone_masked,
    cccd IS NOT NULL AS has_cccd,
    insurance_no IS NOT NULL AS has_insurance_no,
    xmin AS row_xmin
   FROM citizen;

create view heir_shown as
 SELECT id,
    masked(cccd) AS cccd_masked
   FROM heir;

create view second_factor_due as
 SELECT role
   FROM ( SELECT DISTINCT ON (second_factor_role.role) second_factor_role.role,
            second_factor_role.required
           FROM second_factor_role
          WHERE second_factor_role.valid_from <= province_today()
          ORDER BY second_factor_role.role, second_factor_role.valid_from DESC, second_factor_role.set_at DESC) latest
  WHERE required;

CREATE OR REPLACE FUNCTION access_setting_today(p_name text)
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$
  select value from access_setting where name = p_name and valid_from <= province_today()
  order by valid_from desc, set_at desc limit 1
$function$;

CREATE OR REPLACE FUNCTION admit_look(p_ids uuid[], p_staff uuid, p_session uuid, p_device uuid, p_subject_kind text, p_subject text, p_reason text, p_route text, p_reference text, p_ip text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
declare
  v_paths text[];
begin
  if not (exists (select from session where id = p_session and staff_id = p_staff and expires_at > now())
      or exists (select from device d where d.id = p_device and d.staff_id = p_staff
        and not exists (select from device_end e where e.device_id = d.id)))
    or exists (select from staff_suspension x where x.staff_id = p_staff
      and not exists (select from staff_reinstatement b where b.suspension_id = x.id)) then
    raise exception 'a look at personal data is had by somebody signed in' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(array_agg(o.path), '{}') into v_paths from role_grant g join office o on o.id = g.office_id
  where g.staff_id = p_staff and g.valid_from <= province_today() and coalesce(g.valid_to, 'infinity') >= province_today()
    and not exists (select from role_revocation r where r.grant_id = g.id);
  if not exists (select from unnest(v_paths) path where path not like '%/%') and exists (
    select from unnest(p_ids) asked(id)
    where not exists (
      select from (select coalesce(merged_into, id) as id from citizen where id = asked.id) kept
        join citizen c on c.id = kept.id or c.merged_into = kept.id
        join office o on exists (select from unnest(v_paths) path where o.path = path or starts_with(o.path, path || '/'))
      where (
        exists (select from office_unit s where s.unit_id = c.unit_id and s.office_id = o.id)
        or exists (select from voucher v where v.citizen_id = c.id and v.office_id = o.id)))
  ) then
    raise exception 'a look at personal data beyond the reach of who asks' using errcode = 'insufficient_privilege';
  end if;
  -- Of a paper or a file that names many, one row tells which; of people, a row each.
  insert into access_log (staff_id, session_id, subject_kind, subject_id, reason, route, reference, ip)
    select p_staff, p_session, p_subject_kind, subject, p_reason, p_route, p_reference, p_ip
    from (select p_subject as subject where p_subject is not null
      union all select id::text from unnest(p_ids) id where p_subject is null) looked;
end $function$;

CREATE OR REPLACE FUNCTION append_evidence(p_size bigint, p_first_xid xid8, p_last_xid xid8, p_refs bytea, p_hashes bytea, p_levels smallint[], p_indexes bigint[], p_nodes bytea[])
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
declare
  v_last evidence_run;
  v_count int := length(p_hashes) / 32;
  v_first_ref bytea := substr(p_refs, 1, 17);
begin
  perform pg_advisory_xact_lock(hashtext('evidence'));
  select * into v_last from evidence_run order by first_position desc limit 1;
  if p_size <> coalesce(v_last.first_position + v_last.size, 0) then
    return null;
  end if;
  if (p_first_xid, v_first_ref) <= (v_last.last_xid, v_last.last_ref) or p_last_xid >= pg_snapshot_xmin(pg_current_snapshot()) then
    raise exception 'evidence is appended in the order of commits, of what can no longer be overtaken';
  end if;
  insert into evidence_run (first_position, size, first_xid, first_ref, last_xid, last_ref, refs, hashes)
  values (p_size, v_count, p_first_xid, v_first_ref, p_last_xid, substr(p_refs, 17 * v_count - 16), p_refs, p_hashes);
  insert into evidence_node (level, index, hash) select * from unnest(p_levels, p_indexes, p_nodes);
  return p_size + v_count;
end $function$;

CREATE OR REPLACE FUNCTION change_citizen(p_id uuid, p_citizen uuid, p_set jsonb, p_keys jsonb, p_reason text, p_by uuid, p_now timestamp with time zone)
 RETURNS text[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
declare
  v_known citizen_change;
  v_now jsonb;
  v_changed text[];
  v_after jsonb;
begin
  if exists (select from jsonb_object_keys(p_set) name where name not in ('full_name', 'born_on', 'birth_year', 'sex', 'cccd', 'cmnd',
      'insurance_no', 'phone', 'address', 'bank_account', 'bank_name'))
    or exists (select from jsonb_object_keys(p_keys) name where name not in ('name_key', 'tail_key')) then
    raise exception 'a correction is of facts about a person' using errcode = 'insufficient_privilege';
  end if;
  select * into v_known from citizen_change where id = p_id;
  if found then
    if v_known.citizen_id <> p_citizen or v_known.reason <> p_reason or not p_set @> v_known.after then return null; end if;
    return array(select jsonb_object_keys(v_known.after));
  end if;
  select to_jsonb(c) into strict v_now from citizen c where id = p_citizen for update;
  v_changed := array(select key from jsonb_each(p_set) where value is distinct from v_now -> key);
  if cardinality(v_changed) = 0 then return v_changed; end if;
  select jsonb_object_agg(key, value) into v_after from jsonb_each(p_set) where key = any (v_changed);
  update citizen c set full_name = n.full_name, name_key = n.name_key, tail_key = n.tail_key, born_on = n.born_on,
    birth_year = n.birth_year, sex = n.sex, cccd = n.cccd, cmnd = n.cmnd, insurance_no = n.insurance_no, phone = n.phone,
    address = n.address, bank_account = n.bank_account, bank_name = n.bank_name
  from jsonb_populate_record(null::citizen, v_now || v_after || p_keys) n where c.id = p_citizen;
  insert into citizen_change (id, citizen_id, before, after, reason, changed_by, changed_at)
  select p_id, p_citizen, jsonb_object_agg(name, v_now -> name), v_after, p_reason, p_by, p_now from unnest(v_changed) name;
  return v_changed;
end $function$;

CREATE OR REPLACE FUNCTION close_office_day(p_office uuid, p_day date, p_by uuid, p_now timestamp with time zone, p_figures jsonb)
 RETURNS date
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('office-day'), hashtext(p_office::text));
  if p_day > (p_now at time zone 'Asia/Ho_Chi_Minh')::date
    or exists (select 1 from office_close where office_id = p_office and business_day >= p_day) then
    return null;
  end if;
  insert into office_close (office_id, business_day, closed_by, closed_at, figures) values (p_office, p_day, p_by, p_now, p_figures);
  return p_day;
end $function$;

CREATE OR REPLACE FUNCTION correct_death(p_id uuid, p_citizens uuid[], p_reason text, p_evidence text, p_by uuid, p_witness uuid, p_now timestamp with time zone)
 RETURNS date
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
declare
  v_died_on date;
begin
  with gone as (
    delete from citizen_death where citizen_id = any (p_citizens) returning *
  ), kept as (
    insert into citizen_death_correction (id, citizen_id, died_on, document, recorded_by, recorded_at, reason, evidence, corrected_by, witnessed_by, corrected_at)
    select p_id, citizen_id, died_on, document, recorded_by, recorded_at, p_reason, p_evidence, p_by, p_witness, p_now from gone
    returning died_on
  )
  select min(died_on) into v_died_on from kept;
  return v_died_on;
end $function$;

CREATE OR REPLACE FUNCTION enter_staged(p_list uuid, p_from uuid, p_to uuid, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
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
  ), kept as (
    insert into payout_list_cell (list_id, office_id, unit_id, due_count, due_vnd, bank_count, bank_vnd)
      select l.id, office_id, unit_id, n, vnd, bank_n, bank_vnd from cell
  )
  update payout_list p set vouchers = p.vouchers + c.n, total_vnd = p.total_vnd + c.vnd
    from (select coalesce(sum(n), 0)::int as n, coalesce(sum(vnd), 0)::bigint as vnd from cell) c where p.id = l.id;
end $function$;

CREATE OR REPLACE FUNCTION erase_person(p_request uuid, p_by uuid, p_text text, p_outcome text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
declare
  v_citizen uuid;
  v_records uuid[];
  v_removed jsonb;
begin
  select citizen_id into v_citizen from subject_request where id = p_request and kind = 'erase' for update;
  if v_citizen is null then
    raise exception 'only what was asked for by the person is erased' using errcode = 'foreign_key_violation';
  end if;
  select array_agg(id) into v_records from citizen where id = v_citizen or merged_into = v_citizen;
  perform 1 from citizen where id = any (v_records) order by id for update;
  if exists (select 1 from voucher where citizen_id = any (v_records) and status = 'due') then
    return null;
  end if;
  with gone_notes as (
    delete from citizen_note where citizen_id = any (v_records) returning 1
  ), was as (
    select count(phone) as phones, count(address) as addresses, count(bank_account) as accounts from citizen where id = any (v_records)
  ), emptied as (
    update citizen set phone = null, address = null, hamlet = null, bank_account = null, bank_name = null
    where id = any (v_records) returning 1
  ), changes as (
    update citizen_change set
      before = before - array['phone', 'address', 'hamlet', 'bank_account', 'bank_name'],
      after = after - array['phone', 'address', 'hamlet', 'bank_account', 'bank_name']
    where citizen_id = any (v_records) returning 1
  )
  select jsonb_build_object('phones', phones, 'addresses', addresses, 'accounts', accounts,
    'notes', (select count(*) from gone_notes), 'records', (select count(*) from emptied), 'changes', (select count(*) from changes))
  into v_removed from was;
  insert into subject_request_answer (request_id, outcome, text, act, removed, answered_by, answered_at)
  values (p_request, p_outcome, p_text, 'erase', v_removed, p_by, p_now);
  return v_removed;
end $function$;

CREATE OR REPLACE FUNCTION find_collecting(p_number text)
 RETURNS TABLE(authority_id uuid, heir_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
  select id, null::uuid from authority where proxy_cccd = p_number
  union all
  select null, id from heir where cccd = p_number
$function$;

CREATE OR REPLACE FUNCTION find_people(p_kind text, p_number text, p_limit integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
begin
  case p_kind
    when 'cccd' then return query select id from citizen where cccd = p_number limit p_limit;
    when 'cmnd' then return query select id from citizen where cmnd = p_number limit p_limit;
    when 'insurance_no' then return query select id from citizen where insurance_no = p_number limit p_limit;
    when 'phone' then return query select id from citizen where phone = p_number limit p_limit;
  end case;
end $function$;

CREATE OR REPLACE FUNCTION finish_list(p_list uuid, p_people integer, p_findings jsonb)
 RETURNS TABLE(vouchers integer, total_vnd bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
declare
  l payout_list;
begin
  select * into l from payout_list p where p.id = p_list and p.xmin = pg_current_xact_id()::xid;
  if not found then
    raise exception 'a list is finished in its own transaction' using errcode = 'foreign_key_violation';
  end if;
  with cell as (
    delete from payout_list_cell where list_id = p_list returning office_id, unit_id, due_count, due_vnd, bank_count, bank_vnd
  )
  insert into payout_rollup as r (month, programme, office_id, unit_id, due_count, due_vnd, bank_count, bank_vnd)
    select l.month, l.programme, office_id, unit_id, sum(due_count), sum(due_vnd), sum(bank_count), sum(bank_vnd)
    from cell group by office_id, unit_id order by office_id, unit_id
    on conflict (month, programme, office_id, unit_id) do update
      set due_count = r.due_count + excluded.due_count, due_vnd = r.due_vnd + excluded.due_vnd,
        bank_count = r.bank_count + excluded.bank_count, bank_vnd = r.bank_vnd + excluded.bank_vnd;
  return query update payout_list p set people = p_people, findings = p_findings
    where p.id = p_list returning p.vouchers, p.total_vnd;
end $function$;

CREATE OR REPLACE FUNCTION follow_merge(p_from uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
declare
  moved bigint;
begin
  update voucher v set citizen_id = c.merged_into from citizen c
    where c.id = p_from and c.merged_into is not null and v.citizen_id = c.id;
  get diagnostics moved = row_count;
  return moved;
end $function$;

CREATE OR REPLACE FUNCTION hold_aside(p_things uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
  update thing t set contested = true, held_by = case when h.kind = 'suspense' then t.holder else t.held_by end from hand h
  where t.id = any (p_things) and h.id = t.holder and open_difference_names(t.id, null)
$function$;

CREATE OR REPLACE FUNCTION hold_hand(p_hand uuid, p_held boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
begin
  if p_held and not exists (
    select 1 from hand_freeze f where f.hand_id = p_hand and not exists (select 1 from hand_thaw t where t.freeze_id = f.id)
  ) then
    raise exception 'only a frozen hand is held' using errcode = 'check_violation';
  end if;
  -- In the order of the posting function: things by their ids, then the balance.
  perform 1 from thing where holder = p_hand order by id for update;
  perform 1 from hand_balance where hand_id = p_hand for update;
  update thing set held_by = case when p_held then p_hand end where holder = p_hand or held_by = p_hand;
  update hand_balance set held_vnd = case when p_held then balance_vnd end where hand_id = p_hand;
end $function$;

CREATE OR REPLACE FUNCTION household(p_citizen uuid, p_unit integer, p_commune text, p_district text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
  select md5(case when translate(replace(replace(replace(lower(c.address), lower(coalesce(c.hamlet, '')), ''), lower(p_commune), ''),
      lower(coalesce(p_district, '')), ''), ' ,.;-', '') <> ''
    then concat_ws('|', p_unit, c.hamlet, lower(c.address)) else c.id::text end)
  from citizen c where c.id = p_citizen
$function$;

CREATE OR REPLACE FUNCTION issue_things(p_handover uuid, p_kind text, p_things uuid[], p_from uuid, p_to uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
begin
  if (select count(*) from hand where id in (p_from, p_to)) <> 2 or not exists (select 1 from handover where id = p_handover) then
    raise exception 'things are issued by a posted handover between two hands' using errcode = 'foreign_key_violation';
  end if;
  insert into thing (id, kind, holder) select id, p_kind, p_to from unnest(p_things) as u(id);
  insert into thing_move (handover_id, thing_id, from_hand, to_hand) select p_handover, id, p_from, p_to from unnest(p_things) as u(id);
  return cardinality(p_things);
end $function$;

CREATE OR REPLACE FUNCTION let_go(p_case uuid, p_paid boolean)
 RETURNS TABLE(thing uuid, suspense uuid, desk uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
declare
  v_things uuid[];
begin
  if not exists (select from custody_case_entry e where e.case_id = p_case and e.kind = 'ruled'
      and not exists (select from handover h where h.id = e.handover_id)) then
    raise exception 'only a ruling under way lets go of what stands aside' using errcode = 'check_violation';
  end if;
  v_things := array(select jsonb_array_elements_text(c.facts -> 'things')::uuid from custody_case c where c.id = p_case);
  -- What is seen of other differences is true only once the things are locked: whoever opens one locks them first.
  perform lock_things(v_things);
  return query with free as (
    update thing t set contested = false, held_by = case when h.kind <> 'suspense' then t.held_by end from hand h
    where t.id = any (v_things) and h.id = t.holder and (p_paid or not open_difference_names(t.id, p_case))
    returning t.id, h.id as hand, h.kind, h.office_id
  )
  select f.id, f.hand, d.id from free f join hand d on d.office_id = f.office_id and d.kind = 'desk' where f.kind = 'suspense';
end $function$;

CREATE OR REPLACE FUNCTION lock_things(p_things uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
  select from thing where id = any (p_things) order by id for update
$function$;

CREATE OR REPLACE FUNCTION look_at_collectors(p_ids uuid[], p_staff uuid, p_session uuid, p_device uuid, p_subject_kind text, p_subject text, p_reason text, p_route text, p_reference text, p_ip text)
 RETURNS TABLE(id uuid, cccd text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
begin
  perform admit_look(p_ids, p_staff, p_session, p_device, p_subject_kind, p_subject, p_reason, p_route, p_reference, p_ip);
  return query
    with asked as (select c.id from citizen c where c.id = any (p_ids) or c.merged_into = any (p_ids))
    select a.id, a.proxy_cccd from authority a join asked on asked.id = a.citizen_id
    union all
    select h.id, h.cccd from heir h join asked on asked.id = h.citizen_id;
end $function$;

CREATE OR REPLACE FUNCTION look_at_people(p_ids uuid[], p_staff uuid, p_session uuid, p_device uuid, p_subject_kind text, p_subject text, p_reason text, p_route text, p_reference text, p_ip text)
 RETURNS TABLE(id uuid, cccd text, cmnd text, insurance_no text, phone text, address text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
begin
  perform admit_look(p_ids, p_staff, p_session, p_device, p_subject_kind, p_subject, p_reason, p_route, p_reference, p_ip);
  return query select c.id, c.cccd, c.cmnd, c.insurance_no, c.phone, c.address from citizen c where c.id = any (p_ids);
end $function$;

CREATE OR REPLACE FUNCTION look_at_records(p_ids uuid[], p_staff uuid, p_session uuid, p_device uuid, p_subject_kind text, p_subject text, p_reason text, p_route text, p_reference text, p_ip text)
 RETURNS TABLE(id uuid, cccd text, cmnd text, insurance_no text, phone text, address text, changes jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
begin
  perform admit_look(p_ids, p_staff, p_session, p_device, p_subject_kind, p_subject, p_reason, p_route, p_reference, p_ip);
  return query select c.id, c.cccd, c.cmnd, c.insurance_no, c.phone, c.address,
    coalesce((select jsonb_agg(jsonb_build_object('before', g.before, 'after', g.after, 'reason', g.reason, 'changed_at', g.changed_at)
      order by g.changed_at, g.id) from citizen_change g where g.citizen_id = c.id), '[]')
  from citizen c where c.id = any (p_ids);
end $function$;

CREATE OR REPLACE FUNCTION masked(p_number text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when length(p_number) < 8 then repeat('*', length(p_number))
    else left(p_number, 3) || repeat('*', length(p_number) - 7) || right(p_number, 4) end
$function$;

CREATE OR REPLACE FUNCTION masked_facts(p_facts jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select jsonb_object_agg(key, case when key in ('cccd', 'cmnd', 'insurance_no', 'phone') and jsonb_typeof(value) = 'string'
    then to_jsonb(masked(value #>> '{}')) else value end)
  from jsonb_each(p_facts)
$function$;

CREATE OR REPLACE FUNCTION match_people(p_cccd text[], p_insurance_no text[], p_cmnd text[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
begin
  return array(select coalesce(
      case when u.cccd is not null then (select coalesce(c.merged_into, c.id) from citizen c where c.cccd = u.cccd) end,
      case when u.insurance_no is not null then (select coalesce(c.merged_into, c.id) from citizen c where c.insurance_no = u.insurance_no) end,
      case when u.cmnd is not null then (select coalesce(c.merged_into, c.id) from citizen c where c.cmnd = u.cmnd limit 1) end)
    from unnest(p_cccd, p_insurance_no, p_cmnd) as u(cccd, insurance_no, cmnd));
end $function$;

CREATE OR REPLACE FUNCTION match_staged()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
begin
  update staged_line s set citizen_id = m.known_id, fresh = false
  from (select ctid as place, coalesce(
      case when u.cccd is not null then (select coalesce(c.merged_into, c.id) from citizen c where c.cccd = u.cccd) end,
      case when u.insurance_no is not null then (select coalesce(c.merged_into, c.id) from citizen c where c.insurance_no = u.insurance_no) end,
      case when u.cmnd is not null then (select coalesce(c.merged_into, c.id) from citizen c where c.cmnd = u.cmnd limit 1) end
    ) as known_id from staged_line u offset 0) m
  where m.known_id is not null and s.ctid = m.place;
end $function$;

CREATE OR REPLACE FUNCTION merge_numbers(p_from uuid, p_into uuid, p_bank_account text, p_reason text, p_by uuid, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
declare
  f citizen;
  i citizen;
  v_numbers jsonb;
begin
  perform 1 from citizen where id in (p_from, p_into) order by id for update;
  select * into strict f from citizen where id = p_from;
  select * into strict i from citizen where id = p_into;
  v_numbers := jsonb_build_object('cccd', coalesce(i.cccd, f.cccd), 'cmnd', coalesce(i.cmnd, f.cmnd),
    'insurance_no', coalesce(i.insurance_no, f.insurance_no), 'phone', coalesce(i.phone, f.phone),
    'bank_account', p_bank_account, 'bank_name', coalesce(i.bank_name, f.bank_name));
  update citizen set merged_into = p_into, cccd = null, cmnd = null, insurance_no = null where id = p_from;
  update citizen c set cccd = n.cccd, cmnd = n.cmnd, insurance_no = n.insurance_no, phone = n.phone, bank_account = n.bank_account,
    bank_name = n.bank_name
  from jsonb_populate_record(null::citizen, v_numbers) n where c.id = p_into;
  insert into citizen_change (id, citizen_id, before, after, reason, changed_by, changed_at) values
    (new_id(), p_from, to_jsonb(f), jsonb_build_object('merged_into', p_into), p_reason, p_by, p_now),
    (new_id(), p_into, to_jsonb(i), v_numbers, p_reason, p_by, p_now);
end $function$;

CREATE OR REPLACE FUNCTION new_id()
 RETURNS uuid
 LANGUAGE sql
AS $function$
  select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
    || '7' || substr(r, 14, 3) || substr(r, 17, 16))::uuid
  from (select replace(gen_random_uuid()::text, '-', '') as r) random
$function$;

CREATE OR REPLACE FUNCTION numbers_at_odds(p_line integer[], p_citizen uuid[], p_cccd text[], p_insurance_no text[])
 RETURNS TABLE(line integer, insurance_no_masked text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
  select s.line, masked(c.insurance_no)
  from unnest(p_line, p_citizen, p_cccd, p_insurance_no) as s(line, citizen_id, cccd, insurance_no) join citizen c on c.id = s.citizen_id
  where c.cccd = s.cccd and c.insurance_no <> s.insurance_no
    and exists (select 1 from citizen other where other.insurance_no = s.insurance_no and other.id <> c.id)
$function$;

CREATE OR REPLACE FUNCTION open_difference_names(p_thing uuid, p_but uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (
    select from custody_case c where c.facts -> 'things' ? p_thing::text and c.id is distinct from p_but
      and not exists (select from custody_case_entry e where e.case_id = c.id and e.kind = 'ruled'))
$function$;

CREATE OR REPLACE FUNCTION operation_of_case(p_case uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$
  select operation_id from device_exception where case_id = p_case
  union all
  select x.operation_id from device_exception_ruling r join device_exception x on x.id = r.exception_id where r.case_id = p_case
  union all
  select x.operation_id from device_reopening k join device_exception x on x.id = k.exception_id where k.case_id = p_case
  limit 1
$function$;

CREATE OR REPLACE FUNCTION pay_plain(p_now timestamp with time zone, p_till_person uuid[], p_till_name text[], p_till_office uuid[], p_id uuid[], p_till integer[], p_occurred_ms bigint[], p_input_hash bytea[], p_letters text[], p_signed text[], p_proof jsonb[], p_counted bigint[], p_at integer[], p_n integer[], p_voucher uuid[], p_plural boolean, p_count_at integer[], p_count_note integer[], p_count_pieces integer[], OUT office_code text[], OUT paid_at integer[], OUT paid_vnd bigint[])
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_today date := (p_now at time zone 'Asia/Ho_Chi_Minh')::date;
  v_hour smallint := extract(hour from p_now at time zone 'Asia/Ho_Chi_Minh');
  v_closed uuid[];
  v_drawer uuid[];
  v_desk uuid[];
  v_party uuid[];
  v_balance bigint[];
  v_passed int;
  v_marked int;
  v_given int;
  v_tills int;
begin
  -- Whoever closes an office's day waits for this, and this for them.
  perform pg_advisory_xact_lock_shared(hashtext('office-day'), hashtext(o::text))
  from (select distinct o from unnest(p_till_office) u(o) order by 1) named;

  select coalesce(array_agg(office_id), '{}') into v_closed from office_close
  where office_id = any (p_till_office) and business_day >= v_today;
  -- A till that is closed, or that takes part in what a payment never does, has no drawer here.
  select array_agg(o.code order by a.n), array_agg(h.id order by a.n), array_agg(d.id order by a.n), array_agg(p.id order by a.n),
    array_agg(b.balance_vnd order by a.n)
  into office_code, v_drawer, v_desk, v_party, v_balance
  from unnest(p_till_person, p_till_office) with ordinality a(person, office, n)
  left join office o on o.id = a.office
  left join hand d on d.office_id = a.office and d.kind = 'desk'
  left join hand p on p.office_id = a.office and p.kind = 'party'
  left join (hand h join hand_balance b on b.hand_id = h.id and b.held_vnd is null and (b.closed_day is null or b.closed_day < v_today))
    on h.staff_id = a.person and h.kind = 'drawer' and h.closed_at is null and h.office_id = a.office and a.office <> all (v_closed);
  if cardinality(v_drawer) <> cardinality(p_till_person) or exists (select 1 from hand_balance where hand_id = any (v_party)) then
    -- An office with two desks, or with a party whose cash is guarded: what is meant, the rules must say.
    return;
  end if;

  with asked as materialized (
    -- Things are locked, by being changed, in the order of their ids.
    select at.act, p_till[at.act] as till, coalesce(p_n[i], 1) as n, p_voucher[i] as id
    from generate_series(1, cardinality(p_voucher)) i cross join lateral (select coalesce(p_at[i], i) as act) at
    order by 4
  ), seen as materialized (
    select a.*, t.ctid as thing_at, v.ctid as voucher_at, v.programme, v.month, v.amount_vnd, coalesce(v.unit_id, 0) as unit_id,
      v.citizen_id, c.full_name,
      v.status = 'due' and v.channel <> 'bank' and v.office_id = p_till_office[a.till] and t.holder = v_desk[a.till] and t.held_by is null and not t.contested
        and v_drawer[a.till] is not null and c.merged_into is null as fits
    from asked a left join thing t on t.id = a.id left join voucher v on v.id = a.id left join citizen c on c.id = v.citizen_id
  ), people as materialized (
    select array_agg(citizen_id) as ids from seen
  ), odd as materialized (
    -- Who or what has something written down that the rules must weigh.
    select id from (
      select citizen_id as id from citizen_death where citizen_id = any ((select ids from people)::uuid[])
      union all
      select citizen_id from payout_stop where citizen_id = any ((select ids from people)::uuid[])
      union all
      select citizen_id from match_review where citizen_id = any ((select ids from people)::uuid[])
      union all
      select voucher_id from payment_reversal where voucher_id = any (p_voucher)
      union all
      select h.id from handover h where h.id = any (p_id)
    ) each_kind
  ), terms as materialized (
    select m.programme, m.month, f.agency_hand
    from (select distinct programme, month from seen where fits) m
    join programme_rule r on r.programme = m.programme and r.valid_from <= m.month and (r.valid_to is null or r.valid_to >= m.month)
    join funder f on f.code = r.funder_code
    where v_today >= least(m.month + r.opens_on - 1, (m.month + interval '1 month')::date - 1)
      and not exists (select 1 from settlement s join settlement_lock k on k.settlement_id = s.id
        where s.programme = m.programme and s.month = m.month)
  ), judged as materialized (
    select s.*, e.agency_hand,
      coalesce(s.fits and e.agency_hand is not null
        and ((select count(*) from odd) = 0 or not exists (select 1 from odd where odd.id in (s.id, s.citizen_id, p_id[s.act]))), false) as plain
    from seen s left join terms e on e.programme = s.programme and e.month = s.month
  ), unfit as materialized (
    select act from judged where not plain
    union all
    -- Several people, or notes that come to something else.
    select act from judged where p_plural
    group by act having count(distinct citizen_id) > 1 or sum(amount_vnd) <> p_counted[act]
    union all
    select act from judged
    where till = any (array(select till from judged group by till having sum(amount_vnd)::bigint > v_balance[till]))
  ), good as materialized (
    select * from judged where (select count(*) from unfit) = 0
    union all
    select * from judged where (select count(*) from unfit) > 0 and act <> all (array(select act from unfit))
  ), passed as (
    update thing t set holder = g.agency_hand from (select thing_at, till, agency_hand from good offset 0) g
    where t.ctid = g.thing_at and t.holder = v_desk[g.till] and not t.contested returning 1
  ), marked as (
    update voucher v set status = 'paid' from (select voucher_at from good offset 0) g where v.ctid = g.voucher_at and v.status = 'due' returning 1
  ), given as (
    update hand_balance b set balance_vnd = b.balance_vnd - s.vnd
    from (select till, sum(amount_vnd)::bigint as vnd from good group by till) s
    where b.hand_id = v_drawer[s.till] and b.balance_vnd >= s.vnd and (b.closed_day is null or b.closed_day < v_today)
    returning 1
  ), enveloped as (
    insert into handover (id, kind, actor_kind, actor_id, actor_name, office_id, occurred_at, recorded_at, business_day, proof, input_hash)
    select p_id[act], 'pay', 'person', p_till_person[till], p_till_name[till], p_till_office[till], to_timestamp(p_occurred_ms[act] / 1000.0::float8), p_now, v_today,
      p_proof[act], p_input_hash[act]
    from good where n = 1
  ), money as (
    insert into money_move (handover_id, n, from_hand, to_hand, amount_vnd, business_day)
    select p_id[act], n, v_drawer[till], v_party[till], amount_vnd, v_today from good
  ), things as (
    insert into thing_move (handover_id, thing_id, from_hand, to_hand) select p_id[act], id, v_desk[till], agency_hand from good
  ), counted as (
    insert into cash_count (handover_id, side, denomination, pieces)
    select p_id[c.act], 'paid', c.note, c.pieces from unnest(p_count_at, p_count_note, p_count_pieces) c(act, note, pieces)
    where c.pieces > 0 and c.act in (select act from good)
  ), recorded as (
    insert into payment (voucher_id, attempt, handover_id, programme, month, citizen_id, amount_vnd, office_id, paid_from,
      collector_kind, collector_name, receipt_no, signed, paid_at, business_day)
    select id, 1, p_id[act], programme, month, citizen_id, amount_vnd, p_till_office[till], v_drawer[till], 'self', full_name,
      office_code[till] || to_char(v_today, '-YYMMDD-') || p_letters[act], p_signed[act], p_now, v_today
    from good
  ), counts as materialized (
    select month, programme, p_till_office[till] as office_id, unit_id, count(*)::int as n, sum(amount_vnd)::bigint as vnd
    from good group by 1, 2, 3, 4 order by 1, 2, 3, 4
  ), rolled as (
    insert into payout_rollup as r (month, programme, office_id, unit_id, paid_count, paid_vnd)
    select * from counts
    on conflict (month, programme, office_id, unit_id) do update
      set paid_count = r.paid_count + excluded.paid_count, paid_vnd = r.paid_vnd + excluded.paid_vnd
  ), hourly as (
    insert into payout_hour as r (month, programme, office_id, day, hour, paid_count, paid_vnd)
    select month, programme, office_id, v_today, v_hour, sum(n), sum(vnd)::bigint from counts group by 1, 2, 3 order by 1, 2, 3
    on conflict (month, programme, office_id, day, hour) do update
      set paid_count = r.paid_count + excluded.paid_count, paid_vnd = r.paid_vnd + excluded.paid_vnd
  ), told as (
    insert into feed_event (topic, body)
    select 'payouts', jsonb_build_object('offices', jsonb_agg(office)) from (select distinct p_till_office[till] as office from good) o
    having count(*) > 0
  )
  select (select count(*) from passed), (select count(*) from marked), (select count(*) from given),
    (select count(*) from (select distinct till from good) t), array_agg(act), array_agg(amount_vnd)
  into v_passed, v_marked, v_given, v_tills, paid_at, paid_vnd from good;

  if v_passed <> v_marked or v_passed <> coalesce(cardinality(paid_at), 0) or v_given <> v_tills then
    raise exception 'another transaction changed what was to be paid' using errcode = 'serialization_failure';
  end if;
end $function$;

CREATE OR REPLACE FUNCTION pay_vouchers(p_now timestamp with time zone, p_till_person uuid[], p_till_name text[], p_till_office uuid[], p_till_code text[], p_till_drawer uuid[], p_till_desk uuid[], p_till_party uuid[], p_id uuid[], p_device uuid[], p_till integer[], p_occurred_at timestamp with time zone[], p_input_hash bytea[], p_letters text[], p_signed text[], p_proof jsonb[], p_collector_kind text[], p_collector_name text[], p_collector_number text[], p_authority uuid[], p_heir uuid[], p_at integer[], p_voucher uuid[], p_agency uuid[], p_citizen uuid[], p_vnd bigint[], p_count_at integer[], p_count_note integer[], p_count_pieces integer[])
 RETURNS TABLE(act_at integer, answer text, facts jsonb, posted_on date)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_acts int := cardinality(p_id);
  v_none uuid[] := array_fill(null::uuid, array[cardinality(p_id)]);
  v_kind text[] := array_fill('pay'::text, array[cardinality(p_id)]);
  v_person text[] := array_fill('person'::text, array[cardinality(p_id)]);
  v_reason text[] := array_fill(null::text, array[cardinality(p_id)]);
  v_paid_side text[] := array_fill('paid'::text, array[cardinality(p_count_at)]);
  v_actor uuid[];
  v_name text[];
  v_office uuid[];
  v_drawer uuid[];
  v_from uuid[];
  v_desk uuid[];
  v_party uuid[];
  v_answer text[];
  v_facts jsonb[];
  v_day date[];
  v_receipt text[];
begin
  select array_agg(p_till_person[t]), array_agg(p_till_name[t]), array_agg(p_till_office[t]), array_agg(p_till_drawer[t])
  into v_actor, v_name, v_office, v_drawer
  from (select p_till[i] as t from generate_series(1, v_acts) i) acts;
  select array_agg(p_till_drawer[t]), array_agg(p_till_desk[t]), array_agg(p_till_party[t]) into v_from, v_desk, v_party
  from (select p_till[p_at[i]] as t from generate_series(1, cardinality(p_at)) i) moves;

  select array_agg(a.answer), array_agg(a.facts), array_agg(a.posted_on) into v_answer, v_facts, v_day
  from post_handovers(p_now, p_id, v_kind, v_person, v_actor, v_name, p_device, v_office, p_occurred_at, v_reason, p_proof, p_input_hash,
    v_none, v_none, v_none, p_at, v_from, v_party, p_vnd, p_at, p_voucher, v_desk, p_agency,
    p_count_at, v_paid_side, p_count_note, p_count_pieces, '{}', '{}') a;

  select array_agg(p_till_code[p_till[i]] || to_char(v_day[i], '-YYMMDD-') || p_letters[i]) into v_receipt from generate_series(1, v_acts) i;

  if 'posted' = all (v_answer) then
    perform record_payments(p_now, p_id, v_office, v_drawer, v_day, v_receipt, p_signed, p_collector_kind, p_collector_name,
      p_collector_number, p_authority, p_heir, p_at, p_voucher, p_citizen);
  else
    perform record_payments(p_now, p_id, v_office, v_drawer, v_day, v_receipt, p_signed, p_collector_kind, p_collector_name,
      p_collector_number, p_authority, p_heir, array_agg(p_at[i]), array_agg(p_voucher[i]), array_agg(p_citizen[i]))
    from generate_series(1, cardinality(p_at)) i where v_answer[p_at[i]] = 'posted' having count(*) > 0;
  end if;

  return query select i, v_answer[i], v_facts[i], v_day[i] from generate_series(1, v_acts) i
    where v_answer[i] <> 'posted' or v_day[i] <> (p_now at time zone 'Asia/Ho_Chi_Minh')::date;
end $function$;

CREATE OR REPLACE FUNCTION post_handovers(p_now timestamp with time zone, p_id uuid[], p_kind text[], p_actor_kind text[], p_actor_id uuid[], p_actor_name text[], p_device uuid[], p_office uuid[], p_occurred_at timestamp with time zone[], p_reason text[], p_proof jsonb[], p_input_hash bytea[], p_answers uuid[], p_reverses uuid[], p_toward uuid[], p_money_at integer[], p_money_from uuid[], p_money_to uuid[], p_money_vnd bigint[], p_thing_at integer[], p_thing uuid[], p_thing_from uuid[], p_thing_to uuid[], p_count_at integer[], p_count_side text[], p_count_note integer[], p_count_pieces integer[], p_witness_at integer[], p_witness uuid[])
 RETURNS TABLE(envelope_at integer, answer text, facts jsonb, posted_on date)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_today date := (p_now at time zone 'Asia/Ho_Chi_Minh')::date;
  v_envelopes int := cardinality(p_id);
  v_moves int := cardinality(p_money_at);
  v_things int := cardinality(p_thing_at);
  v_answer text[] := array_fill(null::text, array[cardinality(p_id)]);
  v_facts jsonb[] := array_fill(null::jsonb, array[cardinality(p_id)]);
  -- What each hand gives and takes in this batch.
  v_hand uuid[];
  v_touched uuid[];
  v_out bigint[];
  v_in bigint[];
  v_offices uuid[];
  v_count int;
  v_holders uuid[];
  v_days date[];
  v record;
begin
  select coalesce(array_agg(hand), '{}'), array_agg(gives), array_agg(takes) into v_hand, v_out, v_in from (
    select hand, sum(gives)::bigint as gives, sum(takes)::bigint as takes from (
      select p_money_from[i] as hand, p_money_vnd[i] as gives, 0::bigint as takes from generate_series(1, v_moves) i
      union all
      select p_money_to[i], 0, p_money_vnd[i] from generate_series(1, v_moves) i
    ) both_sides group by hand
  ) sides;
  select count(*) into v_count from (
    select h from unnest(v_hand) u(h)
    union select p_thing_from[i] from generate_series(1, v_things) i
    union select p_thing_to[i] from generate_series(1, v_things) i
    union select p_toward[i] from generate_series(1, v_envelopes) i where p_toward[i] is not null
  ) named where not exists (select 1 from hand where id = named.h);
  if v_count > 0 then
    raise exception 'a handover names % unknown hands', v_count using errcode = 'foreign_key_violation';
  end if;
  select array_agg(o) into v_offices from (
    select p_office[i] as o from generate_series(1, v_envelopes) i union select office_id from hand where id = any (v_hand)
  ) named;
  if (select count(*) from office where id = any (v_offices)) <> cardinality(v_offices) then
    raise exception 'a handover names an unknown office' using errcode = 'foreign_key_violation';
  end if;

  perform pg_advisory_xact_lock_shared(hashtext('office-day'), hashtext(o::text)) from (select unnest(v_offices) as o order by 1) named;
  -- Things are locked in the order of their ids.
  with held as materialized (select holder from thing where id = any (p_thing) order by id for update)
  select array_agg(holder) into v_holders from held;
  -- Then balances, those of hands that give or take things too: a freeze locks in the same order.
  select array_agg(distinct h) into v_touched from unnest(v_hand || p_thing_from || p_thing_to) u(h);
  perform 1 from hand_balance where hand_id = any (v_touched) order by hand_id for update;

  for v in
    select e.n::int as n, h.input_hash = p_input_hash[e.n::int] as same
    from unnest(p_id) with ordinality e(id, n) join handover h on h.id = e.id
  loop
    v_answer[v.n] := case when v.same then 'already' else 'conflict' end;
  end loop;

  if exists (select 1 from hand_balance where hand_id = any (v_touched) and held_vnd is not null) then
    for v in
      select distinct on (m.n) m.n, h.name, z.frozen_at, z.reason
      from (
        select * from unnest(p_money_at || p_money_at, p_money_from || p_money_to) u(n, hand)
        union all
        select * from unnest(p_thing_at || p_thing_at, p_thing_from || p_thing_to) u(n, hand)
      ) m
      join hand_balance b on b.hand_id = m.hand and b.held_vnd is not null
      join hand h on h.id = m.hand
      left join hand_freeze z on z.hand_id = m.hand and not exists (select 1 from hand_thaw t where t.freeze_id = z.id)
      where v_answer[m.n] is null
      order by m.n, h.id
    loop
      v_answer[v.n] := 'held';
      v_facts[v.n] := jsonb_build_object('hand', v.name, 'at', v.frozen_at, 'reason', v.reason);
    end loop;
  end if;

  if array_remove(p_answers || p_reverses, null) <> '{}' then
    for v in
      select e.n::int as n, a.id as answered_by, r.id as reversed_by, named.missing, named.missing <@ p_id[:e.n::int - 1] as earlier,
        row_number() over (partition by e.answers order by e.n) > 1 and e.answers is not null as twice,
        row_number() over (partition by e.reverses order by e.n) > 1 and e.reverses is not null as undone
      from unnest(p_answers, p_reverses) with ordinality e(answers, reverses, n)
      left join handover a on a.answers = e.answers
      left join handover r on r.reverses = e.reverses
      cross join lateral (
        select coalesce(array_agg(id), '{}') as missing from unnest(array[e.answers, e.reverses]) u(id)
        where id is not null and not exists (select 1 from handover h where h.id = u.id)
      ) named
      where v_answer[e.n::int] is null
    loop
      if v.answered_by is not null then
        v_answer[v.n] := 'answered'; v_facts[v.n] := jsonb_build_object('handover', v.answered_by);
      elsif v.reversed_by is not null then
        v_answer[v.n] := 'reversed'; v_facts[v.n] := jsonb_build_object('handover', v.reversed_by);
      elsif v.missing <> '{}' and not v.earlier then
        v_answer[v.n] := 'unknown_handover'; v_facts[v.n] := jsonb_build_object('handover', v.missing[1]);
      elsif v.twice or v.undone or v.missing <> '{}' then
        v_answer[v.n] := 'again';
      end if;
    end loop;
  end if;

  -- Not each thing once, and each where it is said to be: then one look at a time.
  if v_holders is distinct from (select array_agg(p_thing_from[i] order by p_thing[i]) from generate_series(1, v_things) i) then
    for v in
      select m.n, m.thing, t.holder, m.turn, m.time
      from (
        select n, thing, from_hand, dense_rank() over (partition by thing order by n) as turn,
          row_number() over (partition by thing, n) as time
        from unnest(p_thing_at, p_thing, p_thing_from) as u(n, thing, from_hand)
        where v_answer[n] is null
      ) m
      left join thing t on t.id = m.thing
      where t.id is null or m.turn > 1 or m.time > 1 or t.holder <> m.from_hand
      order by m.n, m.time
    loop
      -- One envelope moves a thing once: by its second move the thing has left the hand that the first one named.
      v_answer[v.n] := case when v.holder is null then 'unknown_thing' when v.time > 1 then 'not_holder'
        when v.turn > 1 then 'again' else 'not_holder' end;
      v_facts[v.n] := jsonb_build_object('thing', v.thing, 'holder', v.holder);
    end loop;
  end if;

  -- A hand that can give all of it before it takes any, and take all of it before it gives any, is never short nor over.
  if exists (
    select 1 from unnest(v_hand) with ordinality d(hand_id, n) join hand_balance b using (hand_id)
    where b.balance_vnd < v_out[d.n::int] or (v_in[d.n::int] > 0 and b.balance_vnd + v_in[d.n::int] > b.limit_vnd)
  ) then
    -- The first envelope that would break a balance is refused, and the rest is looked at again without it.
    loop
      select s.n, s.hand_id, s.stored, s.running into v
      from (
        select d.n, d.hand_id, b.balance_vnd as stored, b.limit_vnd, d.delta,
          b.balance_vnd + sum(d.delta) over (partition by d.hand_id order by d.n) as running
        from (
          select n, hand_id, sum(delta)::bigint as delta from (
            select n, hand, -vnd from unnest(p_money_at, p_money_from, p_money_vnd) as u(n, hand, vnd)
            union all
            select n, hand, vnd from unnest(p_money_at, p_money_to, p_money_vnd) as u(n, hand, vnd)
          ) both_sides(n, hand_id, delta)
          where v_answer[n] is null
          group by n, hand_id
        ) d join hand_balance b on b.hand_id = d.hand_id
      ) s
      -- A limit binds who gives, not what a count has found: a close is written down as it is.
      where s.running < 0 or (s.delta > 0 and s.running > s.limit_vnd and p_kind[s.n] <> 'day-close')
      order by s.n limit 1;
      exit when not found;
      v_answer[v.n] := case when v.running < 0 then 'short' else 'over_limit' end;
      v_facts[v.n] := jsonb_build_object('hand', v.hand_id, 'balanceVnd', v.stored::text);
    end loop;
  end if;

  if exists (select 1 from office_close where office_id = any (v_offices) and business_day >= v_today)
    or exists (select 1 from hand_balance where hand_id = any (v_hand) and closed_day >= v_today) then
    with touched as (
      select e.n::int as n, e.office as place from unnest(p_office) with ordinality e(office, n)
      union
      select m.n, unnest(array[h.id, h.office_id])
      from unnest(p_money_at || p_money_at, p_money_from || p_money_to) m(n, hand) join hand h on h.id = m.hand
    ), closed as (
      select p.place, greatest(
        (select max(c.business_day) from office_close c where c.office_id = p.place),
        (select b.closed_day from hand_balance b where b.hand_id = p.place)) as day
      from (select distinct place from touched) p
    )
    select array_agg(d.day order by d.n) into v_days
    from (select t.n, greatest(v_today, max(c.day) + 1) as day from touched t join closed c using (place) group by t.n) d;
  else
    v_days := array_fill(v_today, array[v_envelopes]);
  end if;

  insert into handover (id, kind, actor_kind, actor_id, actor_name, device_id, office_id, occurred_at, recorded_at,
    business_day, reason, proof, input_hash, answers, reverses, toward_hand)
  select p_id[i], p_kind[i], p_actor_kind[i], p_actor_id[i], p_actor_name[i], p_device[i], p_office[i], p_occurred_at[i], p_now,
    v_days[i], p_reason[i], p_proof[i], p_input_hash[i], p_answers[i], p_reverses[i], p_toward[i]
  from generate_series(1, v_envelopes) i where v_answer[i] is null;

  insert into money_move (handover_id, n, from_hand, to_hand, amount_vnd, business_day)
  select p_id[m.at], row_number() over (partition by m.at order by m.i), p_money_from[m.i], p_money_to[m.i], p_money_vnd[m.i], v_days[m.at]
  from (select p_money_at[i] as at, i from generate_series(1, v_moves) i) m where v_answer[m.at] is null;

  if array_remove(v_answer, null) <> '{}' then
    select coalesce(array_agg(hand), '{}'), array_agg(gives), array_agg(takes) into v_hand, v_out, v_in from (
      select hand, sum(gives)::bigint as gives, sum(takes)::bigint as takes from (
        select p_money_from[i] as hand, p_money_vnd[i] as gives, 0::bigint as takes, p_money_at[i] as at from generate_series(1, v_moves) i
        union all
        select p_money_to[i], 0, p_money_vnd[i], p_money_at[i] from generate_series(1, v_moves) i
      ) both_sides where v_answer[at] is null group by hand
    ) sides;
  end if;
  update hand_balance b set balance_vnd = b.balance_vnd + v_in[d.n::int] - v_out[d.n::int]
  from unnest(v_hand) with ordinality d(hand_id, n) where b.hand_id = d.hand_id and v_in[d.n::int] <> v_out[d.n::int];

  update thing t set holder = p_thing_to[m.n::int] from unnest(p_thing) with ordinality m(thing, n)
  where t.id = m.thing and v_answer[p_thing_at[m.n::int]] is null;

  insert into thing_move (handover_id, thing_id, from_hand, to_hand)
  select p_id[p_thing_at[i]], p_thing[i], p_thing_from[i], p_thing_to[i]
  from generate_series(1, v_things) i where v_answer[p_thing_at[i]] is null;

  if cardinality(p_count_at) > 0 then
    insert into cash_count (handover_id, side, denomination, pieces)
    select p_id[c.n], c.side, c.note, c.pieces
    from unnest(p_count_at, p_count_side, p_count_note, p_count_pieces) as c(n, side, note, pieces)
    where v_answer[c.n] is null and c.pieces > 0;
  end if;

  if cardinality(p_witness_at) > 0 then
    insert into handover_witness (handover_id, staff_id)
    select p_id[w.n], w.staff from unnest(p_witness_at, p_witness) as w(n, staff)
    where v_answer[w.n] is null;
  end if;

  if array_remove(p_toward, null) <> '{}' then
    insert into open_offer (handover_id, from_hand, toward_hand, transit_hand, offered_at)
    select distinct on (e.n) e.id, m.from_hand, e.toward, m.to_hand, p_now
    from unnest(p_id, p_toward) with ordinality e(id, toward, n)
    join unnest(p_money_at || p_thing_at, p_money_from || p_thing_from, p_money_to || p_thing_to) as m(n, from_hand, to_hand)
      on m.n = e.n
    where v_answer[e.n::int] is null and e.toward is not null;
  end if;

  if array_remove(p_answers, null) <> '{}' then
    delete from open_offer o using unnest(p_answers) with ordinality e(answers, n)
    where o.handover_id = e.answers and v_answer[e.n::int] is null;
  end if;

  return query
    select i, coalesce(v_answer[i], 'posted'), v_facts[i], case when v_answer[i] is null then v_days[i] end
    from generate_series(1, v_envelopes) i;
end $function$;

CREATE OR REPLACE FUNCTION province_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$
  select now() + coalesce((select (value #>> '{}')::float8 from setting where name = 'clock_offset_ms'), 0) * interval '1 millisecond'
$function$;

CREATE OR REPLACE FUNCTION province_today()
 RETURNS date
 LANGUAGE sql
 STABLE
AS $function$
  select (province_now() at time zone 'Asia/Ho_Chi_Minh')::date
$function$;

CREATE OR REPLACE FUNCTION purge_expired(p_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
declare
  r record;
  v_before timestamptz;
  v_removed int;
  v_all int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('purge'));
  for r in
    select distinct on (what) what, days from retention_rule
    where valid_from <= (p_now at time zone 'Asia/Ho_Chi_Minh')::date order by what, valid_from desc
  loop
    v_before := p_now - make_interval(days => r.days);
    case r.what
      when 'sign-in-attempt' then delete from sign_in_attempt where at < v_before;
      when 'session' then delete from session where expires_at < v_before;
      when 'access-event' then delete from access_event where at < v_before;
      when 'verification' then delete from verification where expires_at < v_before;
      when 'citizen-note' then delete from citizen_note where written_at < v_before;
      when 'authority-image' then
        -- Of an authority that still counts, or under which was paid within the time, the image stays.
        delete from authority_image i using authority a
        where a.id = i.authority_id and a.expires_on < v_before::date and i.added_at < v_before
          and not exists (select 1 from payment p where p.authority_id = a.id and p.paid_at >= v_before);
      when 'list-check' then
        with gone as (
          delete from list_check where checked_at < v_before returning file_sha256
        ), noted as (
          insert into file_unused as u (sha256, since) select distinct file_sha256, p_now from gone
            on conflict (sha256) do update set since = excluded.since, removed_at = null
        )
        select count(*) into v_removed from gone;
    end case;
    if r.what <> 'list-check' then
      get diagnostics v_removed = row_count;
    end if;
    v_all := v_all + v_removed;
    if v_removed > 0 then
      insert into purge_run (at, what, days, removed) values (p_now, r.what, r.days, v_removed)
      on conflict (at, what) do update set removed = purge_run.removed + excluded.removed;
    end if;
  end loop;
  return v_all;
end $function$;

CREATE OR REPLACE FUNCTION recognise_payments(p_now timestamp with time zone, p_case uuid, p_operation uuid, p_handover uuid, p_office uuid, p_paid_from uuid, p_day date, p_receipt text, p_signed text, p_collector_kind text, p_collector_name text, p_collector_number text, p_authority uuid, p_heir uuid, p_voucher uuid[], p_citizen uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
declare
  v_aside bigint;
begin
  select c.amount_vnd into v_aside from custody_case c where c.id = p_case and c.kind = 'conflict' for update;
  if not found or operation_of_case(p_case) is distinct from p_operation then
    raise exception 'the difference is no conflict of this operation' using errcode = 'check_violation';
  end if;
  if not exists (select from custody_case_entry e where e.case_id = p_case and e.kind = 'ruled' and e.handover_id = p_handover) then
    raise exception 'the handover is not the ruling on this difference' using errcode = 'check_violation';
  end if;
  if exists (select 1 from device_operation o where o.id = p_operation and not p_voucher <@ o.named) then
    raise exception 'the operation does not name the voucher' using errcode = 'check_violation';
  end if;
  if (select sum(amount_vnd) from voucher
      where id = any (p_voucher) or id in (select voucher_id from payment_recognition where case_id = p_case)) > v_aside then
    raise exception 'more is recognised than stands aside' using errcode = 'check_violation';
  end if;
  perform record_payments(p_now, array[p_handover], array[p_office], array[p_paid_from], array[p_day], array[p_receipt], array[p_signed],
    array[p_collector_kind], array[p_collector_name], array[p_collector_number], array[p_authority], array[p_heir],
    array_fill(1, array[cardinality(p_voucher)]), p_voucher, p_citizen);
  insert into payment_recognition (voucher_id, attempt, operation_id, case_id)
  select p.voucher_id, p.attempt, p_operation, p_case from payment p
  where p.voucher_id = any (p_voucher) and p.handover_id = p_handover;
end $function$;

CREATE OR REPLACE FUNCTION record_checkpoint(p_size bigint, p_root bytea, p_signed_at timestamp with time zone, p_key_id text, p_note text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
begin
  if p_size > (select first_position + size from evidence_run order by first_position desc limit 1) then
    raise exception 'a checkpoint is of leaves that are there';
  end if;
  insert into evidence_checkpoint (size, root, signed_at, key_id, note) values (p_size, p_root, p_signed_at, p_key_id, p_note)
  on conflict (size) do nothing;
end $function$;

CREATE OR REPLACE FUNCTION record_evidence_check(p_id uuid, p_began_at timestamp with time zone, p_ended_at timestamp with time zone, p_size bigint, p_outcome text, p_findings jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
  insert into evidence_check (id, began_at, ended_at, size, outcome, findings)
  values (p_id, p_began_at, p_ended_at, p_size, p_outcome, p_findings);
$function$;

CREATE OR REPLACE FUNCTION record_evidence_key(p_id text, p_origin text, p_verifier text, p_valid_from timestamp with time zone, p_statement text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
  insert into evidence_key (id, origin, verifier, valid_from, statement)
  values (p_id, p_origin, p_verifier, p_valid_from, p_statement) on conflict (id) do nothing;
$function$;

CREATE OR REPLACE FUNCTION record_payments(p_now timestamp with time zone, p_handover uuid[], p_office uuid[], p_paid_from uuid[], p_day date[], p_receipt text[], p_signed text[], p_collector_kind text[], p_collector_name text[], p_collector_number text[], p_authority uuid[], p_heir uuid[], p_at integer[], p_voucher uuid[], p_citizen uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_hour smallint := extract(hour from p_now at time zone 'Asia/Ho_Chi_Minh');
  v_written int;
begin
  -- Whoever pays has locked the things by moving them, so that what is seen of them here is true until the end. What a bank has
  -- credited is credited, whatever a phone says besides.
  if exists (select from unnest(p_voucher, p_at) u(id, act) join thing t on t.id = u.id where t.contested and p_signed[u.act] <> 'bank') then
    raise exception 'an open difference names what was to be paid' using errcode = 'serialization_failure';
  end if;
  with marked as (
    update voucher v set status = 'paid'
    from unnest(p_voucher) with ordinality u(voucher_id, n)
    where v.id = u.voucher_id
      and exists (select 1 from thing_move m where m.thing_id = u.voucher_id and m.handover_id = p_handover[p_at[u.n::int]])
    returning u.n::int as n, p_at[u.n::int] as act, v.id, v.programme, v.month, v.amount_vnd, coalesce(v.unit_id, 0) as unit_id,
      (select count(*) from payment_reversal r where r.voucher_id = v.id)::smallint as taken_back
  ), written as (
    insert into payment (voucher_id, attempt, handover_id, programme, month, citizen_id, amount_vnd, office_id, paid_from,
      collector_kind, collector_name, collector_number, authority_id, heir_id, receipt_no, signed, paid_at, business_day)
    select id, taken_back + 1, p_handover[act], programme, month, p_citizen[n], amount_vnd, p_office[act], p_paid_from[act],
      p_collector_kind[act], p_collector_name[act], p_collector_number[act], p_authority[act], p_heir[act], p_receipt[act],
      p_signed[act], p_now, p_day[act]
    from marked
  ), rolled as (
    insert into payout_rollup as r (month, programme, office_id, unit_id, paid_count, paid_vnd)
    select month, programme, p_office[act], unit_id, count(*), sum(amount_vnd)::bigint from marked group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (month, programme, office_id, unit_id) do update
      set paid_count = r.paid_count + excluded.paid_count, paid_vnd = r.paid_vnd + excluded.paid_vnd
  ), counted as (
    insert into payout_hour as r (month, programme, office_id, day, hour, paid_count, paid_vnd)
    select month, programme, p_office[act], p_day[act], v_hour, count(*), sum(amount_vnd)::bigint from marked group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (month, programme, office_id, day, hour) do update
      set paid_count = r.paid_count + excluded.paid_count, paid_vnd = r.paid_vnd + excluded.paid_vnd
  )
  select count(*) into v_written from marked;
  if v_written <> cardinality(p_voucher) then
    raise exception '% payments are of vouchers that did not move in their handover', cardinality(p_voucher) - v_written
      using errcode = 'foreign_key_violation';
  end if;
end $function$;

CREATE OR REPLACE FUNCTION snapshot_hands(p_day date, p_now timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
declare
  v_added bigint;
begin
  if p_day >= (p_now at time zone 'Asia/Ho_Chi_Minh')::date then
    raise exception 'a day is kept once it has passed: %', p_day;
  end if;
  insert into hand_snapshot (hand_id, day, balance_vnd)
  select h.id, p_day, coalesce(s.balance_vnd, 0) + moved.vnd
  from hand h
  left join lateral (
    select k.day, k.balance_vnd from hand_snapshot k where k.hand_id = h.id and k.day <= p_day order by k.day desc limit 1
  ) s on true
  cross join lateral (
    select sum(m.vnd)::bigint as vnd from (
      select amount_vnd as vnd from money_move
      where to_hand = h.id and business_day > coalesce(s.day, '-infinity') and business_day <= p_day
      union all
      select -amount_vnd from money_move
      where from_hand = h.id and business_day > coalesce(s.day, '-infinity') and business_day <= p_day
    ) m
  ) moved
  where moved.vnd is not null
  on conflict do nothing;
  get diagnostics v_added = row_count;
  return v_added;
end $function$;

CREATE OR REPLACE FUNCTION take_case_ruling_back(p_now timestamp with time zone, p_id uuid, p_case uuid, p_handover uuid, p_by uuid, p_note text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION take_ruling_back(p_id uuid, p_review uuid, p_reason text, p_by uuid, p_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'province', 'pg_temp'
AS $function$
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
end $function$;

alter table role_grant enable row level security;
create policy role_grant_fits on role_grant for insert
  with check ((EXISTS ( SELECT
   FROM office o
  WHERE ((o.id = role_grant.office_id) AND
        CASE o.kind
            WHEN 'province'::text THEN (role_grant.role = ANY (ARRAY['administrator'::text, 'payout-controller'::text, 'chief-accountant'::text, 'treasurer'::text, 'provincial-director'::text, 'auditor'::text]))
            WHEN 'district'::text THEN (role_grant.role = ANY (ARRAY['administrator'::text, 'treasurer'::text, 'teller'::text, 'point-keeper'::text, 'district-manager'::text]))
            WHEN 'point'::text THEN (role_grant.role = ANY (ARRAY['teller'::text, 'point-keeper'::text]))
            ELSE NULL::boolean
        END))));
create policy role_grant_read on role_grant for select
  using (true);

grant insert, select on access_event to tungnha_app;
grant insert, select on access_log to tungnha_app;
grant insert, select on access_setting to tungnha_app;
grant insert, select, update on account to tungnha_app;
grant insert, select on act_receipt to tungnha_app;
grant insert, select (id, citizen_id, proxy_name, relation, programmes, made_on, expires_on, certified_by, recorded_by, recorded_at) on authority to tungnha_app;
grant insert, select on authority_image to tungnha_app;
grant insert, select on authority_revocation to tungnha_app;
grant select on authority_shown to tungnha_app;
grant insert, select on bank_answer to tungnha_app;
grant insert, select on bank_batch to tungnha_app;
grant insert, select, update (valid_to) on benefit_rate to tungnha_app;
grant insert, select on boundary_import to tungnha_app;
grant insert, select on case_paper to tungnha_app;
grant select on cash_count to tungnha_app;
grant insert, select on cash_order to tungnha_app;
grant insert, select on cash_order_approval to tungnha_app;
grant insert, select on cash_order_offer to tungnha_app;
grant insert, select (id, full_name, name_key, tail_key, sex, born_on, birth_year, unit_id, hamlet, bank_account, bank_name, merged_into, recorded_at), update (unit_id, hamlet) on citizen to tungnha_app;
grant insert, select (id, citizen_id, reason, changed_by, changed_at) on citizen_change to tungnha_app;
grant select on citizen_change_shown to tungnha_app;
grant insert, select on citizen_death to tungnha_app;
grant select on citizen_death_correction to tungnha_app;
grant insert, select on citizen_note to tungnha_app;
grant insert, select on citizen_restriction to tungnha_app;
grant insert, select on citizen_restriction_lift to tungnha_app;
grant select on citizen_shown to tungnha_app;
grant insert, select on custody_case to tungnha_app;
grant insert, select on custody_case_entry to tungnha_app;
grant insert, select on data_breach to tungnha_app;
grant insert, select on data_breach_entry to tungnha_app;
grant insert, select on device to tungnha_app;
grant insert, select on device_alarm to tungnha_app;
grant insert, select on device_alarm_end to tungnha_app;
grant insert, select on device_answer to tungnha_app;
grant insert, select on device_attachment to tungnha_app;
grant insert, select on device_attachment_kept to tungnha_app;
grant insert, select on device_end to tungnha_app;
grant insert, select on device_enrolment to tungnha_app;
grant insert, select on device_exception to tungnha_app;
grant insert, select on device_exception_entry to tungnha_app;
grant insert, select on device_exception_ruling to tungnha_app;
grant insert, select, update on device_heard to tungnha_app;
grant insert, select on device_operation to tungnha_app;
grant insert, select on device_reopening to tungnha_app;
grant insert, select on device_ruling to tungnha_app;
grant select on evidence_check to tungnha_app;
grant select on evidence_checkpoint to tungnha_app;
grant select on evidence_key to tungnha_app;
grant select on evidence_node to tungnha_app;
grant select on evidence_run to tungnha_app;
grant insert, select, update on feed_cursor to tungnha_app;
grant insert, select on feed_event to tungnha_app;
grant select, update (removed_at) on file_unused to tungnha_app;
grant insert, select on form_layout to tungnha_app;
grant execute on function append_evidence(p_size bigint, p_first_xid xid8, p_last_xid xid8, p_refs bytea, p_hashes bytea, p_levels smallint[], p_indexes bigint[], p_nodes bytea[]) to tungnha_app;
grant execute on function change_citizen(p_id uuid, p_citizen uuid, p_set jsonb, p_keys jsonb, p_reason text, p_by uuid, p_now timestamp with time zone) to tungnha_app;
grant execute on function close_office_day(p_office uuid, p_day date, p_by uuid, p_now timestamp with time zone, p_figures jsonb) to tungnha_app;
grant execute on function correct_death(p_id uuid, p_citizens uuid[], p_reason text, p_evidence text, p_by uuid, p_witness uuid, p_now timestamp with time zone) to tungnha_app;
grant execute on function enter_staged(p_list uuid, p_from uuid, p_to uuid, p_now timestamp with time zone) to tungnha_app;
grant execute on function erase_person(p_request uuid, p_by uuid, p_text text, p_outcome text, p_now timestamp with time zone) to tungnha_app;
grant execute on function find_collecting(p_number text) to tungnha_app;
grant execute on function find_people(p_kind text, p_number text, p_limit integer) to tungnha_app;
grant execute on function finish_list(p_list uuid, p_people integer, p_findings jsonb) to tungnha_app;
grant execute on function follow_merge(p_from uuid) to tungnha_app;
grant execute on function hold_aside(p_things uuid[]) to tungnha_app;
grant execute on function hold_hand(p_hand uuid, p_held boolean) to tungnha_app;
grant execute on function household(p_citizen uuid, p_unit integer, p_commune text, p_district text) to tungnha_app;
grant execute on function issue_things(p_handover uuid, p_kind text, p_things uuid[], p_from uuid, p_to uuid) to tungnha_app;
grant execute on function let_go(p_case uuid, p_paid boolean) to tungnha_app;
grant execute on function lock_things(p_things uuid[]) to tungnha_app;
grant execute on function look_at_collectors(p_ids uuid[], p_staff uuid, p_session uuid, p_device uuid, p_subject_kind text, p_subject text, p_reason text, p_route text, p_reference text, p_ip text) to tungnha_app;
grant execute on function look_at_people(p_ids uuid[], p_staff uuid, p_session uuid, p_device uuid, p_subject_kind text, p_subject text, p_reason text, p_route text, p_reference text, p_ip text) to tungnha_app;
grant execute on function look_at_records(p_ids uuid[], p_staff uuid, p_session uuid, p_device uuid, p_subject_kind text, p_subject text, p_reason text, p_route text, p_reference text, p_ip text) to tungnha_app;
grant execute on function match_people(p_cccd text[], p_insurance_no text[], p_cmnd text[]) to tungnha_app;
grant execute on function match_staged() to tungnha_app;
grant execute on function merge_numbers(p_from uuid, p_into uuid, p_bank_account text, p_reason text, p_by uuid, p_now timestamp with time zone) to tungnha_app;
grant execute on function numbers_at_odds(p_line integer[], p_citizen uuid[], p_cccd text[], p_insurance_no text[]) to tungnha_app;
grant execute on function pay_plain(p_now timestamp with time zone, p_till_person uuid[], p_till_name text[], p_till_office uuid[], p_id uuid[], p_till integer[], p_occurred_ms bigint[], p_input_hash bytea[], p_letters text[], p_signed text[], p_proof jsonb[], p_counted bigint[], p_at integer[], p_n integer[], p_voucher uuid[], p_plural boolean, p_count_at integer[], p_count_note integer[], p_count_pieces integer[], OUT office_code text[], OUT paid_at integer[], OUT paid_vnd bigint[]) to tungnha_app;
grant execute on function pay_vouchers(p_now timestamp with time zone, p_till_person uuid[], p_till_name text[], p_till_office uuid[], p_till_code text[], p_till_drawer uuid[], p_till_desk uuid[], p_till_party uuid[], p_id uuid[], p_device uuid[], p_till integer[], p_occurred_at timestamp with time zone[], p_input_hash bytea[], p_letters text[], p_signed text[], p_proof jsonb[], p_collector_kind text[], p_collector_name text[], p_collector_number text[], p_authority uuid[], p_heir uuid[], p_at integer[], p_voucher uuid[], p_agency uuid[], p_citizen uuid[], p_vnd bigint[], p_count_at integer[], p_count_note integer[], p_count_pieces integer[]) to tungnha_app;
grant execute on function post_handovers(p_now timestamp with time zone, p_id uuid[], p_kind text[], p_actor_kind text[], p_actor_id uuid[], p_actor_name text[], p_device uuid[], p_office uuid[], p_occurred_at timestamp with time zone[], p_reason text[], p_proof jsonb[], p_input_hash bytea[], p_answers uuid[], p_reverses uuid[], p_toward uuid[], p_money_at integer[], p_money_from uuid[], p_money_to uuid[], p_money_vnd bigint[], p_thing_at integer[], p_thing uuid[], p_thing_from uuid[], p_thing_to uuid[], p_count_at integer[], p_count_side text[], p_count_note integer[], p_count_pieces integer[], p_witness_at integer[], p_witness uuid[]) to tungnha_app;
grant execute on function purge_expired(p_now timestamp with time zone) to tungnha_app;
grant execute on function recognise_payments(p_now timestamp with time zone, p_case uuid, p_operation uuid, p_handover uuid, p_office uuid, p_paid_from uuid, p_day date, p_receipt text, p_signed text, p_collector_kind text, p_collector_name text, p_collector_number text, p_authority uuid, p_heir uuid, p_voucher uuid[], p_citizen uuid[]) to tungnha_app;
grant execute on function record_checkpoint(p_size bigint, p_root bytea, p_signed_at timestamp with time zone, p_key_id text, p_note text) to tungnha_app;
grant execute on function record_evidence_check(p_id uuid, p_began_at timestamp with time zone, p_ended_at timestamp with time zone, p_size bigint, p_outcome text, p_findings jsonb) to tungnha_app;
grant execute on function record_evidence_key(p_id text, p_origin text, p_verifier text, p_valid_from timestamp with time zone, p_statement text) to tungnha_app;
grant execute on function record_payments(p_now timestamp with time zone, p_handover uuid[], p_office uuid[], p_paid_from uuid[], p_day date[], p_receipt text[], p_signed text[], p_collector_kind text[], p_collector_name text[], p_collector_number text[], p_authority uuid[], p_heir uuid[], p_at integer[], p_voucher uuid[], p_citizen uuid[]) to tungnha_app;
grant execute on function snapshot_hands(p_day date, p_now timestamp with time zone) to tungnha_app;
grant execute on function take_case_ruling_back(p_now timestamp with time zone, p_id uuid, p_case uuid, p_handover uuid, p_by uuid, p_note text) to tungnha_app;
grant execute on function take_ruling_back(p_id uuid, p_review uuid, p_reason text, p_by uuid, p_now timestamp with time zone) to tungnha_app;
grant insert, select on funder to tungnha_app;
grant insert, select on funding to tungnha_app;
grant insert, select, update (closed_at) on hand to tungnha_app;
grant insert, select, update (limit_vnd, closed_day) on hand_balance to tungnha_app;
grant insert, select on hand_close to tungnha_app;
grant insert, select on hand_freeze to tungnha_app;
grant insert, select on hand_limit to tungnha_app;
grant select on hand_snapshot to tungnha_app;
grant insert, select on hand_thaw to tungnha_app;
grant select on handover to tungnha_app;
grant select on handover_witness to tungnha_app;
grant insert, select (id, citizen_id, full_name, relation, document, recorded_by, recorded_at) on heir to tungnha_app;
grant select on heir_shown to tungnha_app;
grant insert, select, update on holiday to tungnha_app;
grant insert (id, citizen_id, office_id, from_minute, to_minute, written_by, written_at, place), select on home_visit_fact to tungnha_app;
grant insert, select on list_check to tungnha_app;
grant insert, select, update (mapping, saved_by, saved_at) on list_mapping to tungnha_app;
grant insert, select on list_restoration to tungnha_app;
grant insert, select on list_withdrawal to tungnha_app;
grant insert, select on match_review to tungnha_app;
grant insert, select on match_ruling to tungnha_app;
grant select on match_ruling_correction to tungnha_app;
grant select on migration to tungnha_app;
grant select on money_move to tungnha_app;
grant insert, select, update on office to tungnha_app;
grant insert, select on office_close to tungnha_app;
grant insert, select, update on office_unit to tungnha_app;
grant select, update (offered_at) on open_offer to tungnha_app;
grant select on payment to tungnha_app;
grant select on payment_recognition to tungnha_app;
grant insert, select on payment_reversal to tungnha_app;
grant insert, select, update on payout_hour to tungnha_app;
grant insert, select on payout_list to tungnha_app;
grant insert, select, update on payout_overdue to tungnha_app;
grant insert, select, update on payout_rollup to tungnha_app;
grant insert, select on payout_setting to tungnha_app;
grant insert, select on payout_stop to tungnha_app;
grant insert, select on payout_stop_lift to tungnha_app;
grant insert, select on plan_change to tungnha_app;
grant insert, select on plan_limit to tungnha_app;
grant insert, select on plan_print to tungnha_app;
grant insert, select on privacy_limit to tungnha_app;
grant insert, select on programme to tungnha_app;
grant insert, select, update (valid_to) on programme_rule to tungnha_app;
grant insert, select on proposal to tungnha_app;
grant insert, select on proposal_ruling to tungnha_app;
grant select on purge_run to tungnha_app;
grant insert, select on retention_rule to tungnha_app;
grant insert, select on road_closure to tungnha_app;
grant insert, select on road_closure_lift to tungnha_app;
grant insert, select on role_grant to tungnha_app;
grant insert, select on role_revocation to tungnha_app;
grant insert, select on round to tungnha_app;
grant insert, select on round_left to tungnha_app;
grant insert, select on round_offer to tungnha_app;
grant insert, select on round_plan to tungnha_app;
grant insert, select on round_setting to tungnha_app;
grant insert, select on round_stop to tungnha_app;
grant select on second_factor_due to tungnha_app;
grant insert, select on second_factor_role to tungnha_app;
grant delete, insert, select, update (stepped_up_at, last_used_at) on session to tungnha_app;
grant insert, select, update on setting to tungnha_app;
grant insert, select on settlement to tungnha_app;
grant insert, select on settlement_lock to tungnha_app;
grant delete, insert, select on sign_in_attempt to tungnha_app;
grant insert, select, update on staff to tungnha_app;
grant insert, select on staff_reinstatement to tungnha_app;
grant insert, select on staff_suspension to tungnha_app;
grant insert, select on subject_request to tungnha_app;
grant insert, select on subject_request_answer to tungnha_app;
grant select on thing to tungnha_app;
grant select on thing_move to tungnha_app;
grant delete, insert, select, update on two_factor to tungnha_app;
grant insert, select, update on unit to tungnha_app;
grant insert, select on unit_boundary to tungnha_app;
grant insert, select on unit_succession to tungnha_app;
grant insert, select on unit_terrain to tungnha_app;
grant delete, insert, select, update on verification to tungnha_app;
grant select, update (status, office_id, channel, pay_on, pay_until, withdrawn_by) on voucher to tungnha_app;
grant insert, select on voucher_attempt to tungnha_app;
grant insert, select on voucher_return to tungnha_app;
