import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ALL_GUARDS } from './all-guards.ts';

/** The list of guards against the tree: no rule of the database is left out, and every guard is found where it says it is. */
const HOME = fileURLToPath(new URL('../..', import.meta.url));
const textOf = (path: string) => readFileSync(join(HOME, path), 'utf8');
const schema = textOf('db/schema.sql');
const removals = JSON.stringify(ALL_GUARDS.map(({ removal }) => removal));

/**
 * Unique constraints that say how a row is found and carry no rule of their own: names and codes given at set-up, keys
 * that another table refers to, the one answer that a row is an answer to.
 */
const ONLY_NAMES = new Set([
  'account_staff_id_provider_id_key',
  'boundary_import_file_sha256_key',
  'cash_order_id_made_by_key',
  'device_enrolment_id_key',
  'device_public_key_key',
  'device_alarm_device_id_kind_about_key',
  'device_enrolment_code_hash_key',
  'device_exception_operation_id_key',
  'list_restoration_id_key',
  'office_code_key',
  'office_path_key',
  'payment_recognition_case_id_voucher_id_key',
  'payout_list_id_programme_month_key',
  'programme_rule_programme_valid_from_key',
  'proposal_id_made_by_key',
  'round_plan_id_n_key',
  'round_plan_id_payer_id_key',
  'round_plan_office_id_day_version_key',
  'round_stop_round_id_citizen_id_key',
  'session_token_key',
  'settlement_id_made_by_key',
  'staff_email_key',
  'staff_username_key',
  'two_factor_staff_id_key',
  'unit_code_level_valid_from_key',
]);

const namesOf = (pattern: RegExp) => [...schema.matchAll(pattern)].map(([, name = '']) => name);

test('every unique index of the database has its guard', () => {
  const indexes = namesOf(/create unique index (\w+)/gi);
  assert.ok(indexes.length >= 10, indexes.join());
  assert.deepEqual(
    indexes.filter((name) => !removals.includes(name)),
    [],
  );
});

test('every unique constraint has its guard, or only names a row', () => {
  const constraints = namesOf(/constraint (\w+) unique/gi);
  assert.ok(constraints.length >= 20, constraints.join());
  assert.deepEqual(
    constraints.filter((name) => !removals.includes(name) && !ONLY_NAMES.has(name)),
    [],
  );
  assert.deepEqual(
    [...ONLY_NAMES].filter((name) => !constraints.includes(name)),
    [],
  );
});

test('the database has no trigger', () => {
  assert.deepEqual(namesOf(/create (?:constraint )?trigger (\w+)/gi), []);
});

test('a guard in a file or in a function stands there, word for word', () => {
  const texts = ALL_GUARDS.flatMap(({ name, removal }) =>
    removal.by === 'sql'
      ? []
      : [{ name, removal, text: removal.by === 'source' ? textOf(removal.file) : schema }],
  );
  const flat = (text: string) => text.replace(/\s+/g, ' ');
  const gone = texts.filter(({ removal, text }) => !flat(text).includes(flat(removal.find)));
  assert.deepEqual(
    gone.map(({ name }) => name),
    [],
  );
});

test('the tests that answer for a guard are there', () => {
  const missing = ALL_GUARDS.flatMap(({ tests }) => tests).filter((path) => !existsSync(join(HOME, path)));
  assert.deepEqual(missing, []);
});

test('no two guards have one name, and the page lists each of them', () => {
  const names = ALL_GUARDS.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  const page = textOf('docs/guards.md');
  assert.deepEqual(
    names.filter((name) => !page.includes(`| ${name} `)),
    [],
  );
});
