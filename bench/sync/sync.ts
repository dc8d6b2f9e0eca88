import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openTcpProxy } from '#kernel/testing/tcp-proxy.ts';
import { openCounters } from '../counters.ts';
import { type BenchContext, type Measure, meanOf } from '../measure.ts';
import type { ServeAsk } from '../pay-http-server.ts';
import { type LoadedPhone, loadPhones, sendNext } from './phones.ts';

const PHONES = 300;
const OPERATIONS = 300;
const COUNTERS = 64;
/** Of what phones send, so much never arrives, and of so much again only the answer is lost. */
const CUT_SHARE = 0.08;
/** How long no phone at all may hear an answer before the server is held for dead. */
const SILENCE_MS = 60_000;
const SERVER = fileURLToPath(new URL('../pay-http-server.ts', import.meta.url));

/**
 * Phones come home at the same moment and flush their rounds through a line that breaks. In the middle everything stops and the
 * database is looked at: every acknowledged operation must be there once, any other at most once. Then they go on to the end: none
 * may be lost, and each voucher is paid once.
 */
export async function run(context: BenchContext): Promise<Measure[]> {
  const phones = context.size('phones', PHONES);
  const operations = context.size('operations', OPERATIONS);
  const counters = await openCounters(context, Math.min(COUNTERS, phones), phones * operations);
  context.say(`sealing ${phones * operations} payments on ${phones} phones`);
  const loaded = await loadPhones(context, counters, phones, operations);
  const total = loaded.reduce((sum, phone) => sum + phone.operations.length, 0);
  await context.owner.pool.query(
    'vacuum analyze voucher, thing, thing_move, hand, hand_balance, staff, device',
  );
  const before = await context.tpcb();
  const server = fork(SERVER);
  const ask: ServeAsk = { appUrl: context.appUrl, dataDir: context.folder };
  server.send(ask);
  const line: Line = { url: '', heardAt: 0, failed: null };
  const ended = once(server, 'exit').then(() => {
    line.failed ??= new Error('the serving process has ended');
  });
  const told = await Promise.race([once(server, 'message') as Promise<[string]>, ended]);
  if (!told) throw line.failed;
  const [address] = told;
  const { hostname, port } = new URL(address);
  const proxy = await openTcpProxy(hostname, Number(port));
  let cuts = 0;
  proxy.rule = () => {
    const chance = Math.random();
    if (chance >= 2 * CUT_SHARE) return 'pass';
    cuts++;
    return chance < CUT_SHARE ? 'cut' : 'lose-answer';
  };
  line.url = `http://127.0.0.1:${proxy.port}`;
  try {
    const began = performance.now();
    await flush(loaded, line, () => loaded.reduce((sum, phone) => sum + phone.acknowledged, 0) < total / 2);
    const half = performance.now() - began;
    await mustBeThere(context, loaded, false);
    const again = performance.now();
    await flush(loaded, line, () => true);
    const seconds = (half + performance.now() - again) / 1000;
    await mustBeThere(context, loaded, true);
    context.say(
      `${total} operations in ${seconds.toFixed(1)} s, ${cuts} connections cut, none lost, none doubled`,
    );
    server.disconnect();
    await ended;
    const { tps: baseline, what } = meanOf(before, await context.tpcb());
    const value = total / seconds;
    return [{ name: 'sync', value, unit: 'operations/s', ratio: value / baseline, baseline, against: what }];
  } finally {
    // A listening proxy or a serving process would keep the bench from ending.
    line.failed ??= new Error('the bench is over');
    server.kill();
    await Promise.all([proxy.close(), ended]);
  }
}

/** The way to the server: once it has failed for one phone, all of them stop. */
interface Line {
  url: string;
  heardAt: number;
  failed: Error | null;
}

/** All phones at once, each one batch after the other, for as long as there is reason to go on. */
async function flush(phones: readonly LoadedPhone[], line: Line, goOn: () => boolean): Promise<void> {
  line.heardAt = performance.now();
  await Promise.all(
    phones.map(async (phone) => {
      while (!line.failed && phone.acknowledged < phone.operations.length && goOn()) {
        try {
          if (await sendNext(phone, line.url)) line.heardAt = performance.now();
          else if (performance.now() - line.heardAt > SILENCE_MS)
            throw new Error(`no phone was answered for ${SILENCE_MS / 1000} s`);
        } catch (error) {
          line.failed ??= error as Error;
        }
      }
    }),
  );
  if (line.failed) throw line.failed;
}

async function mustBeThere(
  { owner }: BenchContext,
  phones: readonly LoadedPhone[],
  all: boolean,
): Promise<void> {
  const { rows } = await owner.pool.query<{ id: string; kept: number; paid: number }>(
    `select o.id, count(*)::int as kept, (select count(*)::int from handover h where h.id = o.id and h.kind = 'pay') as paid
     from device_operation o group by o.id`,
  );
  const here = new Map(rows.map((row) => [row.id, row]));
  for (const phone of phones)
    for (const [i, { id }] of phone.operations.entries()) {
      const row = here.get(id);
      if (i < phone.acknowledged && row?.paid !== 1) throw new Error(`acknowledged and not there: ${id}`);
      if (row && row.kept !== 1) throw new Error(`there ${row.kept} times: ${id}`);
      if (all && !row) throw new Error(`lost: ${id}`);
    }
  const { rows: twice } = await owner.pool.query(
    'select voucher_id from payment group by voucher_id having count(*) > 1 limit 1',
  );
  if (twice.length > 0) throw new Error(`paid twice: ${JSON.stringify(twice[0])}`);
}
