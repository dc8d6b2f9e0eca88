import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Act } from '../../store/shapes.ts';
import { type Bag, foldBag, holdBag, type Payee, homeOf, nameIn, renewBag } from './bag.ts';
import { collectorsOf, readCard, whyNotHere } from './rules.ts';

const DAY = '2020-12-08';

function payee(citizenId: string, fullName: string, ...amounts: number[]): Payee {
  return {
    citizenId,
    fullName,
    birthYear: 1950,
    sex: null,
    cccd: { tail: '0001', hash: null },
    phone: null,
    hamlet: 'Thôn Đông',
    address: null,
    commune: 'Xã Cam Hiếu',
    diedOn: null,
    visited: null,
    vouchers: amounts.map((amount, i) => ({
      id: `${citizenId}-${i}`,
      programme: 'merit',
      programmeVi: 'Người có công',
      programmeEn: 'Merit',
      month: '2020-12',
      benefitMonth: '2020-12',
      kind: 'regular',
      regime: '01',
      amountVnd: String(amount),
      opensOn: '2020-12-05',
      payUntil: '2020-12-31',
      blocked: null,
      photoNeeded: false,
    })),
    proxies: [],
    heirs: [],
  };
}

const people = [payee('a', 'Đặng Thị Hoà', 100_000, 50_000), payee('b', 'Lê Văn Bình', 200_000)];

const bag: Bag = {
  form: 'bag/1',
  madeAt: '2020-12-08T01:00:00.000Z',
  today: DAY,
  office: { id: 'o', name: 'Bưu cục' },
  person: { id: 'p', name: 'Người chi' },
  bag: {
    handId: 'h',
    balanceVnd: '500000',
    limitVnd: null,
    frozen: false,
    closedDay: null,
    notes: { count: { '100000': 4, '50000': 2 }, exact: true },
  },
  returnTo: { vault: 'v', desk: 'd' },
  offers: [
    {
      id: 'offer',
      from: { kind: 'vault', name: '', office: 'Bưu điện huyện Cam Lộ' },
      by: 'Thủ quỹ',
      offeredAt: '',
      amountVnd: '300000',
      count: {},
      voucherIds: ['b-0'],
    },
  ],
  returns: [],
  heldVoucherIds: ['a-0', 'a-1'],
  people,
  round: {
    id: 'r',
    day: DAY,
    stops: [{ citizenIds: ['b'], name: 'Lê Văn Bình', lat: null, lon: null, arriveAt: null, note: null }],
  },
  salt: 's',
  purgeAt: '2020-12-10T00:00:00.000Z',
};

let seq = 0;
const act = (
  kind: string,
  body: Act['body'],
  first: 'posted' | 'refused' | 'quarantined' | null = null,
): Act => ({
  seq: ++seq,
  id: `act-${seq}`,
  kind: `payouts.${kind}`,
  occurredAt: '2020-12-08T02:00:00.000Z',
  at: '2020-12-08T02:00:00.000Z',
  body,
  answer: first ? ({ first } as Act['answer']) : null,
  settledAt: null,
});
const pay = (voucherIds: string[], amountVnd: string, first: Parameters<typeof act>[2] = null) =>
  act('pay', { citizenId: 'a', voucherIds, amountVnd, count: null }, first);
const since = (...acts: Act[]) => foldBag(bag, { counted: [], since: acts });

test('a payment leaves the bag once, however often it is counted; its undoing brings it back once', () => {
  const paid = pay(['a-0', 'a-1'], '150000');
  const undone = act('undo', { operationId: paid.id, reason: 'nhầm' });
  assert.deepEqual([since(paid, paid).moneyVnd, since(paid, paid).held.size], [350_000n, 0]);
  assert.deepEqual([since(paid, undone, undone).moneyVnd, since(paid, undone).held.size], [500_000n, 2]);
  assert.equal(since(paid, undone).paidBy.size, 0);
});

test('what is accepted is what was counted, less what was missing; what is refused never comes', () => {
  const accepted = since(act('accept-offer', { offerId: 'offer', count: { 100000: 2 }, missing: ['b-0'] }));
  assert.deepEqual([accepted.moneyVnd, accepted.held.size, accepted.offers.length], [700_000n, 2, 0]);
  const refused = since(act('refuse-offer', { offerId: 'offer', reason: 'x' }));
  assert.deepEqual([refused.moneyVnd, refused.offers.length], [500_000n, 0]);
});

test('the notes that are left are those of the float without the paid ones, while each was written', () => {
  const paid = act('pay', { citizenId: 'a', voucherIds: ['a-0'], amountVnd: '100000', count: { 50000: 2 } });
  const undone = act('undo', { operationId: paid.id, reason: 'nhầm' });
  assert.deepEqual(since(paid).notes, { 100000: 4 });
  assert.deepEqual(since(paid, undone).notes, { 100000: 4, 50000: 2 });
  const accepted = act('accept-offer', { offerId: 'offer', count: { 100000: 3 }, missing: [] });
  assert.deepEqual(since(paid, accepted).notes, { 100000: 7 });
  const cash = { offerId: 'back', towardHand: 'v', count: { 100000: 1 } };
  assert.deepEqual(since(paid, act('return-offer', { cash, vouchers: null })).notes, { 100000: 3 });
  assert.equal(since(pay(['a-0'], '100000')).notes, null, 'paid without its notes');
  const changed = act('pay', {
    citizenId: 'a',
    voucherIds: ['a-0'],
    amountVnd: '100000',
    count: { 20000: 5 },
  });
  assert.equal(since(changed).notes, null, 'paid in notes that were never in the bag');
  const earlier = { ...bag, bag: { ...(bag.bag as NonNullable<Bag['bag']>), notes: null } };
  assert.equal(foldBag(earlier, { counted: [], since: [paid] }).notes, null);
});

test('an act that the server refused changes nothing; one put aside was done all the same', () => {
  assert.equal(since(pay(['a-0'], '100000', 'refused')).moneyVnd, 500_000n);
  assert.equal(since(pay(['a-0'], '100000', 'quarantined')).moneyVnd, 400_000n);
  const counted = [pay(['a-0'], '100000', 'quarantined')];
  assert.equal(foldBag(bag, { counted, since: [] }).moneyVnd, 400_000n);
});

test('a newer bag that counts a payment shows it as paid and takes no money twice', () => {
  const counted = [pay(['a-0'], '100000', 'posted')];
  const newer: Bag = {
    ...bag,
    heldVoucherIds: ['a-1'],
    bag: { ...(bag.bag as NonNullable<Bag['bag']>), balanceVnd: '400000' },
  };
  const now = foldBag(newer, { counted, since: [] });
  assert.deepEqual([now.moneyVnd, [...now.paidBy.keys()]], [400_000n, ['a-0']]);
  const undone = foldBag(newer, {
    counted,
    since: [act('undo', { operationId: counted[0]?.id ?? '', reason: 'x' })],
  });
  assert.deepEqual([undone.moneyVnd, undone.held.size], [500_000n, 2]);
});

test('the list goes by the round, then by whoever else holds a voucher; it is found without diacritics', () => {
  const { rows, things } = holdBag(bag, { counted: [], since: [] }, DAY);
  assert.deepEqual(
    rows.map((row) => [row.id, row.order, row.amountVnd, row.state]),
    [
      ['b', 1, null, 'blocked'],
      ['a', null, 150_000n, 'open'],
    ],
  );
  assert.ok(rows[1]?.words.startsWith('dang thi hoa thon dong'));
  assert.equal(things, 2);
});

test('where somebody lives is said once, whatever the address already says', () => {
  const place = { hamlet: 'Khu phố 1', commune: 'Thị trấn Gio Linh' };
  const homes: [string | null, string][] = [
    [null, 'Khu phố 1, Thị trấn Gio Linh'],
    ['Khu phố 1, thị trấn Gio Linh, huyện Gio Linh', 'Khu phố 1, thị trấn Gio Linh, huyện Gio Linh'],
    ['Số 5, sau nhà văn hoá', 'Số 5, sau nhà văn hoá, Khu phố 1, Thị trấn Gio Linh'],
  ];
  for (const [address, home] of homes) assert.equal(homeOf({ ...place, address }), home);
  assert.equal(homeOf({ address: null, hamlet: null, commune: null }), '');
});

test('what the phone knows forbids a payment before its day, to the dead, by an old authority', () => {
  const [person] = people as [Payee];
  const [voucher] = person.vouchers as [Payee['vouchers'][number]];
  const self = { kind: 'self' } as const;
  assert.equal(whyNotHere(person, voucher, self, DAY), null);
  assert.equal(whyNotHere(person, voucher, self, '2020-12-04'), 'too_early');
  assert.equal(whyNotHere({ ...person, diedOn: '2020-11-30' }, voucher, self, DAY), 'citizen_dead');
  assert.deepEqual(collectorsOf({ ...person, diedOn: '2020-11-30' }), []);
  const proxies = [
    {
      authorityId: 'x',
      name: '',
      cccd: person.cccd,
      programmes: null,
      madeOn: '2019-12-01',
      expiresOn: '2020-12-07',
    },
  ];
  const proxy = { kind: 'proxy', authorityId: 'x' } as const;
  assert.equal(whyNotHere({ ...person, proxies }, voucher, proxy, DAY), 'authority_expired');
  assert.equal(whyNotHere({ ...person, proxies }, voucher, proxy, '2020-12-07'), null);
});

test('a citizen card is read by its fields, with or without an old number', () => {
  const text = '045150000001||Đặng Thị Hoà|01011950|Nữ|Thôn Đông, Cam Hiếu|01012021';
  assert.deepEqual(readCard(text), { number: '045150000001', name: 'Đặng Thị Hoà' });
  assert.equal(readCard('https://example.vn'), null);
  assert.equal(readCard('045150000001|x'), null);
});

test('a fresh bag still names whom acts in this phone are about, and nobody else', () => {
  const paid = pay(['a-0'], '100000');
  const fresh = renewBag({ ...bag, people: [] }, bag, [paid]);
  assert.equal(nameIn(fresh, 'a'), people[0]?.fullName);
  assert.equal(nameIn(fresh, 'b'), null);
  assert.equal(nameIn(renewBag({ ...bag, people: [] }, fresh, [paid]), 'a'), people[0]?.fullName);
  assert.equal(nameIn(renewBag({ ...bag, people: [] }, fresh, []), 'a'), null);
});
