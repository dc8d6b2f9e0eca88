import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { smallProvince, type SmallProvince } from '#modules/payouts/testing/province.ts';

/** What is done once, or by two, stays so when the code above forgets: the database refuses its owner too. */
const db = await cloneDatabase();
const NOW = new Date('2020-12-01T08:00:00+07:00');
const UNIQUE = '23505';
let province: SmallProvince;
let vault: Id;

before(async () => {
  province = await smallProvince(db, NOW);
  vault = (await showOfficeHand(db.read, province.camLoId, 'vault')).id;
});

async function insert(table: string, row: Readonly<Record<string, unknown>>): Promise<Id> {
  const columns = Object.keys(row);
  const marks = columns.map((_, i) => `$${i + 1}`);
  await db.owner.pool.query(
    `insert into ${table} (${columns.join(', ')}) values (${marks.join(', ')})`,
    Object.values(row),
  );
  return String(row['id']);
}

const refuses = (work: Promise<unknown>, constraint: string) =>
  assert.rejects(work, (error: { code: string; constraint: string }) => {
    assert.deepEqual(
      [error.code, error.constraint],
      [constraint.endsWith('_check') ? '23514' : UNIQUE, constraint],
    );
    return true;
  });

const newHandover = () =>
  insert('handover', {
    id: newId(),
    kind: 'day-close',
    actor_kind: 'person',
    actor_id: newId(),
    actor_name: 'Nguyễn Thị An',
    office_id: province.camLoId,
    occurred_at: NOW,
    recorded_at: NOW,
    business_day: '2020-12-01',
    input_hash: Buffer.alloc(32),
  });

test('a difference is ruled once, and may be explained again and again', async () => {
  const caseId = await insert('custody_case', {
    id: newId(),
    kind: 'shortage',
    handover_id: await newHandover(),
    hand_id: vault,
    office_id: province.camLoId,
    amount_vnd: 5n,
    opened_at: NOW,
  });
  const entry = (kind: string) =>
    insert('custody_case_entry', {
      id: newId(),
      case_id: caseId,
      kind,
      note: 'Đếm lại',
      written_by: newId(),
      written_at: NOW,
    });
  await entry('explained');
  await entry('explained');
  await entry('ruled');
  await refuses(entry('ruled'), 'custody_case_ruled');
});

test('a person has one open drawer; a closed one makes room', async () => {
  const staff = newId();
  const open = (kind: string) =>
    insert('hand', {
      id: newId(),
      kind,
      office_id: province.camLoId,
      staff_id: staff,
      name: 'Ngăn kéo',
      opened_at: NOW,
    });
  const drawer = await open('drawer');
  await open('bag');
  await refuses(open('drawer'), 'hand_personal');
  await db.owner.pool.query('update hand set closed_at = $1 where id = $2', [NOW, drawer]);
  await open('drawer');
});

test('the same file is entered once for its programme, month and kind', async () => {
  const handover = await newHandover();
  const list = (part: object = {}) =>
    insert('payout_list', {
      id: newId(),
      programme: 'merit',
      month: '2020-12-01',
      kind: 'regular',
      file_name: 'list.csv',
      file_sha256: Buffer.alloc(32, 9),
      file_bytes: 1n,
      people: 1,
      vouchers: 1,
      total_vnd: 1n,
      findings: '[]',
      handover_id: handover,
      accepted_by: 'Ngô Văn Chi Trả',
      accepted_at: NOW,
      ...part,
    });
  await list();
  await refuses(list(), 'payout_list_file');
  await list({ kind: 'supplementary' });
});

test('nobody rules on their own proposal, nor twice', async () => {
  const [maker, other] = [newId(), newId()];
  const proposal = await insert('proposal', {
    id: newId(),
    kind: 'bank-cash',
    office_id: province.camLoId,
    command: '{}',
    amount_vnd: 5n,
    made_by: maker,
    made_by_name: 'Nguyễn Thị An',
    made_at: NOW,
  });
  const rule = (by: Id) =>
    insert('proposal_ruling', {
      proposal_id: proposal,
      made_by: maker,
      ruled_by: by,
      granted: true,
      ruled_at: NOW,
    });
  await refuses(rule(maker), 'proposal_ruling_check');
  await rule(other);
  await refuses(rule(newId()), 'proposal_ruling_pkey');
});
