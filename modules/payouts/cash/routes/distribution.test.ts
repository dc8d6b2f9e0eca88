import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { importPeople, openCounter } from '../../testing/counter.ts';
import { smallProvince } from '../../testing/province.ts';
import { moneyRoutes } from './money.ts';

const db = await cloneDatabase();
const listed = new Date('2020-11-28T08:00:00+07:00');
const province = await smallProvince(db, listed);
await importPeople(db, province, listed, ['Nguyễn Thị Hòa;1950;045150000001;Xã Cam Hiếu']);
const counter = await openCounter(db, [moneyRoutes({ db, clock: { now: () => listed } })]);
after(() => counter.server.close());

test('vouchers sent out once stay sent once, however often it is asked for under one id', async () => {
  const controller = await counter.cookie('payout-controller', province.rootId);
  const send = (id: string, programme: string | null = null) =>
    counter.ask(controller, 'POST', '/payouts/distribution', { id, month: '2020-12', programme });
  const id = newId();
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(id)));
  const [first] = answers;
  assert.deepEqual(
    first?.json.map((offer: { vouchers: number; totalVnd: string }) => [offer.vouchers, offer.totalVnd]),
    [[1, '1624000']],
  );
  for (const answer of answers) assert.deepEqual(answer.json, first?.json);
  assert.equal((await send(id, 'merit')).code, 'conflict');
  assert.deepEqual((await send(newId())).json, [], 'nothing is left to send');
});
