import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Tx } from '#kernel/db/types.ts';
import { findPersonalHand, showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { bringCashBack } from './testing/cash-back.ts';
import { smallProvince, type SmallProvince } from './testing/province.ts';
import { acceptVouchers, distributeVouchers } from './cash/actions/distribute.ts';
import { importList } from './lists/actions/import-list.ts';
import { moveBankCash, recordFunding } from './cash/actions/money.ts';
import type { Person } from './posting.ts';
import { acceptOffer, offer } from './cash/actions/offers.ts';
import { pay, type PayCommand, type Receipt } from './pay/actions/pay.ts';
import { reversePayment } from './pay/actions/reverse.ts';
import { lockSettlement, previewSettlement, settle } from './settle/actions.ts';
import { returnUnpaid } from './pay/actions/unpaid.ts';

const db = await cloneDatabase();
const listed = new Date('2020-11-28T08:00:00+07:00');
const payday = new Date('2020-12-05T09:00:00+07:00');
const files = await mkdtemp(join(tmpdir(), 'tungnha-files-'));
after(() => rm(files, { recursive: true }));
let province: SmallProvince;

const PEOPLE = 40;
const TOTAL = BigInt(PEOPLE) * 1_624_000n;
const LIST = [
  'Mã đối tượng;Họ tên;Năm sinh;CMND/CCCD;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng',
  ...Array.from({ length: PEOPLE }, (_, i) => {
    const n = String(i + 1).padStart(5, '0');
    return `NCC-${n};Nguyễn Thị Thử ${i + 1};1950;0451500${n};Thôn 1;Xã Cam Hiếu;Thân nhân 01 liệt sĩ;1.624.000;1.624.000`;
  }),
].join('\n');

before(async () => {
  province = await smallProvince(db, listed);
});

type Import = Parameters<typeof importList>;
async function importText(
  text: string,
  name: string,
  { kind = 'regular', ...options }: Partial<Import[3] & Pick<Import[2], 'kind'>> = {},
) {
  const path = join(files, name);
  await writeFile(path, text);
  const command = {
    id: newId(),
    doer: province.controller,
    programme: 'merit',
    month: '2020-12',
    kind,
    path,
    fileName: name,
    fileBytes: (await stat(path)).size,
  };
  return importList(db, listed, command, { filesFolder: files, ...options });
}

async function due(): Promise<Id[]> {
  const rows = await db.read
    .selectFrom('voucher')
    .select('id')
    .where('status', '=', 'due')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

function payCommand(voucherIds: readonly Id[], teller: Person, id = newId()): PayCommand {
  return {
    id,
    doer: teller,
    officeId: province.camLoId,
    voucherIds,
    collector: { kind: 'self' },
    signed: 'paper',
    occurredAt: payday,
  };
}

const payNow = (commands: readonly PayCommand[], at = payday) => db.write((tx: Tx) => pay(tx, at, commands));

test('a list is accepted whole, once', async () => {
  const outcome = await importText(LIST, 'list.csv');
  assert.equal(outcome.outcome, 'accepted', JSON.stringify(outcome.findings));
  assert.equal(outcome.people, PEOPLE);
  assert.equal(outcome.totalVnd, TOTAL);
  const again = await importText(LIST, 'list.csv');
  assert.equal(again.outcome, 'already');
  const renamed = await importText(`${LIST}\n`, 'again.csv');
  assert.equal(renamed.outcome, 'refused');
  assert.ok(renamed.findings.some((finding) => finding.code === 'already_imported'));
  assert.equal((await due()).length, PEOPLE);
});

test('vouchers and cash reach the counter, offered and accepted', async () => {
  const { treasurer, controller, camLoId, tellers } = province;
  const sent = await db.write((tx) =>
    distributeVouchers(tx, listed, { doer: controller, month: '2020-12', programme: null }),
  );
  assert.deepEqual(
    sent.offers.map((each) => each.vouchers),
    [PEOPLE],
  );
  const offerIds = sent.offers.map((each) => each.id);
  await db.write((tx) =>
    acceptVouchers(tx, listed, { doer: tellers[0] as Person, officeId: camLoId, offerIds }),
  );
  await assert.rejects(
    db.write((tx) => acceptVouchers(tx, listed, { doer: tellers[0] as Person, officeId: camLoId, offerIds })),
    (error: Refusal) => error.code === 'offer_closed',
  );

  await db.write((tx) =>
    recordFunding(tx, listed, {
      id: newId(),
      doer: treasurer,
      programme: 'merit',
      month: '2020-12',
      amountVnd: TOTAL,
      document: 'UNC 01',
    }),
  );
  const { count } = fewestNotes(TOTAL);
  await db.write((tx) =>
    moveBankCash(tx, payday, {
      id: newId(),
      doer: treasurer,
      officeId: camLoId,
      direction: 'draw',
      count,
      document: 'Séc 01',
      witnessId: null,
    }),
  );
  for (const teller of tellers) {
    const half = fewestNotes(TOTAL / 2n).count;
    await db.write(async (tx) => {
      const vault = await showOfficeHand(tx, camLoId, 'vault');
      const drawer = await findPersonalHand(tx, teller.id, 'drawer');
      const offerId = newId();
      await offer(tx, payday, {
        id: offerId,
        doer: treasurer,
        from: vault,
        towardHand: drawer?.id as Id,
        count: half,
      });
      await acceptOffer(tx, payday, { id: newId(), doer: teller, offerId, count: half });
    });
  }
  const drawer = await findPersonalHand(db.read, tellers[0]?.id as Id, 'drawer');
  assert.equal((await sumHands(db.read, [drawer?.id as Id])).get(drawer?.id as Id), TOTAL / 2n);
});

test('two tellers, one voucher: one pays, the other is told who did', async () => {
  const [voucher] = await due();
  const [first, second] = province.tellers as [Person, Person];
  const answers = await Promise.all([
    payNow([payCommand([voucher as Id], first)]),
    payNow([payCommand([voucher as Id], second)]),
  ]);
  const flat = answers.flat();
  assert.equal(flat.filter((answer) => !(answer instanceof Refusal)).length, 1);
  const refusal = flat.find((answer) => answer instanceof Refusal);
  assert.equal(refusal?.code, 'already_paid');
  assert.ok(refusal?.facts['teller'] === first.name || refusal?.facts['teller'] === second.name);
  assert.ok(refusal?.facts['receiptNo']);
});

test('a teller pays while a further list of the same commune is looked at', async () => {
  const text = LIST.split('\n', 2).join('\n').replace('045150000001', '045150099999');
  const [voucher] = await due();
  let paid: readonly (Receipt | Refusal)[] = [];
  // Its lines are in, and neither committed nor taken back.
  const onRead = async () => {
    paid = await payNow([payCommand([voucher as Id], province.tellers[0] as Person)]);
  };
  const seen = await importText(text, 'further.csv', { kind: 'supplementary', trial: true, onRead });
  assert.deepEqual([seen.outcome, seen.vouchers, seen.totalVnd], ['accepted', 1, 1_624_000n]);
  assert.ok(paid[0] && !(paid[0] instanceof Refusal));
  assert.equal((await due()).length, PEOPLE - 2);
});

test('one request sent ten times is one payment with one receipt, told once to who follows', async () => {
  const told = async () =>
    (await db.pool.query(`select body->'offices' as offices from feed_event where topic = 'payouts'`)).rows;
  const before = (await told()).length;
  const [voucher] = await due();
  const command = payCommand([voucher as Id], province.tellers[0] as Person);
  const answers = (
    await Promise.all(Array.from({ length: 10 }, () => payNow([command])))
  ).flat() as Receipt[];
  assert.equal(new Set(answers.map((answer) => answer.receiptNo)).size, 1);
  assert.equal(answers.filter((answer) => !answer.already).length, 1);
  const { n } = await db.read
    .selectFrom('payment')
    .select((eb) => eb.fn.countAll<bigint>().as('n'))
    .where('voucher_id', '=', voucher as Id)
    .executeTakeFirstOrThrow();
  assert.equal(n, 1n);
  const [other] = await payNow([{ ...command, signed: 'pad' }]);
  assert.equal((other as Refusal).code, 'conflict');
  assert.deepEqual((await told()).slice(before), [{ offices: [province.camLoId] }]);
});

test('too early, wrong hands and a bad neighbour are told plainly, the rest is paid', async () => {
  const [a, b] = (await due()) as [Id, Id];
  const teller = province.tellers[0] as Person;
  const [early] = await payNow([payCommand([a], teller)], new Date('2020-12-01T09:00:00+07:00'));
  assert.equal((early as Refusal).code, 'too_early');
  const answers = await payNow([
    payCommand([a], province.treasurer),
    payCommand([a], teller),
    payCommand([a], teller),
    payCommand([b], teller),
  ]);
  assert.deepEqual(
    answers.map((answer) => (answer instanceof Refusal ? answer.code : 'paid')),
    ['drawer_not_open', 'paid', 'already_paid', 'paid'],
  );
});

test('a payment is taken back by compensation of two people and can be made again', async () => {
  const [voucher] = (await due()) as [Id];
  const teller = province.tellers[1] as Person;
  const [receipt] = (await payNow([payCommand([voucher], teller)])) as [Receipt];
  const command = {
    id: newId(),
    doer: teller,
    paymentHandoverId: receipt.handoverId,
    witnessId: province.accountant.id,
    reason: 'nhầm người',
  };
  await assert.rejects(
    db.write((tx) => reversePayment(tx, payday, { ...command, witnessId: teller.id })),
    (error: Refusal) => error.code === 'two_people_needed',
  );
  await db.write((tx) => reversePayment(tx, payday, command));
  await db.write((tx) => reversePayment(tx, payday, command));
  const [again] = await payNow([payCommand([voucher], teller)]);
  assert.ok(!(again instanceof Refusal), String(again));
});

test('the month settles: list = paid + carried, cash = signed, and two people lock it', async () => {
  const { treasurer, accountant } = province;
  const end = new Date('2020-12-20T10:00:00+07:00');
  const before = await previewSettlement(db.read, 'merit', '2020-12');
  assert.ok(before.blocks.includes('vouchers_open'));
  const unpaid = await db.write((tx) =>
    returnUnpaid(tx, end, {
      doer: treasurer,
      witnessId: null,
      programme: 'merit',
      month: '2020-12',
      officeIds: null,
      reason: 'không đến nhận',
    }),
  );
  assert.equal(unpaid.vouchers, PEOPLE - 6);
  const preview = await previewSettlement(db.read, 'merit', '2020-12');
  assert.deepEqual(preview.blocks, []);
  assert.equal(preview.paidVnd, 6n * 1_624_000n);
  assert.equal(preview.match.cashVnd, preview.match.signedVnd);
  // The notes are still in the vaults, so the bank cannot send the rest back yet.
  await assert.rejects(
    db.write((tx) => settle(tx, end, { id: newId(), doer: treasurer, programme: 'merit', month: '2020-12' })),
    (error: Refusal) => error.code === 'hand_short',
  );
  await bringCashBack(db, province, end);
  const id = newId();
  const settled = await db.write((tx) =>
    settle(tx, end, { id, doer: treasurer, programme: 'merit', month: '2020-12' }),
  );
  assert.equal(settled.toReturnVnd, TOTAL - 6n * 1_624_000n);
  await assert.rejects(
    db.write((tx) => lockSettlement(tx, end, { doer: treasurer, programme: 'merit', month: '2020-12' })),
    (error: Refusal) => error.code === 'two_people_needed',
  );
  await db.write((tx) => lockSettlement(tx, end, { doer: accountant, programme: 'merit', month: '2020-12' }));
  const bank = await showOfficeHand(db.read, province.rootId, 'bank');
  assert.equal((await sumHands(db.read, [bank.id])).get(bank.id), 0n);
  // What is left between the post and the funder is the fee it still owes.
  const agency = await db.read
    .selectFrom('funder as f')
    .innerJoin('programme_rule as r', 'r.funder_code', 'f.code')
    .select('agency_hand')
    .where('r.programme', '=', 'merit')
    .where('r.valid_from', '<=', '2020-12-01')
    .where((eb) => eb.or([eb('r.valid_to', 'is', null), eb('r.valid_to', '>=', '2020-12-01')]))
    .executeTakeFirstOrThrow();
  assert.equal((await sumHands(db.read, [agency.agency_hand])).get(agency.agency_hand), settled.feeVnd);
});
