import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { openPaidAccount } from '../pay/store/paid-account.ts';
import { citizenOf, HOA, type ServedMonth, serveMonth } from '../testing/served.ts';

const db = await cloneDatabase();
let month: ServedMonth;
let controller: string;

before(async () => {
  month = await serveMonth(db);
  controller = await month.counter.cookie('payout-controller', month.province.rootId);
});
after(() => month.close());

test('a person who turns to an account is paid by the bank: the voucher goes back to the province', async () => {
  const { camLoId, rootId } = month.province;
  const hoa = await citizenOf(db, HOA);
  await db.owner.pool.query(
    `update citizen set bank_account = '0123456789', bank_name = 'Agribank' where id = $1`,
    [hoa],
  );
  const { id: voucherId } = await db.read
    .selectFrom('voucher')
    .select('id')
    .where('citizen_id', '=', hoa)
    .executeTakeFirstOrThrow();
  const plan = {
    officeId: camLoId,
    month: '2020-12',
    programme: 'merit',
    who: { voucherIds: [voucherId] },
    change: { channel: 'bank' },
  };
  const planned = await month.counter.ask(controller, 'POST', '/payouts/plan', plan);
  assert.deepEqual(planned.json, { vouchers: 1 });
  const batch = { id: newId(), programme: 'merit', month: '2020-12' };
  assert.equal(
    (await month.counter.ask(controller, 'POST', '/payouts/bank-batches', batch)).code,
    'nothing_to_send',
  );
  const taker = await month.counter.cookie('treasurer', rootId);
  const offers = (await month.counter.ask(taker, 'GET', `/payouts/offers?officeId=${rootId}`)).json.items as {
    id: string;
  }[];
  const offerIds = offers.map(({ id }) => id);
  await month.counter.ask(taker, 'POST', '/payouts/vouchers/acceptance', {
    id: newId(),
    officeId: rootId,
    offerIds,
  });
  const told = async () => {
    const { json } = await month.counter.ask(controller, 'GET', '/payouts/bank-batches?month=2020-12');
    const { waiting, funds, batches } = json as {
      waiting: { vouchers: number; noAccount: number }[];
      funds: { programme: string; fundedVnd: string; sentVnd: string }[];
      batches: { answer: { skipped: unknown[] } | null }[];
    };
    return { waiting, batches, funds: funds.find(({ programme }) => programme === 'merit') };
  };
  const setAccount = (account: string | null) =>
    db.owner.pool.query(`update citizen set bank_account = $2 where id = $1`, [hoa, account]);
  await setAccount(null);
  const [without] = (await told()).waiting;
  assert.deepEqual([without?.vouchers, without?.noAccount], [0, 1], 'what no batch takes is named');
  await setAccount('0123456789');
  const { funds, waiting } = await told();
  assert.deepEqual([waiting[0]?.vouchers, waiting[0]?.noAccount, funds?.sentVnd], [1, 0, '0']);
  const { rows: deposits } = await db.pool.query<{ vnd: string }>(
    `select coalesce(sum(amount_vnd), 0)::text as vnd from funding where programme = 'merit' and month = '2020-12-01'`,
  );
  assert.equal(funds?.fundedVnd, deposits[0]?.vnd);
  const sent = await month.counter.ask(controller, 'POST', '/payouts/bank-batches', batch);
  assert.deepEqual(sent.json, { vouchers: 1, totalVnd: '1624000', more: false });
  assert.equal((await told()).funds?.sentVnd, '1624000');

  // A voucher that the bank does not hold any more is named, and its neighbours are answered all the same.
  const line = await db.read
    .selectFrom('voucher')
    .select('id')
    .where('channel', '=', 'bank')
    .executeTakeFirstOrThrow();
  const hand = async (kind: 'bank' | 'desk') => (await showOfficeHand(db.read, rootId, kind)).id;
  const hold = async (kind: 'bank' | 'desk') =>
    db.owner.pool.query('update thing set holder = $2 where id = $1', [line.id, await hand(kind)]);
  await hold('desk');
  const answer = { fileSha256: 'ab'.repeat(32), paid: [line.id] };
  const url = `/payouts/bank-batches/${batch.id}/answer`;
  const stranger = { ...answer, paid: [line.id, newId()] };
  assert.equal((await month.counter.ask(controller, 'POST', url, stranger)).code, 'not_in_batch');
  const answered = await month.counter.ask(controller, 'POST', url, answer);
  const skipped = [{ voucherId: line.id, fullName: 'Nguyễn Thị Hòa', credited: true }];
  assert.deepEqual(answered.json, { paid: 0, rejected: 0, skipped });
  assert.deepEqual((await told()).batches[0]?.answer?.skipped, skipped);
  assert.equal((await told()).funds?.sentVnd, '0', 'what left the bank is not counted as sent');
  const lines = `/payouts/bank-batches/${batch.id}/lines?state=skipped`;
  assert.equal((await month.counter.ask(controller, 'GET', lines)).json.items.length, 1);
  await hold('bank');
  assert.deepEqual((await month.counter.ask(controller, 'POST', url, answer)).json, answered.json);

  // Sent again and credited: the payment keeps the account, and nobody reads it from the row.
  await hold('desk');
  const again = { ...batch, id: newId() };
  assert.equal((await month.counter.ask(controller, 'POST', '/payouts/bank-batches', again)).status, 200);
  const credited = await month.counter.ask(controller, 'POST', `/payouts/bank-batches/${again.id}/answer`, {
    fileSha256: 'cd'.repeat(32),
    paid: [line.id],
  });
  assert.deepEqual(credited.json, { paid: 1, rejected: 0, skipped: [] });
  const { collector_number: account } = await db.read
    .selectFrom('payment')
    .select('collector_number')
    .where('voucher_id', '=', line.id)
    .where('collector_kind', '=', 'bank')
    .executeTakeFirstOrThrow();
  assert.match(account ?? '', /^enc:/);
  assert.match(openPaidAccount(line.id, account ?? ''), /^\d{6,}$/);
});
