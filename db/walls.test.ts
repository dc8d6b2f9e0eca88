import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { sql } from 'kysely';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { smallProvince, type SmallProvince } from '#modules/payouts/testing/province.ts';

/**
 * The second wall: what guards money and custody is refused by the database itself, to its owner too, whatever the
 * code above it forgets.
 */
const db = await cloneDatabase();
const NOW = new Date('2020-12-01T08:00:00+07:00');
let province: SmallProvince;
let citizen: Id;
let list: Id;
let handover: Id;
let vault: Id;
let voucher: Id;

type Row = Readonly<Record<string, unknown>>;

/** Inserts as the owner, so that only constraints can refuse. */
async function insert(table: string, row: Row): Promise<Id> {
  const full: Row = row;
  const columns = Object.keys(full);
  const marks = columns.map((_, i) => `$${i + 1}`);
  await db.owner.pool.query(
    `insert into ${table} (${columns.join(', ')}) values (${marks.join(', ')})`,
    Object.values(full),
  );
  return String(full['id'] ?? '');
}

function refused(
  work: Promise<unknown>,
  code: 'check' | 'unique' | 'foreign key',
  constraint?: string,
): Promise<void> {
  const state = { check: '23514', unique: '23505', 'foreign key': '23503' }[code];
  return assert.rejects(work, (error: Error & { code: string; constraint: string }) => {
    assert.equal(error.code, state, error.message);
    if (constraint) assert.equal(error.constraint, constraint);
    return true;
  });
}

const handoverRow = (): Row => ({
  id: newId(),
  kind: 'pay',
  actor_kind: 'person',
  actor_id: newId(),
  actor_name: 'Nguyễn Thị An',
  office_id: province.camLoId,
  occurred_at: NOW,
  recorded_at: NOW,
  business_day: '2020-12-01',
  input_hash: Buffer.alloc(32),
});

const voucherRow = (id: Id): Row => ({
  id,
  list_id: list,
  line: 1,
  programme: 'merit',
  month: '2020-12-01',
  benefit_month: '2020-12-01',
  kind: 'regular',
  regime: 'Thân nhân 01 liệt sĩ',
  source: 'NSNN',
  citizen_id: citizen,
  amount_vnd: 1_624_000n,
  status: 'due',
  office_id: province.camLoId,
  channel: 'point',
  pay_on: '2020-12-05',
  pay_until: '2020-12-10',
});

const paymentRow = (part: Row = {}): Row => ({
  voucher_id: voucher,
  attempt: 1,
  handover_id: handover,
  programme: 'merit',
  month: '2020-12-01',
  citizen_id: citizen,
  amount_vnd: 1_624_000n,
  office_id: province.camLoId,
  paid_from: vault,
  collector_kind: 'self',
  collector_name: 'Nguyễn Thị Thử',
  receipt_no: 'CL-1',
  signed: 'paper',
  paid_at: NOW,
  business_day: '2020-12-05',
  ...part,
});

const authorityRow = (madeOn: string, expiresOn: string): Row => ({
  id: newId(),
  citizen_id: citizen,
  proxy_name: 'Nguyễn Văn Con',
  proxy_cccd: '045150000001',
  made_on: madeOn,
  expires_on: expiresOn,
  certified_by: 'UBND xã Cam Hiếu',
  recorded_by: newId(),
  recorded_at: NOW,
});

async function newThing(): Promise<Id> {
  return insert('thing', { id: newId(), kind: 'voucher', holder: vault });
}

before(async () => {
  province = await smallProvince(db, NOW);
  vault = (await showOfficeHand(db.read, province.camLoId, 'vault')).id;
  handover = await insert('handover', handoverRow());
  citizen = await insert('citizen', {
    id: newId(),
    full_name: 'Nguyễn Thị Thử',
    name_key: 'nguyen thi thu',
    tail_key: 'thu',
    recorded_at: NOW,
  });
  list = await insert('payout_list', {
    id: newId(),
    programme: 'merit',
    month: '2020-12-01',
    kind: 'regular',
    file_name: 'list.csv',
    file_sha256: Buffer.alloc(32),
    file_bytes: 1n,
    people: 1,
    vouchers: 1,
    total_vnd: 1_624_000n,
    findings: '[]',
    handover_id: handover,
    accepted_by: 'Ngô Văn Chi Trả',
    accepted_at: NOW,
  });
  voucher = await newThing();
  await insert('voucher', voucherRow(voucher));
});

test('a guarded hand never holds less than nothing', async () => {
  await refused(
    sql`update hand_balance set balance_vnd = -1 where hand_id = ${vault}`.execute(db.owner.kysely),
    'check',
  );
});

test('a move has two ends and an amount; a job is no person', async () => {
  const move = {
    handover_id: handover,
    n: 1,
    from_hand: vault,
    to_hand: vault,
    amount_vnd: 1n,
    business_day: '2020-12-01',
  };
  await refused(insert('money_move', move), 'check');
  const desk = (await showOfficeHand(db.read, province.camLoId, 'desk')).id;
  for (const amount of [0n, -5n])
    await refused(insert('money_move', { ...move, to_hand: desk, amount_vnd: amount }), 'check');
  await refused(insert('handover', { ...handoverRow(), actor_kind: 'job' }), 'check');
  await refused(insert('handover', { ...handoverRow(), actor_id: null }), 'check');
});

test('an offer is answered once, a handover is compensated once', async () => {
  for (const link of ['answers', 'reverses']) {
    await insert('handover', { ...handoverRow(), [link]: handover });
    await refused(insert('handover', { ...handoverRow(), [link]: handover }), 'unique', `handover_${link}`);
  }
});

test('the same right becomes a voucher once, whatever list names it again', async () => {
  const other = await newThing();
  await refused(insert('voucher', { ...voucherRow(other), line: 9 }), 'unique', 'voucher_right');
  await insert('voucher', { ...voucherRow(other), benefit_month: '2020-11-01', kind: 'arrears' });
});

test('what was withdrawn names what withdrew it, and gives its right free', async () => {
  const gone = { benefit_month: '2020-09-01', status: 'withdrawn' };
  const enter = async (part: Row) => insert('voucher', { ...voucherRow(await newThing()), ...gone, ...part });
  await refused(enter({}), 'check', 'voucher_withdrawn_by');
  await enter({ withdrawn_by: handover });
  await enter({ status: 'due' });
});

/** As the application's role: the function is the only way in. */
const recordPayments = (of: Id) =>
  sql`select record_payments(${NOW}, array[${handover}::uuid], array[${province.camLoId}::uuid], array[${vault}::uuid],
    array['2020-12-05'::date], array['CL-1'], array['paper'], array['self'], array['Nguyễn Thị Thử'], array[null], array[null]::uuid[],
    array[null]::uuid[], array[1], array[${of}::uuid], array[${citizen}::uuid])`.execute(db.kysely);

test('a payment is of a voucher that moved in its handover, and only the recording function writes it', async () => {
  await refused(recordPayments(voucher), 'foreign key');
  await assert.rejects(sql`insert into payment default values`.execute(db.kysely), { code: '42501' });
  const other = await newThing();
  await insert('voucher', { ...voucherRow(other), line: 3, benefit_month: '2020-10-01', kind: 'arrears' });
  const desk = (await showOfficeHand(db.read, province.camLoId, 'desk')).id;
  await insert('thing_move', { thing_id: other, handover_id: handover, from_hand: vault, to_hand: desk });
  await recordPayments(other);
  await refused(recordPayments(other), 'unique', 'payment_pkey');
});

test('a voucher has one payment at a time', async () => {
  const desk = (await showOfficeHand(db.read, province.camLoId, 'desk')).id;
  await insert('thing_move', { thing_id: voucher, handover_id: handover, from_hand: vault, to_hand: desk });
  await insert('payment', paymentRow());
  await refused(insert('payment', paymentRow()), 'unique');
  await refused(
    insert('payment', paymentRow({ attempt: 2 })),
    'foreign key',
    'payment_voucher_id_follows_fkey',
  );
});

test('a proxy collects with an authority, an heir with a record, and never otherwise', async () => {
  await refused(insert('payment', paymentRow({ attempt: 7, collector_kind: 'proxy' })), 'check');
  await refused(insert('payment', paymentRow({ attempt: 7, collector_kind: 'heir' })), 'check');
  await refused(
    insert('payment', paymentRow({ attempt: 7, collector_kind: 'proxy', authority_id: newId() })),
    'foreign key',
  );
});

test('an authority lasts at most twelve months', async () => {
  await insert('authority', authorityRow('2020-12-01', '2021-12-01'));
  await refused(insert('authority', authorityRow('2020-12-01', '2021-12-02')), 'check');
  await refused(insert('authority', authorityRow('2020-12-01', '2020-12-01')), 'check');
  // From 29 February, twelve months end on 28 February.
  await insert('authority', authorityRow('2020-02-29', '2021-02-28'));
  await refused(insert('authority', authorityRow('2020-02-29', '2021-03-01')), 'check');
});

test('nobody approves their own order, nor in the name of another maker', async () => {
  const [maker, other] = [newId(), newId()];
  const desk = (await showOfficeHand(db.read, province.camLoId, 'desk')).id;
  const order = await insert('cash_order', {
    id: newId(),
    month: '2020-12-01',
    from_hand: vault,
    to_hand: desk,
    amount_vnd: 5n,
    notes: '{}',
    needs_approval: true,
    made_by: maker,
    made_at: NOW,
  });
  const yes = { order_id: order, approved_at: NOW };
  await refused(insert('cash_order_approval', { ...yes, made_by: maker, approved_by: maker }), 'check');
  await refused(insert('cash_order_approval', { ...yes, made_by: other, approved_by: maker }), 'foreign key');
  await insert('cash_order_approval', { ...yes, made_by: maker, approved_by: other });
});

test('a programme and month settles once, and another person locks it', async () => {
  const [maker, other] = [newId(), newId()];
  const row = {
    id: newId(),
    programme: 'merit',
    month: '2020-12-01',
    figures: '{}',
    returned_vnd: 0n,
    fee_vnd: 0n,
    made_by: maker,
    made_at: NOW,
  };
  await insert('settlement', row);
  await refused(insert('settlement', { ...row, id: newId() }), 'unique', 'settlement_programme_month_key');
  const lock = { settlement_id: row.id, locked_at: NOW };
  await refused(insert('settlement_lock', { ...lock, made_by: maker, locked_by: maker }), 'check');
  await refused(insert('settlement_lock', { ...lock, made_by: other, locked_by: maker }), 'foreign key');
  await insert('settlement_lock', { ...lock, made_by: maker, locked_by: other });
});

test('a hand closes a day once, and so does an office', async () => {
  const close = {
    hand_id: vault,
    business_day: '2020-12-01',
    book_vnd: 0n,
    counted_vnd: 0n,
    things_book: 0,
    things_counted: 0,
  };
  await insert('hand_close', { handover_id: handover, ...close });
  const again = await insert('handover', handoverRow());
  await refused(insert('hand_close', { handover_id: again, ...close }), 'unique');
  const office = {
    office_id: province.camLoId,
    business_day: '2020-12-01',
    closed_by: newId(),
    closed_at: NOW,
    figures: '{}',
  };
  await insert('office_close', office);
  await refused(insert('office_close', office), 'unique');
});
