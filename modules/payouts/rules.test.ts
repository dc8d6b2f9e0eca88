import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { calendarOf, type ProgrammeRule } from './programmes/rules/calendar.ts';
import { type VoucherNow, whyNotCollect, whyNotPay, type WhyNotPay } from './pay/rules/pay.ts';
import { channelOf, dayWithin, windowOf } from './plan/rules.ts';
import { dayOfReceipt, receiptNo } from './pay/rules/receipt.ts';
import { feeOf, unmatchedVnd, unpaidOutcome } from './settle/rules.ts';
import { type LineAmounts, vouchersOf } from './lists/rules/vouchers.ts';

const RULE: ProgrammeRule = {
  programme: 'pension',
  legalBasis: 'QĐ 166/QĐ-BHXH',
  confidence: 'sure',
  opensOn: 2,
  pointFrom: 2,
  pointTo: 10,
  officeFrom: 11,
  officeTo: 25,
  bankFrom: 2,
  bankTo: 5,
  settleOn: 28,
  unpaidRule: 'carry',
  suspendAfterMonths: 6,
  homeAge: 80,
  lateAbovePercent: 20,
  feePerMillion: 7_800,
  feePerVoucherVnd: 0n,
};

const NOTHING: LineAmounts = {
  regularVnd: 0n,
  supplementVnd: 0n,
  arrearsVnd: 0n,
  arrearsMonths: null,
  deductionVnd: 0n,
  carriedVnd: 0n,
  oneOffVnd: 0n,
  funeralVnd: 0n,
  totalVnd: 0n,
};

const amount = fc.integer({ min: 0, max: 300_000 }).map((n) => BigInt(n) * 100n);

test('the vouchers of a line always add up to its total, each above zero', () => {
  const line = fc.record({
    regularVnd: amount,
    supplementVnd: amount,
    arrearsVnd: amount,
    arrearsMonths: fc.option(fc.integer({ min: 1, max: 30 })),
    carriedVnd: amount,
    oneOffVnd: amount,
    funeralVnd: amount,
    share: fc.double({ min: 0, max: 0.99, noNaN: true }),
  });
  fc.assert(
    fc.property(line, ({ share, ...parts }) => {
      const gross =
        parts.regularVnd +
        parts.supplementVnd +
        parts.arrearsVnd +
        parts.carriedVnd +
        parts.oneOffVnd +
        parts.funeralVnd;
      const deductionVnd = (BigInt(Math.floor(Number(gross) * share)) / 100n) * 100n;
      const vouchers = vouchersOf({ ...parts, deductionVnd, totalVnd: gross - deductionVnd }, '2020-12');
      assert.equal(
        vouchers.reduce((sum, voucher) => sum + voucher.amountVnd, 0n),
        gross - deductionVnd,
      );
      assert.ok(vouchers.every((voucher) => voucher.amountVnd > 0n));
      const rights = vouchers.map(({ kind, benefitMonth }) => `${kind} ${benefitMonth}`);
      assert.equal(new Set(rights).size, rights.length, 'one right each');
    }),
  );
});

test('arrears are counted month by month, by the note or by the multiple of the monthly amount', () => {
  const three = { ...NOTHING, regularVnd: 5_956_100n, arrearsVnd: 17_868_300n, totalVnd: 23_824_400n };
  assert.deepEqual(
    vouchersOf({ ...three, arrearsMonths: 3 }, '2020-12').map(
      ({ kind, benefitMonth }) => `${kind} ${benefitMonth}`,
    ),
    ['regular 2020-12', 'arrears 2020-11', 'arrears 2020-10', 'arrears 2020-09'],
  );
  assert.deepEqual(vouchersOf(three, '2020-12'), vouchersOf({ ...three, arrearsMonths: 3 }, '2020-12'));
  const odd = vouchersOf(
    { ...NOTHING, regularVnd: 1_000_000n, arrearsVnd: 1_000_100n, arrearsMonths: 3, totalVnd: 2_000_100n },
    '2020-12',
  );
  assert.deepEqual(
    odd.slice(1).map(({ amountVnd }) => amountVnd),
    [333_500n, 333_300n, 333_300n],
  );
});

test('a line that only states a total is one regular voucher', () => {
  assert.deepEqual(vouchersOf({ ...NOTHING, totalVnd: 270_000n }, '2020-12'), [
    { kind: 'regular', benefitMonth: '2020-12', amountVnd: 270_000n },
  ]);
});

test('bank days that fall on a day off move to the next working day; points pay on days off too', () => {
  const may = calendarOf(RULE, '2021-05', new Set(['2021-05-03']));
  assert.equal(may.bankFrom, '2021-05-04', 'the 2nd is a Sunday and the 3rd a holiday');
  assert.equal(may.pointFrom, '2021-05-02');
  assert.equal(calendarOf({ ...RULE, settleOn: 31 }, '2021-02', new Set()).settleOn, '2021-03-01');
});

const DESK = 'desk';
const AT = {
  day: '2020-12-05',
  officeId: 'office',
  desk: DESK,
  collector: { kind: 'self' } as const,
};
const DUE: VoucherNow = {
  id: 'v',
  programme: 'pension',
  month: '2020-12',
  benefitMonth: '2020-12',
  status: 'due',
  channel: 'point',
  opensOn: '2020-12-02',
  citizenId: 'c',
  officeId: 'office',
  holder: DESK,
  diedOn: null,
  stopped: false,
  inReview: false,
  locked: false,
  contested: false,
};

test('why a voucher cannot be paid, one reason each', () => {
  const cases: [Partial<VoucherNow>, WhyNotPay | null][] = [
    [{}, null],
    [{ status: 'paid' }, 'already_paid'],
    [{ status: 'withdrawn' }, 'voucher_withdrawn'],
    [{ status: 'returned' }, 'voucher_returned'],
    [{ locked: true }, 'period_locked'],
    [{ inReview: true }, 'identity_in_review'],
    [{ stopped: true }, 'payment_stopped'],
    [{ diedOn: '2020-11-30' }, 'citizen_dead'],
    [{ channel: 'bank' }, 'paid_by_bank'],
    [{ contested: true }, 'contested'],
    [{ officeId: 'elsewhere' }, 'wrong_place'],
    [{ holder: 'bag' }, 'held_elsewhere'],
    [{ channel: 'home' }, null],
  ];
  for (const [change, expected] of cases)
    assert.equal(whyNotPay({ ...DUE, ...change }, AT), expected, JSON.stringify(change));
  assert.equal(whyNotPay(DUE, { ...AT, day: '2020-12-01' }), 'too_early');
  const heir = { kind: 'heir', heirId: 'h' } as const;
  assert.equal(whyNotPay(DUE, { ...AT, collector: heir }), 'citizen_alive');
  assert.equal(whyNotPay({ ...DUE, diedOn: '2020-12-03' }, { ...AT, collector: heir }), null);
});

test('an authority is for its person, its programmes and its days, and can be revoked', () => {
  const authority = {
    citizenId: 'c',
    programmes: ['pension'],
    madeOn: '2020-01-10',
    expiresOn: '2021-01-09',
    revoked: false,
  };
  const why = (change: Partial<typeof authority> | null, day = '2020-12-05') =>
    whyNotCollect(change && { ...authority, ...change }, DUE, day);
  assert.equal(why({}), null);
  assert.equal(why(null), 'authority_not_found');
  assert.equal(why({ citizenId: 'other' }), 'authority_not_found');
  assert.equal(why({ revoked: true }), 'authority_revoked');
  assert.equal(why({}, '2021-01-10'), 'authority_expired');
  assert.equal(why({}, '2021-01-09'), null, 'its last day counts');
  assert.equal(why({}, '2020-01-09'), 'authority_not_yet');
  assert.equal(why({ programmes: ['merit'] }), 'authority_scope');
});

test('where a person is paid: account, then home by request or age, else the point', () => {
  const payee = { bornOn: null, birthYear: 1960, bankAccount: null, homeRequested: false };
  assert.equal(channelOf(payee, RULE, '2020-12-01'), 'point');
  assert.equal(channelOf({ ...payee, homeRequested: true }, RULE, '2020-12-01'), 'home');
  assert.equal(channelOf({ ...payee, birthYear: 1939 }, RULE, '2020-12-01'), 'home');
  assert.equal(
    channelOf({ ...payee, birthYear: 1940 }, RULE, '2020-12-01'),
    'point',
    'a year alone counts from its end',
  );
  assert.equal(channelOf({ ...payee, bornOn: '1940-12-01', birthYear: 1940 }, RULE, '2020-12-01'), 'home');
  assert.equal(channelOf({ ...payee, birthYear: 1930, bankAccount: '1' }, RULE, '2020-12-01'), 'bank');
});

test('loads are spread within the window and never outside it', () => {
  const window = windowOf('point', calendarOf(RULE, '2020-12', new Set()));
  fc.assert(
    fc.property(fc.nat(200), fc.integer({ min: 1, max: 200 }), (n, parts) => {
      const day = dayWithin(window, n, parts);
      assert.ok(day >= window.from && day <= window.until);
    }),
  );
  assert.equal(dayWithin(window, 0, 3), window.from);
});

test('the unpaid are carried, and suspended after the months of the rule', () => {
  assert.equal(unpaidOutcome(RULE, 5), 'carried');
  assert.equal(unpaidOutcome(RULE, 6), 'suspended');
  assert.equal(unpaidOutcome({ unpaidRule: 'return', suspendAfterMonths: 3 }, 1), 'returned');
});

test('fee and match', () => {
  assert.equal(feeOf(RULE, 1_000_000_000n, 10), 7_800_000n);
  assert.equal(feeOf({ feePerMillion: 0, feePerVoucherVnd: 2_000n }, 1n, 10), 20_000n);
  assert.deepEqual(unmatchedVnd({ listVnd: 10n, cashVnd: 7n, signedVnd: 7n, unpaidVnd: 3n }), {
    listVnd: 0n,
    cashVnd: 0n,
  });
  assert.deepEqual(unmatchedVnd({ listVnd: 10n, cashVnd: 8n, signedVnd: 7n, unpaidVnd: 2n }), {
    listVnd: 1n,
    cashVnd: 1n,
  });
});

test('a receipt number comes from the handover alone', () => {
  const number = receiptNo('CL', '2020-12-05', '01a205c8-4346-74f3-a133-daa5c76c4162');
  assert.equal(dayOfReceipt(number), '2020-12-05');
  assert.match(number, /^CL-201205-[0-9A-HJKMNP-TV-Z]{10}$/);
  assert.equal(number, receiptNo('CL', '2020-12-05', '01a205c8-4346-74f3-a133-daa5c76c4162'));
  assert.notEqual(number, receiptNo('CL', '2020-12-05', '01a205c8-4346-74f3-a133-daa5c76c4163'));
});
