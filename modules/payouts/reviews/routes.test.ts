import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { readAuthorities, readHeirs, readVouchersToPay } from '../pay/store/pay.ts';
import { BINH, cccdOf, citizenOf, HOA, type ServedMonth, serveMonth } from '../testing/served.ts';

const db = await cloneDatabase();
let month: ServedMonth;
let controller: string;

before(async () => {
  month = await serveMonth(db, 3);
  controller = await month.counter.cookie('payout-controller', month.province.rootId);
});
after(() => month.close());

/** A review that asks whether this person is somebody known from before, who has no voucher this month. */
async function raiseReview(cccd: string): Promise<{ reviewId: string; knownId: string; voucherId: string }> {
  const [reviewId, knownId, citizenId] = [newId(), newId(), await citizenOf(db, cccd)];
  const { id: voucherId, list_id } = await db.read
    .selectFrom('voucher')
    .select(['id', 'list_id'])
    .where('citizen_id', '=', citizenId)
    .executeTakeFirstOrThrow();
  await db.owner.write(async (tx) => {
    const name = { full_name: 'Nguyễn Thị Hoà', name_key: 'nguyen thi hoa', tail_key: 'hoa thi nguyen' };
    await tx
      .insertInto('citizen')
      .values({ id: knownId, ...name, birth_year: 1950, recorded_at: month.clock.now() })
      .execute();
    await tx
      .insertInto('match_review')
      .values({
        id: reviewId,
        list_id,
        line: 1,
        citizen_id: citizenId,
        candidate_id: knownId,
        raised_at: month.clock.now(),
      })
      .execute();
  });
  return { reviewId, knownId, voucherId };
}

const rule = (reviewId: string, same: boolean, id = newId()) =>
  month.counter.ask(controller, 'POST', `/payouts/reviews/${reviewId}/ruling`, {
    id,
    same,
    reason: 'đối chiếu',
  });
const voucherNow = async (id: string) => (await readVouchersToPay(db.read, [id])).get(id);

test('nobody is paid before the ruling; a person found to be known keeps the death and the stops of both records', async () => {
  const { reviewId, knownId, voucherId } = await raiseReview(HOA);
  const hoa = await citizenOf(db, HOA);
  const { camLoId } = month.province;
  assert.equal((await voucherNow(voucherId))?.inReview, true);
  const teller = await month.counter.cookie('teller', camLoId);
  const death = { id: newId(), officeId: camLoId, diedOn: '2020-12-03', document: 'Trích lục 7' };
  assert.equal((await month.counter.ask(teller, 'POST', `/payouts/people/${hoa}/death`, death)).status, 200);
  const stop = {
    id: newId(),
    programme: null,
    kind: 'suspended',
    fromMonth: '2020-12',
    reason: 'chờ xác minh',
  };
  assert.equal(
    (await month.counter.ask(controller, 'POST', `/payouts/people/${hoa}/stops`, stop)).status,
    200,
  );

  const [heirId, authorityId] = [newId(), newId()];
  const person = { officeId: camLoId, relation: 'con' };
  const heir = { ...person, id: heirId, fullName: 'Lê Văn Con', cccd: '045070000009', document: 'TL 8' };
  const authority = {
    ...person,
    id: authorityId,
    proxyName: 'Lê Văn Con',
    proxyCccd: '045070000009',
    programmes: null,
    madeOn: '2020-12-01',
    expiresOn: '2021-06-01',
    certifiedBy: 'UBND xã',
  };
  for (const [what, body] of Object.entries({ heirs: heir, authorities: authority }))
    assert.equal(
      (await month.counter.ask(teller, 'POST', `/payouts/people/${hoa}/${what}`, body)).status,
      200,
    );

  const id = newId();
  assert.deepEqual((await rule(reviewId, true, id)).json, { vouchersMoved: 1, already: false });
  assert.deepEqual((await rule(reviewId, true, id)).json, { vouchersMoved: 1, already: true });
  assert.equal((await rule(reviewId, false, id)).code, 'conflict');
  // Who may collect for the merged record may collect for the one that was kept.
  assert.equal((await readHeirs(db.read, [heirId])).get(heirId)?.citizenId, knownId);
  assert.equal((await readAuthorities(db.read, [authorityId])).get(authorityId)?.citizenId, knownId);
  const merged = await voucherNow(voucherId);
  assert.equal(merged?.citizenId, knownId);
  assert.equal(merged?.diedOn, '2020-12-03');
  assert.equal(merged?.stopped, true);
  assert.equal((await rule(reviewId, true)).code, 'review_ruled');
});

test('a person found to be another keeps both records apart; two rulings at once are one', async () => {
  const { reviewId, voucherId } = await raiseReview(BINH);
  const answers = await Promise.all([rule(reviewId, false), rule(reviewId, true)]);
  assert.deepEqual(answers.map((answer) => answer.code).sort(), [null, 'review_ruled']);
  assert.equal((await voucherNow(voucherId))?.inReview, false);
});

test('two records stand side by side, nobody in full, and the count of those left goes down', async () => {
  const { reviewId, knownId } = await raiseReview(BINH);
  const left = () => month.counter.ask(controller, 'GET', '/payouts/reviews/left');
  const before = (await left()).json.left;
  const { json } = await month.counter.ask(controller, 'GET', `/payouts/reviews/${reviewId}`);
  assert.equal(json.entered.fullName, 'Trần Đức Bình');
  assert.equal(json.entered.cccdMasked, '045*****0005');
  assert.equal(json.entered.vouchers.length, 1);
  assert.equal(json.known.citizenId, knownId);
  assert.equal(json.known.vouchers.length, 0);
  await rule(reviewId, false);
  assert.equal((await left()).json.left, before - 1);
});

const correct = (reviewId: string, id = newId()) =>
  month.counter.ask(controller, 'POST', `/payouts/reviews/${reviewId}/ruling/correction`, {
    id,
    reason: 'Kết luận nhầm',
  });
const cccdOfRecord = async (id: string) =>
  (await db.owner.pool.query<{ cccd: string | null }>('select cccd from citizen where id = $1', [id])).rows[0]
    ?.cccd;

test('a merge is taken back: vouchers and numbers return to their record, and the review stands open', async () => {
  const { reviewId, knownId, voucherId } = await raiseReview(cccdOf(1));
  const citizenId = await citizenOf(db, cccdOf(1));
  assert.equal((await correct(reviewId)).code, 'review_open');
  assert.deepEqual((await rule(reviewId, true)).json, { vouchersMoved: 1, already: false });
  assert.equal(await cccdOfRecord(knownId), cccdOf(1));
  const { json: ruled } = await month.counter.ask(controller, 'GET', '/payouts/reviews/ruled?limit=1');
  assert.deepEqual([ruled.items[0].id, ruled.items[0].same, typeof ruled.next], [reviewId, true, 'string']);
  const id = newId();
  const [first, second] = await Promise.all([correct(reviewId, id), correct(reviewId, id)]);
  assert.deepEqual([first.json.vouchersBack, second.json.vouchersBack], [1, 1]);
  const voucher = await voucherNow(voucherId);
  assert.deepEqual([voucher?.citizenId, voucher?.inReview], [citizenId, true]);
  assert.deepEqual([await cccdOfRecord(citizenId), await cccdOfRecord(knownId)], [cccdOf(1), null]);
  assert.equal((await correct(reviewId)).code, 'review_open');
  const kept = await db.read.selectFrom('match_ruling_correction').selectAll().execute();
  assert.deepEqual(
    kept.map((row) => [row.id, row.same, row.reason]),
    [[id, true, 'Kết luận nhầm']],
  );
  assert.deepEqual((await rule(reviewId, false)).json, { vouchersMoved: 0, already: false });
});

test('a ruling stands once something was paid upon it, or while a death that it carried over stands', async () => {
  const { reviewId, voucherId } = await raiseReview(cccdOf(2));
  assert.equal((await rule(reviewId, false)).status, 200);
  await db.owner.pool.query(
    `insert into payment (voucher_id, attempt, handover_id, programme, month, citizen_id, amount_vnd, office_id, paid_from,
       collector_kind, collector_name, signed, receipt_no, paid_at, business_day)
     select id, 1, $2, programme, month, citizen_id, amount_vnd, office_id, $3, 'self', 'x', 'paper', 'BN-1', $4, '2020-12-06'
     from voucher where id = $1`,
    [voucherId, newId(), newId(), month.clock.now()],
  );
  const paid = await correct(reviewId);
  assert.deepEqual([paid.code, paid.json.error.facts.receiptNo], ['ruling_paid', 'BN-1']);
  // Also where nobody asked first: a payment may come between the question and the act.
  const taken = [newId(), reviewId, 'nhầm', newId(), month.clock.now()];
  await assert.rejects(db.pool.query('select take_ruling_back($1, $2, $3, $4, $5)', taken), {
    code: '23514',
  });

  const dead = await raiseReview(cccdOf(3));
  const citizenId = await citizenOf(db, cccdOf(3));
  const teller = await month.counter.cookie('teller', month.province.camLoId);
  const death = {
    id: newId(),
    officeId: month.province.camLoId,
    diedOn: '2020-12-03',
    document: 'Trích lục 9',
  };
  assert.equal(
    (await month.counter.ask(teller, 'POST', `/payouts/people/${citizenId}/death`, death)).status,
    200,
  );
  assert.equal((await rule(dead.reviewId, true)).status, 200);
  assert.equal((await correct(dead.reviewId)).code, 'ruling_death');
});
