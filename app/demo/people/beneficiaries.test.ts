import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageOn } from '#kernel/words/day.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { programmesIn } from '#modules/payouts/programmes/data/programmes.ts';
import { hamletsOf } from '#places/data/hamlets.ts';
import { DEMO_SEED, generateBeneficiaries, type Beneficiary } from './beneficiaries.ts';
import { monthlyVnd } from './entitlement.ts';
import { findPayingOffice } from './offices.ts';
import { DEMO_DAY, profiles } from './profiles.ts';

const before = process.cpuUsage();
const people = [...generateBeneficiaries({ seed: DEMO_SEED })].flat();
const spent = process.cpuUsage(before);
const tookMs = (spent.user + spent.system) / 1000;

function share(fits: (person: Beneficiary) => boolean): number {
  return people.filter(fits).length / people.length;
}

function assertBetween(value: number, low: number, high: number): void {
  assert.ok(value > low && value < high, String(value));
}

function family(name: string): string | undefined {
  return name.split(' ')[0];
}

function some(seed: number, batchSize: number): Beneficiary[] {
  return [...generateBeneficiaries({ seed, count: 500, batchSize })].flat();
}

test('a province of 79,000 in batches, in seconds', (t) => {
  assert.equal(people.length, 79_000);
  assert.deepEqual([people[0]?.seq, people.at(-1)?.seq], [1, 79_000]);
  assert.ok(tookMs < 4_000, `${tookMs} ms of processor time`);
  t.diagnostic(`generated in ${Math.round(tookMs)} ms of processor time`);
});

test('a month is 145 to 155 billion VND, each programme within its bounds', (t) => {
  const total = people.reduce((sum, person) => sum + monthlyVnd(person), 0n);
  t.diagnostic(`total ${formatVnd(total)} VND a month`);
  assert.ok(total >= 145_000_000_000n && total <= 155_000_000_000n, String(total));
  const bounds = { pension: [90, 102], merit: [30, 38], assistance: [11, 14], unemployment: [4, 7] } as const;
  const groups = Map.groupBy(
    people.flatMap(({ entitlements }) => entitlements),
    ({ programme }) => programme,
  );
  assert.deepEqual([...groups.keys()].toSorted(), programmesIn('2020-12').toSorted());
  for (const [programme, [low, high]] of Object.entries(bounds)) {
    const rows = groups.get(programme as keyof typeof bounds) ?? [];
    const vnd = rows.reduce((sum, row) => sum + row.amountVnd + row.supplementVnd, 0n);
    t.diagnostic(`${programme}: ${rows.length} entitlements, ${formatVnd(vnd)} VND`);
    assert.ok(vnd >= BigInt(low) * 10n ** 9n && vnd <= BigInt(high) * 10n ** 9n, `${programme} ${vnd}`);
  }
});

test('amounts are whole hundreds and plausible for 2020', () => {
  const most = {
    pension: 15_000_000n,
    unemployment: 15_350_000n,
    merit: 6_400_000n,
    assistance: 810_000n,
    'social-pension': 0n,
  };
  for (const { entitlements } of people)
    for (const { programme, regime, amountVnd, supplementVnd } of entitlements) {
      assert.equal((amountVnd + supplementVnd) % 100n, 0n);
      assert.ok(
        amountVnd >= 270_000n && amountVnd + supplementVnd <= most[programme],
        `${regime} ${amountVnd}`,
      );
      if (programme === 'assistance') assert.equal(amountVnd % 135_000n, 0n);
      if (regime === 'huu-tri') assert.ok(amountVnd >= 1_490_000n);
    }
});

test('numbers are unique and the personal number tells sex, century and year', () => {
  const everyone = people.flatMap(({ cccd, proxy }) => (proxy ? [cccd, proxy.cccd] : [cccd]));
  assert.equal(new Set(everyone).size, everyone.length);
  const insurance = people.flatMap(({ insuranceNo }) => insuranceNo ?? []);
  assert.equal(new Set(insurance).size, insurance.length);
  for (const { cccd, sex, birthYear, bornOn, insuranceNo, cmnd } of people) {
    const century = (birthYear >= 2000 ? 2 : 0) + (sex === 'female' ? 1 : 0);
    assert.match(cccd, new RegExp(`^045${century}${String(birthYear).slice(2)}\\d{6}$`));
    if (bornOn) assert.equal(bornOn.slice(0, 4), String(birthYear));
    if (insuranceNo) assert.match(insuranceNo, /^45\d{8}$/);
    if (cmnd) assert.match(cmnd, /^\d{9}$/);
  }
});

test('everyone with an insurance programme has an insurance number; everyone fits the ages of a regime', () => {
  for (const person of people) {
    const [first] = person.entitlements;
    assert.ok(first);
    if (first.programme === 'pension' || first.programme === 'unemployment')
      assert.equal(first.fileNo, person.insuranceNo);
    const age = ageOn(person, DEMO_DAY);
    const fits = profiles.some(
      ({ regime, ages: [low, high] }) => regime === first.regime && low <= age && age <= high,
    );
    assert.ok(fits, `${person.seq} ${first.regime} at ${age}`);
  }
});

test('every person lives in a hamlet of a commune that an office pays', () => {
  for (const { communeCode, hamlet } of people) {
    assert.ok(hamletsOf(communeCode).includes(hamlet));
    assert.ok(findPayingOffice(communeCode));
  }
  assert.equal(new Set(people.map(({ communeCode }) => communeCode)).size, 125);
});

test('some are paid at home, on an account or through another; children always through another', () => {
  assertBetween(
    share(({ home }) => home !== null),
    0.08,
    0.18,
  );
  assertBetween(
    share(({ bank }) => bank !== null),
    0.06,
    0.12,
  );
  assertBetween(
    share(({ proxy }) => proxy !== null),
    0.04,
    0.1,
  );
  assertBetween(
    share(({ entitlements }) => entitlements.length > 1),
    0.012,
    0.018,
  );
  for (const person of people) {
    if (person.home === 'age') assert.ok(ageOn(person, DEMO_DAY) >= 80);
    if (ageOn(person, DEMO_DAY) < 18) assert.ok(person.proxy);
    if (person.proxy)
      assert.ok(person.proxy.validFrom <= person.proxy.validTo && person.proxy.validFrom <= DEMO_DAY);
    assert.ok(!(person.bank && person.home));
  }
});

test('a proxy is someone the relation allows', () => {
  for (const { name, sex, birthYear, proxy } of people) {
    if (!proxy) continue;
    const proxySex = Number(proxy.cccd[3]) % 2 === 0 ? 'male' : 'female';
    const proxyYear =
      (proxy.cccd[3] === '0' || proxy.cccd[3] === '1' ? 1900 : 2000) + Number(proxy.cccd.slice(4, 6));
    assert.ok(proxyYear <= 2002, `${proxy.name} is a minor`);
    if (proxy.relation === 'vợ hoặc chồng') assert.notEqual(proxySex, sex);
    if (proxy.relation === 'con')
      assert.ok(proxyYear - birthYear >= 18 && (sex === 'female' || family(proxy.name) === family(name)));
    if (proxy.relation === 'cha hoặc mẹ') assert.ok(birthYear - proxyYear >= 18);
  }
});

test('names carry the region: Hồ in the mountains, composed text everywhere', () => {
  const inMountains = people.filter(({ communeCode }) => communeCode === '19471');
  const named = inMountains.filter(({ name }) => name.startsWith('Hồ ')).length / inMountains.length;
  assert.ok(named > 0.75, String(named));
  for (const { name } of people) {
    assert.equal(name, name.normalize('NFC'));
    assert.match(name, /^\p{Lu}\p{L}*( \p{Lu}\p{L}*){1,4}$/u);
  }
});

test('the same seed makes the same people in any batch size; another seed makes others', () => {
  assert.deepEqual(some(7, 500), some(7, 37));
  assert.deepEqual(some(DEMO_SEED, 100), people.slice(0, 500));
  assert.notDeepEqual(some(7, 500), some(8, 500));
});
