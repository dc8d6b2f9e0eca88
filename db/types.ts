// Made from the migrated database by "npm run schema". Do not edit it.
import type { ColumnType } from 'kysely';

/** A column the database fills when an insert leaves it out. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U>
    ? ColumnType<S, I | undefined, U>
    : ColumnType<T, T | undefined, T>;

/** A column only the database fills. */
export type Derived<T> = ColumnType<T extends ColumnType<infer S, infer _I, infer _U> ? S : T, never, never>;

/** An instant: a Date when read, a Date or ISO text when written. */
export type Instant = ColumnType<Date, Date | string, Date | string>;

export interface AccessEventTable {
  id: Derived<bigint>;
  at: Generated<Instant>;
  minute: Generated<bigint>;
  kind: string;
  staff_id: string | null;
  route: string;
  code: string | null;
  ip: string;
  reference: string;
}

export interface AccessLogTable {
  id: Derived<bigint>;
  staff_id: string;
  session_id: string | null;
  subject_kind: string;
  subject_id: string;
  reason: string;
  route: string;
  reference: string;
  ip: string | null;
  at: Generated<Instant>;
  xid: Generated<string>;
}

export interface AccessSettingTable {
  id: string;
  name: string;
  valid_from: string;
  value: number;
  legal_basis: string;
  set_by: string | null;
  set_at: Generated<Instant>;
}

export interface AccountTable {
  id: string;
  account_id: string;
  provider_id: string;
  staff_id: string;
  password: string | null;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  refresh_token_expires_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  scope: string | null;
  created_at: Generated<Instant>;
  updated_at: Generated<Instant>;
}

export interface ActReceiptTable {
  id: string;
  kind: string;
  input_hash: Buffer;
  answer: unknown;
  recorded_at: Instant;
}

export interface AuthorityTable {
  id: string;
  citizen_id: string;
  proxy_name: string;
  proxy_cccd: string;
  relation: string | null;
  programmes: string[] | null;
  made_on: string;
  expires_on: string;
  certified_by: string;
  recorded_by: string;
  recorded_at: Instant;
}

export interface AuthorityImageTable {
  authority_id: string;
  media_type: string;
  sha256: Buffer;
  content: Buffer;
  added_by: string;
  added_at: Instant;
}

export interface AuthorityRevocationTable {
  authority_id: string;
  reason: string;
  revoked_by: string;
  revoked_at: Instant;
}

export interface AuthorityShownTable {
  id: string | null;
  proxy_cccd_masked: string | null;
}

export interface BankAnswerTable {
  batch_id: string;
  file_sha256: Buffer;
  paid: number;
  rejected: number;
  recorded_by: string;
  recorded_at: Instant;
  skipped: Generated<unknown>;
}

export interface BankBatchTable {
  id: string;
  programme: string;
  month: string;
  handover_id: string;
  vouchers: number;
  total_vnd: bigint;
  made_by: string;
  made_at: Instant;
}

export interface BenefitRateTable {
  code: string;
  grade: Generated<string>;
  valid_from: string;
  valid_to: string | null;
  amount_vnd: bigint | null;
  coefficient: string | null;
  legal_basis: string;
  confidence: string;
}

export interface BoundaryImportTable {
  id: string;
  file_name: string;
  file_sha256: Buffer;
  imported_at: Generated<Instant>;
}

export interface CasePaperTable {
  id: string;
  case_id: string;
  title: string;
  media_type: string;
  sha256: Buffer;
  bytes: number;
  content: Buffer;
  added_by: string;
  added_by_name: string;
  added_at: Instant;
}

export interface CashCountTable {
  handover_id: string;
  side: string;
  denomination: number;
  pieces: number;
}

export interface CashOrderTable {
  id: string;
  month: string;
  from_hand: string;
  to_hand: string;
  amount_vnd: bigint;
  notes: unknown;
  needs_approval: boolean;
  made_by: string;
  made_at: Instant;
}

export interface CashOrderApprovalTable {
  order_id: string;
  made_by: string;
  approved_by: string;
  approved_at: Instant;
}

export interface CashOrderOfferTable {
  order_id: string;
  handover_id: string;
}

export interface CitizenTable {
  id: string;
  full_name: string;
  name_key: string;
  tail_key: string;
  sex: string | null;
  born_on: string | null;
  birth_year: number | null;
  cccd: string | null;
  cmnd: string | null;
  insurance_no: string | null;
  phone: string | null;
  unit_id: number | null;
  hamlet: string | null;
  address: string | null;
  bank_account: string | null;
  bank_name: string | null;
  merged_into: string | null;
  recorded_at: Instant;
}

export interface CitizenChangeTable {
  id: string;
  citizen_id: string;
  before: unknown;
  after: unknown;
  reason: string;
  changed_by: string;
  changed_at: Instant;
}

export interface CitizenChangeShownTable {
  id: string | null;
  citizen_id: string | null;
  before: unknown;
  after: unknown;
  changed: string[] | null;
  reason: string | null;
  changed_by: string | null;
  changed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface CitizenDeathTable {
  citizen_id: string;
  died_on: string;
  document: string;
  recorded_by: string;
  recorded_at: Instant;
}

export interface CitizenDeathCorrectionTable {
  id: string;
  citizen_id: string;
  died_on: string;
  document: string;
  recorded_by: string;
  recorded_at: Instant;
  reason: string;
  evidence: string;
  corrected_by: string;
  witnessed_by: string;
  corrected_at: Instant;
}

export interface CitizenNoteTable {
  id: string;
  citizen_id: string;
  office_id: string;
  text: string;
  written_by: string;
  written_at: Instant;
}

export interface CitizenRestrictionTable {
  id: string;
  citizen_id: string;
  restricted_at: Instant;
}

export interface CitizenRestrictionLiftTable {
  restriction_id: string;
  request_id: string;
  lifted_at: Instant;
}

export interface CitizenShownTable {
  id: string | null;
  full_name: string | null;
  name_key: string | null;
  tail_key: string | null;
  sex: string | null;
  born_on: string | null;
  birth_year: number | null;
  unit_id: number | null;
  hamlet: string | null;
  bank_account: string | null;
  bank_name: string | null;
  merged_into: string | null;
  recorded_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  cccd_masked: string | null;
  cmnd_masked: string | null;
  insurance_no_masked: string | null;
  phone_masked: string | null;
  has_cccd: boolean | null;
  has_insurance_no: boolean | null;
  row_xmin: string | null;
}

export interface CustodyCaseTable {
  id: string;
  kind: string;
  handover_id: string;
  hand_id: string;
  office_id: string;
  amount_vnd: bigint;
  facts: Generated<unknown>;
  opened_at: Instant;
}

export interface CustodyCaseEntryTable {
  id: string;
  case_id: string;
  kind: string;
  note: string;
  written_by: string;
  written_at: Instant;
  handover_id: string | null;
  ruling: string | null;
}

export interface DataBreachTable {
  id: string;
  found_at: Instant;
  happened_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  kind: string;
  description: string;
  people: number | null;
  sensitive: boolean;
  notify_by: Instant;
  recorded_by: string;
  recorded_at: Instant;
}

export interface DataBreachEntryTable {
  id: string;
  breach_id: string;
  kind: string;
  text: string;
  at: Instant;
  written_by: string;
  written_at: Instant;
}

export interface DeviceTable {
  id: string;
  enrolment_id: string;
  staff_id: string;
  office_id: string;
  name: string;
  model: string;
  public_key: string;
  enrolled_at: Instant;
}

export interface DeviceAlarmTable {
  id: string;
  device_id: string;
  kind: string;
  about: string;
  facts: unknown;
  raised_at: Instant;
}

export interface DeviceAlarmEndTable {
  alarm_id: string;
  note: string;
  ended_by: string;
  ended_at: Instant;
}

export interface DeviceAnswerTable {
  operation_id: string;
  outcome: string;
  code: string | null;
  facts: unknown;
  receipt: unknown;
  answered_at: Instant;
}

export interface DeviceAttachmentTable {
  device_id: string;
  sha256: Buffer;
  bytes: number;
  media_type: string;
  operation_id: string;
}

export interface DeviceAttachmentKeptTable {
  device_id: string;
  sha256: Buffer;
  kept_at: Instant;
}

export interface DeviceEndTable {
  device_id: string;
  how: string;
  reason: string;
  ended_by: string;
  ended_at: Instant;
}

export interface DeviceEnrolmentTable {
  id: string;
  code_hash: Buffer;
  staff_id: string;
  office_id: string;
  name: string;
  made_by: string;
  made_at: Instant;
  expires_at: Instant;
  replaces: string | null;
  replaces_reason: string | null;
}

export interface DeviceExceptionTable {
  id: string;
  operation_id: string;
  office_id: string;
  state: string;
  code: string;
  facts: unknown;
  case_id: string | null;
  needs: number;
  opened_at: Instant;
}

export interface DeviceExceptionEntryTable {
  id: string;
  exception_id: string;
  kind: string;
  note: string;
  written_by: string;
  written_at: Instant;
}

export interface DeviceExceptionRulingTable {
  exception_id: string;
  ruling: string;
  outcome: string | null;
  code: string | null;
  facts: unknown;
  receipt: unknown;
  case_id: string | null;
  ruled_at: Instant;
}

export interface DeviceHeardTable {
  device_id: string;
  heard_at: Instant;
  last_seq: number;
  whole_seq: number;
}

export interface DeviceOperationTable {
  id: string;
  device_id: string;
  seq: number;
  hash: Buffer;
  prev: Buffer;
  content: string;
  signature: string;
  kind: string;
  occurred_at: Instant;
  happened_at: Instant;
  timed_by: string;
  skew_ms: bigint;
  received_at: Instant;
  carried_by: string | null;
  marks: string[];
  xid: Generated<string>;
  named: string[];
}

export interface DeviceReopeningTable {
  case_id: string;
  exception_id: string;
  opened_at: Instant;
}

export interface DeviceRulingTable {
  id: string;
  device_id: string;
  operation_id: string;
  ruling: string;
  note: string;
  ruled_by: string;
  ruled_at: Instant;
  xid: Generated<string>;
}

export interface EvidenceCheckTable {
  id: string;
  began_at: Instant;
  ended_at: Instant;
  size: bigint;
  outcome: string;
  findings: unknown;
}

export interface EvidenceCheckpointTable {
  size: bigint;
  root: Buffer;
  signed_at: Instant;
  key_id: string;
  note: string;
}

export interface EvidenceKeyTable {
  id: string;
  origin: string;
  verifier: string;
  valid_from: Instant;
  statement: string | null;
}

export interface EvidenceNodeTable {
  level: number;
  index: bigint;
  hash: Buffer;
}

export interface EvidenceRunTable {
  first_position: bigint;
  size: number;
  first_xid: string;
  first_ref: Buffer;
  last_xid: string;
  last_ref: Buffer;
  refs: Buffer;
  hashes: Buffer;
  appended_at: Generated<Instant>;
}

export interface FeedCursorTable {
  reader: string;
  xid: string;
  seq: bigint;
  moved_at: Generated<Instant>;
}

export interface FeedEventTable {
  seq: Derived<bigint>;
  xid: Generated<string>;
  topic: string;
  office_id: string | null;
  body: unknown;
  at: Generated<Instant>;
}

export interface FileUnusedTable {
  sha256: Buffer;
  since: Instant;
  removed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface FormLayoutTable {
  code: string;
  valid_from: string;
  layout: unknown;
  legal_basis: string;
}

export interface FunderTable {
  code: string;
  name: string;
  agency_hand: string;
}

export interface FundingTable {
  handover_id: string;
  programme: string;
  month: string;
  amount_vnd: bigint;
  document: string;
}

export interface HandTable {
  id: string;
  kind: string;
  office_id: string;
  staff_id: string | null;
  name: string;
  opened_at: Instant;
  closed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface HandBalanceTable {
  hand_id: string;
  balance_vnd: bigint;
  limit_vnd: bigint | null;
  closed_day: string | null;
  held_vnd: bigint | null;
}

export interface HandCloseTable {
  handover_id: string;
  hand_id: string;
  business_day: string;
  book_vnd: bigint;
  counted_vnd: bigint;
  things_book: number;
  things_counted: number;
}

export interface HandFreezeTable {
  id: string;
  hand_id: string;
  reason: string;
  frozen_by: string;
  frozen_at: Instant;
}

export interface HandLimitTable {
  id: string;
  hand_id: string;
  limit_vnd: bigint | null;
  reason: string;
  set_by: string;
  set_by_name: string;
  set_at: Instant;
}

export interface HandSnapshotTable {
  hand_id: string;
  day: string;
  balance_vnd: bigint;
}

export interface HandThawTable {
  freeze_id: string;
  reason: string;
  thawed_by: string;
  thawed_at: Instant;
}

export interface HandoverTable {
  id: string;
  kind: string;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string;
  device_id: string | null;
  office_id: string;
  occurred_at: Instant;
  recorded_at: Instant;
  business_day: string;
  reason: string | null;
  proof: unknown;
  input_hash: Buffer;
  answers: string | null;
  reverses: string | null;
  toward_hand: string | null;
  xid: Generated<string>;
}

export interface HandoverWitnessTable {
  handover_id: string;
  staff_id: string;
}

export interface HeirTable {
  id: string;
  citizen_id: string;
  full_name: string;
  cccd: string;
  relation: string;
  document: string;
  recorded_by: string;
  recorded_at: Instant;
}

export interface HeirShownTable {
  id: string | null;
  cccd_masked: string | null;
}

export interface HolidayTable {
  day: string;
  kind: string;
  name: string;
  legal_basis: string;
  confidence: string;
}

export interface HomeVisitFactTable {
  id: string;
  citizen_id: string;
  office_id: string;
  from_minute: number | null;
  to_minute: number | null;
  lat: number | null;
  lon: number | null;
  written_by: string;
  written_at: Instant;
  place: string | null;
}

export interface ListCheckTable {
  id: string;
  programme: string;
  month: string;
  kind: string;
  file_name: string;
  file_sha256: Buffer;
  file_bytes: bigint;
  mapping: unknown;
  outcome: string;
  people: number;
  total_vnd: bigint;
  report: unknown;
  checked_by: string;
  checked_by_name: string;
  checked_at: Instant;
}

export interface ListMappingTable {
  funder_code: string;
  fingerprint: string;
  mapping: unknown;
  saved_by: string | null;
  saved_at: Instant;
}

export interface ListRestorationTable {
  list_id: string;
  id: string;
  reason: string;
  vouchers: number;
  total_vnd: bigint;
  made_by: string;
  made_by_name: string;
  witnessed_by: string | null;
  made_at: Instant;
}

export interface ListWithdrawalTable {
  list_id: string;
  of_list: string;
  document: string;
  reason: string;
  made_by: string;
  witnessed_by: string | null;
}

export interface MatchReviewTable {
  id: string;
  list_id: string;
  line: number;
  citizen_id: string;
  candidate_id: string;
  raised_at: Instant;
}

export interface MatchRulingTable {
  review_id: string;
  same: boolean;
  reason: string;
  ruled_by: string;
  ruled_at: Instant;
  moved: unknown;
}

export interface MatchRulingCorrectionTable {
  id: string;
  review_id: string;
  same: boolean;
  ruling_reason: string;
  ruled_by: string;
  ruled_at: Instant;
  moved: unknown;
  reason: string;
  corrected_by: string;
  corrected_at: Instant;
}

export interface MigrationTable {
  number: number;
  name: string;
  sha256: string;
  applied_at: Generated<Instant>;
}

export interface MoneyMoveTable {
  handover_id: string;
  n: number;
  from_hand: string;
  to_hand: string;
  amount_vnd: bigint;
  business_day: string;
}

export interface OfficeTable {
  id: string;
  code: string;
  name: string;
  name_key: string;
  kind: string;
  parent_id: string | null;
  path: string;
  unit_id: number | null;
  lat: number | null;
  lon: number | null;
  opened_on: string;
  closed_on: string | null;
}

export interface OfficeCloseTable {
  office_id: string;
  business_day: string;
  closed_by: string;
  closed_at: Instant;
  figures: unknown;
}

export interface OfficeUnitTable {
  office_id: string;
  unit_id: number;
  valid_from: string;
  valid_to: string | null;
}

export interface OpenOfferTable {
  handover_id: string;
  from_hand: string;
  toward_hand: string;
  transit_hand: string;
  offered_at: Instant;
}

export interface PaymentTable {
  voucher_id: string;
  attempt: number;
  follows: Derived<number | null>;
  handover_id: string;
  programme: string;
  month: string;
  citizen_id: string;
  amount_vnd: bigint;
  office_id: string;
  paid_from: string;
  collector_kind: string;
  collector_name: string;
  collector_number: string | null;
  authority_id: string | null;
  heir_id: string | null;
  receipt_no: string;
  signed: string;
  paid_at: Instant;
  business_day: string;
}

export interface PaymentRecognitionTable {
  voucher_id: string;
  attempt: number;
  operation_id: string;
  case_id: string;
}

export interface PaymentReversalTable {
  voucher_id: string;
  attempt: number;
  handover_id: string;
  reason: string;
}

export interface PayoutHourTable {
  month: string;
  programme: string;
  office_id: string;
  day: string;
  hour: number;
  paid_count: number;
  paid_vnd: bigint;
}

export interface PayoutListTable {
  id: string;
  programme: string;
  month: string;
  kind: string;
  file_name: string;
  file_sha256: Buffer;
  file_bytes: bigint;
  people: number;
  vouchers: number;
  total_vnd: bigint;
  findings: unknown;
  handover_id: string;
  accepted_by: string;
  accepted_at: Instant;
}

export interface PayoutListCellTable {
  list_id: string;
  office_id: string;
  unit_id: number;
  due_count: bigint;
  due_vnd: bigint;
  bank_count: bigint;
  bank_vnd: bigint;
}

export interface PayoutOverdueTable {
  month: string;
  office_id: string;
  planned_count: number;
  overdue_count: number;
  overdue_vnd: bigint;
  closed_count: number;
  overdue_since: string | null;
  late: boolean;
  counted_on: string;
  counted_at: Instant;
}

export interface PayoutRollupTable {
  month: string;
  programme: string;
  office_id: string;
  unit_id: number;
  due_count: Generated<number>;
  due_vnd: Generated<bigint>;
  paid_count: Generated<number>;
  paid_vnd: Generated<bigint>;
  bank_count: Generated<number>;
  bank_vnd: Generated<bigint>;
  returned_count: Generated<number>;
  returned_vnd: Generated<bigint>;
}

export interface PayoutSettingTable {
  name: string;
  valid_from: string;
  value_vnd: bigint;
  legal_basis: string;
}

export interface PayoutStopTable {
  id: string;
  citizen_id: string;
  programme: string | null;
  kind: string;
  from_month: string;
  reason: string;
  recorded_by: string;
  recorded_at: Instant;
}

export interface PayoutStopLiftTable {
  stop_id: string;
  reason: string;
  lifted_by: string;
  lifted_at: Instant;
}

export interface PlanChangeTable {
  id: string;
  office_id: string;
  month: string;
  change: unknown;
  vouchers: number;
  changed_by: string;
  changed_at: Instant;
}

export interface PlanLimitTable {
  office_id: string;
  valid_from: string;
  people: number | null;
  set_by: string;
  set_at: Instant;
}

export interface PlanPrintTable {
  id: string;
  office_id: string;
  month: string;
  cells: unknown;
  people: number;
  total_vnd: bigint;
  printed_by: string;
  printed_at: Instant;
}

export interface PrivacyLimitTable {
  name: string;
  valid_from: string;
  hours: number;
  legal_basis: string;
}

export interface ProgrammeTable {
  code: string;
  position: number;
  name_vi: string;
  name_en: string;
}

export interface ProgrammeRuleTable {
  id: string;
  programme: string;
  valid_from: string;
  valid_to: string | null;
  legal_basis: string;
  confidence: string;
  unsure: string[];
  funder_code: string;
  forms: unknown;
  opens_on: number;
  point_from: number;
  point_to: number;
  office_from: number;
  office_to: number;
  bank_from: number;
  bank_to: number;
  settle_on: number;
  unpaid_rule: string;
  suspend_after_months: number;
  home_age: number;
  fee_per_million: Generated<number>;
  fee_per_voucher_vnd: Generated<bigint>;
  late_above_percent: Generated<number>;
}

export interface ProposalTable {
  id: string;
  kind: string;
  office_id: string;
  command: unknown;
  amount_vnd: bigint;
  made_by: string;
  made_by_name: string;
  made_at: Instant;
}

export interface ProposalRulingTable {
  proposal_id: string;
  made_by: string;
  ruled_by: string;
  granted: boolean;
  note: string | null;
  ruled_at: Instant;
  outcome: unknown;
}

export interface PurgeRunTable {
  at: Instant;
  what: string;
  days: number;
  removed: number;
}

export interface RetentionRuleTable {
  what: string;
  valid_from: string;
  days: number;
  legal_basis: string;
  confidence: string;
}

export interface RoadClosureTable {
  id: string;
  office_id: string;
  unit_id: number;
  hamlet: string | null;
  toward_unit_id: number | null;
  from_day: string;
  until_day: string | null;
  reason: string;
  written_by: string;
  written_by_name: string;
  written_at: Instant;
}

export interface RoadClosureLiftTable {
  closure_id: string;
  reason: string;
  lifted_by: string;
  lifted_by_name: string;
  lifted_at: Instant;
}

export interface RoleGrantTable {
  id: string;
  staff_id: string;
  role: string;
  office_id: string;
  valid_from: string;
  valid_to: string | null;
  granted_by: string | null;
  granted_at: Generated<Instant>;
}

export interface RoleRevocationTable {
  grant_id: string;
  reason: string;
  revoked_by: string | null;
  revoked_at: Generated<Instant>;
}

export interface RoundTable {
  id: string;
  plan_id: string;
  n: number;
  payer_id: string;
  partner_id: string | null;
  capacity_vnd: bigint;
  start_s: number;
  end_s: number;
  distance_m: bigint;
  amount_vnd: bigint;
}

export interface RoundLeftTable {
  plan_id: string;
  citizen_id: string;
  why: string;
  amount_vnd: bigint;
}

export interface RoundOfferTable {
  id: string;
  round_id: string;
  what: string;
  offer_id: string;
  amount_vnd: bigint;
  pieces: number;
  offered_by: string;
  offered_by_name: string;
  offered_at: Instant;
}

export interface RoundPlanTable {
  id: string;
  office_id: string;
  day: string;
  version: number;
  reason: string | null;
  travel: string;
  stops: number;
  amount_vnd: bigint;
  distance_m: bigint;
  travel_s: bigint;
  accepted_by: string;
  accepted_by_name: string;
  accepted_at: Instant;
}

export interface RoundSettingTable {
  name: string;
  valid_from: string;
  value: bigint;
  legal_basis: string;
  confidence: string;
  set_by: string | null;
  set_at: Generated<Instant>;
}

export interface RoundStopTable {
  round_id: string;
  position: number;
  citizen_id: string;
  arrive_s: number;
  begin_s: number;
  amount_vnd: bigint;
  voucher_ids: string[];
}

export interface SecondFactorDueTable {
  role: string | null;
}

export interface SecondFactorRoleTable {
  id: string;
  role: string;
  valid_from: string;
  required: boolean;
  legal_basis: string;
  set_by: string | null;
  set_at: Generated<Instant>;
}

export interface SessionTable {
  id: string;
  token: string;
  staff_id: string;
  expires_at: Instant;
  stepped_up_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Generated<Instant>;
  updated_at: Generated<Instant>;
  last_used_at: Generated<Instant>;
}

export interface SettingTable {
  name: string;
  value: unknown;
  set_at: Generated<Instant>;
}

export interface SettlementTable {
  id: string;
  programme: string;
  month: string;
  figures: unknown;
  returned_vnd: bigint;
  fee_vnd: bigint;
  return_handover: string | null;
  fee_handover: string | null;
  made_by: string;
  made_at: Instant;
}

export interface SettlementLockTable {
  settlement_id: string;
  made_by: string;
  locked_by: string;
  locked_at: Instant;
}

export interface SignInAttemptTable {
  subject: string;
  at: Generated<Instant>;
}

export interface StaffTable {
  id: string;
  username: string;
  display_username: string | null;
  name: string;
  name_key: Generated<string>;
  email: string;
  email_verified: Generated<boolean>;
  image: string | null;
  two_factor_enabled: Generated<boolean>;
  must_change_password: Generated<boolean>;
  created_by: string | null;
  created_at: Generated<Instant>;
  updated_at: Generated<Instant>;
}

export interface StaffReinstatementTable {
  suspension_id: string;
  reason: string;
  reinstated_by: string | null;
  reinstated_at: Generated<Instant>;
}

export interface StaffSuspensionTable {
  id: string;
  staff_id: string;
  reason: string;
  suspended_by: string | null;
  suspended_at: Generated<Instant>;
}

export interface SubjectRequestTable {
  id: string;
  citizen_id: string | null;
  kind: string;
  asked_by: string;
  identified_by: string;
  text: string;
  received_at: Instant;
  due_at: Instant;
  recorded_by: string;
  recorded_at: Instant;
}

export interface SubjectRequestAnswerTable {
  request_id: string;
  outcome: string;
  text: string;
  act: string;
  removed: Generated<unknown>;
  answered_by: string;
  answered_at: Instant;
}

export interface ThingTable {
  id: string;
  kind: string;
  holder: string;
  held_by: string | null;
  contested: Generated<boolean>;
}

export interface ThingMoveTable {
  handover_id: string;
  thing_id: string;
  from_hand: string;
  to_hand: string;
}

export interface TwoFactorTable {
  id: string;
  staff_id: string;
  secret: string;
  backup_codes: string | null;
  verified: Generated<boolean>;
  failed_verification_count: Generated<number>;
  locked_until: ColumnType<Date | null, Date | string | null, Date | string | null>;
  last_step: bigint | null;
  backup_salt: string | null;
  backup_hashes: Generated<string[]>;
}

export interface UnitTable {
  id: Derived<number>;
  code: string;
  level: string;
  name: string;
  name_key: string;
  parent_id: number | null;
  valid_from: string;
  valid_to: string | null;
  legal_basis: string;
  lat: number | null;
  lon: number | null;
}

export interface UnitBoundaryTable {
  import_id: string;
  unit_id: number;
  coordinates: unknown;
}

export interface UnitSuccessionTable {
  from_id: number;
  to_id: number;
  effective_on: string;
  legal_basis: string;
}

export interface UnitTerrainTable {
  code: string;
  level: string;
  terrain: string;
  valid_from: string;
  legal_basis: string;
  confidence: string;
}

export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: Instant;
  created_at: Generated<Instant>;
  updated_at: Generated<Instant>;
}

export interface VoucherTable {
  id: string;
  list_id: string;
  line: number;
  programme: string;
  month: string;
  benefit_month: string;
  kind: string;
  regime: string;
  source: string;
  citizen_id: string;
  amount_vnd: bigint;
  unit_id: number | null;
  status: string;
  office_id: string;
  channel: string;
  pay_on: string;
  pay_until: string;
  withdrawn_by: string | null;
}

export interface VoucherAttemptTable {
  id: string;
  voucher_id: string;
  office_id: string;
  reason: string;
  note: string | null;
  made_by: string;
  made_at: Instant;
  next_step: string | null;
  again_on: string | null;
  told_by: string | null;
  told_relation: string | null;
  told_phone: string | null;
}

export interface VoucherReturnTable {
  voucher_id: string;
  handover_id: string;
  reason: string;
  outcome: string;
}

export interface Schema {
  access_event: AccessEventTable;
  access_log: AccessLogTable;
  access_setting: AccessSettingTable;
  account: AccountTable;
  act_receipt: ActReceiptTable;
  authority: AuthorityTable;
  authority_image: AuthorityImageTable;
  authority_revocation: AuthorityRevocationTable;
  authority_shown: AuthorityShownTable;
  bank_answer: BankAnswerTable;
  bank_batch: BankBatchTable;
  benefit_rate: BenefitRateTable;
  boundary_import: BoundaryImportTable;
  case_paper: CasePaperTable;
  cash_count: CashCountTable;
  cash_order: CashOrderTable;
  cash_order_approval: CashOrderApprovalTable;
  cash_order_offer: CashOrderOfferTable;
  citizen: CitizenTable;
  citizen_change: CitizenChangeTable;
  citizen_change_shown: CitizenChangeShownTable;
  citizen_death: CitizenDeathTable;
  citizen_death_correction: CitizenDeathCorrectionTable;
  citizen_note: CitizenNoteTable;
  citizen_restriction: CitizenRestrictionTable;
  citizen_restriction_lift: CitizenRestrictionLiftTable;
  citizen_shown: CitizenShownTable;
  custody_case: CustodyCaseTable;
  custody_case_entry: CustodyCaseEntryTable;
  data_breach: DataBreachTable;
  data_breach_entry: DataBreachEntryTable;
  device: DeviceTable;
  device_alarm: DeviceAlarmTable;
  device_alarm_end: DeviceAlarmEndTable;
  device_answer: DeviceAnswerTable;
  device_attachment: DeviceAttachmentTable;
  device_attachment_kept: DeviceAttachmentKeptTable;
  device_end: DeviceEndTable;
  device_enrolment: DeviceEnrolmentTable;
  device_exception: DeviceExceptionTable;
  device_exception_entry: DeviceExceptionEntryTable;
  device_exception_ruling: DeviceExceptionRulingTable;
  device_heard: DeviceHeardTable;
  device_operation: DeviceOperationTable;
  device_reopening: DeviceReopeningTable;
  device_ruling: DeviceRulingTable;
  evidence_check: EvidenceCheckTable;
  evidence_checkpoint: EvidenceCheckpointTable;
  evidence_key: EvidenceKeyTable;
  evidence_node: EvidenceNodeTable;
  evidence_run: EvidenceRunTable;
  feed_cursor: FeedCursorTable;
  feed_event: FeedEventTable;
  file_unused: FileUnusedTable;
  form_layout: FormLayoutTable;
  funder: FunderTable;
  funding: FundingTable;
  hand: HandTable;
  hand_balance: HandBalanceTable;
  hand_close: HandCloseTable;
  hand_freeze: HandFreezeTable;
  hand_limit: HandLimitTable;
  hand_snapshot: HandSnapshotTable;
  hand_thaw: HandThawTable;
  handover: HandoverTable;
  handover_witness: HandoverWitnessTable;
  heir: HeirTable;
  heir_shown: HeirShownTable;
  holiday: HolidayTable;
  home_visit_fact: HomeVisitFactTable;
  list_check: ListCheckTable;
  list_mapping: ListMappingTable;
  list_restoration: ListRestorationTable;
  list_withdrawal: ListWithdrawalTable;
  match_review: MatchReviewTable;
  match_ruling: MatchRulingTable;
  match_ruling_correction: MatchRulingCorrectionTable;
  migration: MigrationTable;
  money_move: MoneyMoveTable;
  office: OfficeTable;
  office_close: OfficeCloseTable;
  office_unit: OfficeUnitTable;
  open_offer: OpenOfferTable;
  payment: PaymentTable;
  payment_recognition: PaymentRecognitionTable;
  payment_reversal: PaymentReversalTable;
  payout_hour: PayoutHourTable;
  payout_list: PayoutListTable;
  payout_list_cell: PayoutListCellTable;
  payout_overdue: PayoutOverdueTable;
  payout_rollup: PayoutRollupTable;
  payout_setting: PayoutSettingTable;
  payout_stop: PayoutStopTable;
  payout_stop_lift: PayoutStopLiftTable;
  plan_change: PlanChangeTable;
  plan_limit: PlanLimitTable;
  plan_print: PlanPrintTable;
  privacy_limit: PrivacyLimitTable;
  programme: ProgrammeTable;
  programme_rule: ProgrammeRuleTable;
  proposal: ProposalTable;
  proposal_ruling: ProposalRulingTable;
  purge_run: PurgeRunTable;
  retention_rule: RetentionRuleTable;
  road_closure: RoadClosureTable;
  road_closure_lift: RoadClosureLiftTable;
  role_grant: RoleGrantTable;
  role_revocation: RoleRevocationTable;
  round: RoundTable;
  round_left: RoundLeftTable;
  round_offer: RoundOfferTable;
  round_plan: RoundPlanTable;
  round_setting: RoundSettingTable;
  round_stop: RoundStopTable;
  second_factor_due: SecondFactorDueTable;
  second_factor_role: SecondFactorRoleTable;
  session: SessionTable;
  setting: SettingTable;
  settlement: SettlementTable;
  settlement_lock: SettlementLockTable;
  sign_in_attempt: SignInAttemptTable;
  staff: StaffTable;
  staff_reinstatement: StaffReinstatementTable;
  staff_suspension: StaffSuspensionTable;
  subject_request: SubjectRequestTable;
  subject_request_answer: SubjectRequestAnswerTable;
  thing: ThingTable;
  thing_move: ThingMoveTable;
  two_factor: TwoFactorTable;
  unit: UnitTable;
  unit_boundary: UnitBoundaryTable;
  unit_succession: UnitSuccessionTable;
  unit_terrain: UnitTerrainTable;
  verification: VerificationTable;
  voucher: VoucherTable;
  voucher_attempt: VoucherAttemptTable;
  voucher_return: VoucherReturnTable;
}
