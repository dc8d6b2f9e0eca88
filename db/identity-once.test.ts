import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';

/** What names a person, a paper or a word said stands once, whatever the code above forgets. Each row is all its rule looks at. */
const db = await cloneDatabase();
const NOW = new Date('2020-12-01T08:00:00+07:00');

/** Inserts two rows that differ in `other` alone: the index answers, keys to other tables are left out of it. */
async function twice(
  table: string,
  row: Readonly<Record<string, unknown>>,
  other: object,
): Promise<string | null> {
  const client = await db.owner.pool.connect();
  try {
    await client.query('begin; set local session_replication_role = replica');
    for (const each of [row, { ...row, id: newId(), ...other }])
      await client.query(
        `insert into ${table} (${Object.keys(each).join(', ')}) values (${Object.keys(each)
          .map((_, i) => `$${i + 1}`)
          .join(', ')})`,
        Object.values(each),
      );
    return null;
  } catch (error) {
    const { code, constraint } = error as { code: string; constraint: string };
    assert.equal(code, '23505', String(error));
    return constraint;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const person = (numbers: object) => ({
  id: newId(),
  full_name: 'Lê Thị Mơ',
  name_key: 'le thi mo',
  tail_key: 'mo thi le',
  recorded_at: NOW,
  ...numbers,
});

test('a citizen number and an insurance number each name one person', async () => {
  const cccd = { cccd: '045151317021' };
  const insurance = { insurance_no: '7925120005' };
  assert.equal(await twice('citizen', person(cccd), {}), 'citizen_cccd');
  assert.equal(await twice('citizen', person(cccd), { cccd: '045151317022' }), null);
  assert.equal(await twice('citizen', person(insurance), {}), 'citizen_insurance_no');
  assert.equal(await twice('citizen', person({}), {}), null);
});

test('a paper lies beside a difference once, and beside another again', async () => {
  const paper = {
    id: newId(),
    case_id: newId(),
    title: 'Biên bản kiểm kê',
    media_type: 'application/pdf',
    sha256: Buffer.alloc(32, 7),
    bytes: 4,
    content: Buffer.from('%PDF'),
    added_by: newId(),
    added_by_name: 'Nguyễn Thị An',
    added_at: NOW,
  };
  assert.equal(await twice('case_paper', paper, {}), 'case_paper_once');
  assert.equal(await twice('case_paper', paper, { case_id: newId() }), null);
});

test('a person rules on an exception once, and may explain it again and again', async () => {
  const said = {
    id: newId(),
    exception_id: newId(),
    kind: 'apply',
    note: 'Đã hỏi người nhận',
    written_by: newId(),
    written_at: NOW,
  };
  assert.equal(await twice('device_exception_entry', said, { kind: 'dismiss' }), 'device_exception_said');
  assert.equal(await twice('device_exception_entry', said, { written_by: newId() }), null);
  assert.equal(await twice('device_exception_entry', { ...said, kind: 'explained' }, {}), null);
});

test('a breach is closed once, and its measures are as many as were taken', async () => {
  const entry = {
    id: newId(),
    breach_id: newId(),
    kind: 'closed',
    text: 'Đã khắc phục',
    at: NOW,
    written_by: newId(),
    written_at: NOW,
  };
  assert.equal(await twice('data_breach_entry', entry, {}), 'data_breach_closed');
  assert.equal(await twice('data_breach_entry', { ...entry, kind: 'measure' }, {}), null);
});
