import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { expect } from '@playwright/test';
import { Type } from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Id, shape } from '#kernel/contract/shapes.ts';
import { TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { act } from '#kernel/devices/acts.ts';
import { openChallenges } from '#kernel/devices/challenge.ts';
import { DeviceProofShape } from '#kernel/devices/shapes.ts';
import { findDevice } from '#kernel/devices/store.ts';
import { bind } from '#kernel/http/bind.ts';
import { newId } from '#kernel/words/id.ts';
import { buildPhone, serveBuild } from './field-builds.ts';
import { newPhoneFolder, openFieldHouse, switchOn } from './field-house.ts';
import { takeBag, openPerson, allSent } from './field-steps.ts';

/** What a module brings to join the phone: a route that packs, acts that the inbox applies, and a kind in the phone's list. */
const papers = [
  { id: newId(), title: 'Thẻ BHYT', person: 'Lê Thị Nhận' },
  { id: newId(), title: 'Sổ lương hưu', person: 'Trần Văn Đợi' },
];
const handed: string[] = [];
const route = 'POST /devices/:deviceId/papers';
const papersContract = contract({
  [route]: {
    may: 'anyone',
    scope: 'none',
    summary: { vi: 'Giấy tờ đem giao', en: 'Papers to be handed over' },
    params: shape({ deviceId: Id }),
    body: shape({ proof: DeviceProofShape }),
    reply: shape({
      papers: Type.Array(shape({ id: Id, title: Type.String(), person: Type.String() })),
      purgeAt: Type.String(),
    }),
    refusals: ['device_not_found', 'wrong_device_proof'],
  },
});
const acts = {
  'papers.hand-over': act<{ paperId: string }>({
    body: shape({ paperId: Id }),
    may: ['teller'],
    touchesMoney: false,
    apply: async (_tx, _now, taken) => {
      handed.push(...taken.map(({ body }) => body.paperId));
      return taken.map(() => ({ outcome: 'posted' as const, receipt: null }));
    },
  }),
};

const house = await openFieldHouse();
const now = () => house.clock.now();
const challenges = openChallenges(TEST_SECRET);
const routes = bind(papersContract, {
  [route]: async ({ params, body, refuse }) => {
    const device = await findDevice(house.db.read, params.deviceId);
    if (!device) return refuse('device_not_found', {});
    const { publicKey, id: deviceId } = device;
    if (!(await challenges.isMet(body.proof, { deviceId, publicKey, route, now: now() })))
      return refuse('wrong_device_proof');
    const left = papers.filter(({ id }) => !handed.includes(id));
    return { papers: left, purgeAt: new Date(now().valueOf() + 86_400_000).toISOString() };
  },
});
const KINDS = fileURLToPath(new URL('../app/web/field/testing/papers.tsx', import.meta.url));
const build = await buildPhone({
  name: 'more-kinds',
  resolveId: (source) => (source.endsWith('/kinds/all.ts') ? KINDS : null),
});
const port = await serveBuild(house, build, { acts, bound: [routes] });

test('a module that the house does not know brings its stops and acts, and the shell carries them beside payouts', async () => {
  const phone = await switchOn(await newPhoneFolder(), `http://127.0.0.1:${port}`);
  const { page } = phone;
  await takeBag(page, await house.makeCode());
  await expect(page.getByText('20 phiếu · 2 giấy tờ')).toBeVisible();
  await openPerson(page, 1);
  await page.goto('/field/#/');
  await page.getByRole('searchbox').fill('le thi nhan');
  await page.getByRole('link', { name: /Thẻ BHYT/ }).click();
  await page.getByRole('button', { name: 'Đã giao giấy tờ' }).click();
  await expect(page.getByText('20 phiếu · 1 giấy tờ')).toBeVisible();
  await allSent(page);
  assert.deepEqual(handed, [papers[0]?.id]);
  await page.getByRole('link', { name: 'Gửi' }).click();
  await expect(page.getByText('Giao giấy tờ – Thẻ BHYT')).toBeVisible();
  // Packed anew, the pack counts what was handed over, and nothing is counted twice.
  await page.getByRole('navigation').getByRole('link', { name: 'Túi' }).click();
  await page.getByRole('button', { name: 'Tải túi mới' }).click();
  await expect(page.getByText('20 phiếu · 1 giấy tờ')).toBeVisible();
  const { rows } = await house.db.pool.query(
    `select a.outcome from device_operation o join device_answer a on a.operation_id = o.id where o.kind = 'papers.hand-over'`,
  );
  assert.deepEqual(rows, [{ outcome: 'posted' }]);
  assert.deepEqual(phone.faults, []);
  await phone.close();
});
