import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { openTestSession } from '#kernel/access/testing/signed-in.ts';
import { newId } from '#kernel/words/id.ts';
import { type Counter, openCounters, PAY_AT } from './counters.ts';
import { type BenchContext, type Measure, meanOf } from './measure.ts';
import type { ServeAsk } from './pay-http-server.ts';

const TELLERS = 64;
const PAYMENTS = 60_000;
/** Payments before the clock starts, so that code and caches are warm as in a working office. */
const WARM_UP = 12_000;
const SERVER = fileURLToPath(new URL('./pay-http-server.ts', import.meta.url));

/**
 * Signed-in tellers pay one voucher after another over kept connections, each answer awaited and checked to be a receipt.
 * Server and callers are two processes. At least 1.5 times TPC-B is wanted.
 */
export async function run(context: BenchContext): Promise<Measure[]> {
  const payments = context.size('payments', PAYMENTS);
  const counters = await openCounters(context, context.size('tellers', TELLERS), payments + WARM_UP);
  const before = await context.tpcb();
  const server = fork(SERVER);
  const ask: ServeAsk = { appUrl: context.appUrl, dataDir: context.folder };
  server.send(ask);
  const [address] = (await once(server, 'message')) as [string];
  try {
    const callers = await Promise.all(
      counters.map(async (counter) =>
        openCaller(await openTestSession(context.db, counter.till.person.id), address, counter),
      ),
    );
    await payTogether(callers, WARM_UP);
    const began = performance.now();
    const paid = await payTogether(callers, payments);
    const seconds = (performance.now() - began) / 1000;
    for (const caller of callers) caller.close();
    const value = paid / seconds;
    context.say(`${paid} payments by ${callers.length} tellers in ${seconds.toFixed(1)} s`);
    server.disconnect();
    await once(server, 'exit');
    const { tps: baseline, what } = meanOf(before, await context.tpcb());
    const against = `${what}; at least 1.5 is wanted`;
    return [{ name: 'pay-http', value, unit: 'payments/s', ratio: value / baseline, baseline, against }];
  } finally {
    server.kill();
  }
}

interface Caller {
  /** Pays the next voucher; false when this counter has none left. */
  payNext(): Promise<boolean>;
  close(): void;
}

/** All tellers at once, each waiting for their own answer, until so many are paid in all. */
export async function payTogether(callers: readonly Caller[], payments: number): Promise<number> {
  let begun = 0;
  let paid = 0;
  await Promise.all(
    callers.map(async (caller) => {
      while (begun < payments) {
        begun++;
        if (!(await caller.payNext())) throw new Error('a counter ran out of vouchers: give it more');
        paid++;
      }
    }),
  );
  return paid;
}

/** HTTP/1.1 on one kept connection, as little as a browser sends: the callers share their cores with the server. */
export async function openCaller(cookie: string, address: string, counter: Counter): Promise<Caller> {
  const { post, voucherIds } = counter;
  const { hostname, port, host } = new URL(address);
  const socket = connect(Number(port), hostname).setNoDelay(true);
  await once(socket, 'connect');
  const head = `POST /api/payouts/payments HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\n`;
  let next = 0;
  const payNext = async () => {
    const voucherId = voucherIds[next++];
    if (voucherId === undefined) return false;
    const id = newId();
    const body = JSON.stringify({
      id,
      officeId: post.office.id,
      voucherIds: [voucherId],
      collector: { kind: 'self' },
      signed: 'paper',
      occurredAt: PAY_AT.toISOString(),
    });
    const answer = await exchange(socket, `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    const receipt = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as Record<string, unknown>;
    if (!answer.startsWith('HTTP/1.1 200') || receipt['handoverId'] !== id || receipt['already'] !== false)
      throw new Error(`no receipt: ${answer}`);
    return true;
  };
  return { payNext, close: () => void socket.destroy() };
}

/** Sends one request and gathers its answer up to the length that its head announces. */
function exchange(socket: Socket, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (settle: () => void) => {
      socket.off('data', take).off('error', fail).off('close', fail);
      settle();
    };
    const fail = (error?: unknown) =>
      end(() => reject(error instanceof Error ? error : new Error('the server hung up')));
    const take = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const body = text.indexOf('\r\n\r\n');
      if (body < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
      if (Number.isNaN(length)) fail(new Error(`an answer without its length: ${text}`));
      else if (text.length >= body + 4 + length) end(() => resolve(text));
    };
    socket.on('data', take).on('error', fail).on('close', fail);
    socket.write(request);
  });
}
