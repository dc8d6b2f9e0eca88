import { setTimeout as pause } from 'node:timers/promises';
import { type Id, newId } from '#kernel/words/id.ts';
import { type Counter, PAY_AT } from '../counters.ts';

/** Between two payments of a teller, and before an unknown one is asked again; a browser waits longer for the latter. */
const REST_MS = 100;
const ASK_AGAIN_MS = 250;
const PATIENCE_MS = 20_000;

/** One payment of one voucher, and what its teller was told, each time. */
export interface Payment {
  readonly id: Id;
  readonly voucherId: Id;
  readonly askedAt: number;
  /** The first answer: a receipt, or that the outcome is not known (or none at all). */
  first: 'acknowledged' | 'unknown' | null;
  acknowledgedAt: number | null;
}

export interface Tellers {
  readonly payments: readonly Payment[];
  /** Answers that nobody should get while a database changes hands, counted by their words. */
  readonly wrong: ReadonlyMap<string, number>;
  /** Lets each teller end what is under way, unknown payments included. */
  stop(): Promise<void>;
}

/** Signed-in tellers who pay one voucher after another and ask again, with the same id, about whatever is unknown. */
export function sendTellers(
  address: string,
  seats: readonly { cookie: string; counter: Counter }[],
): Tellers {
  const payments: Payment[] = [];
  const wrong = new Map<string, number>();
  const stopping = new AbortController();
  const working = Promise.all(
    seats.map(async ({ cookie, counter }) => {
      for (const voucherId of counter.voucherIds) {
        if (stopping.signal.aborted) return;
        const payment: Payment = {
          id: newId(),
          voucherId,
          askedAt: performance.now(),
          first: null,
          acknowledgedAt: null,
        };
        payments.push(payment);
        while (payment.acknowledgedAt === null) {
          const told = await pay(address, cookie, counter, payment).catch(() => 'unknown');
          if (told === 'acknowledged') payment.acknowledgedAt = performance.now();
          else if (told !== 'unknown') wrong.set(told, (wrong.get(told) ?? 0) + 1);
          payment.first ??= told === 'acknowledged' ? told : 'unknown';
          if (told !== 'acknowledged') await pause(ASK_AGAIN_MS);
        }
        await pause(REST_MS);
      }
      throw new Error('a teller ran out of vouchers: --payments gives more');
    }),
  );
  working.catch(() => {});
  return {
    payments,
    wrong,
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}

async function pay(
  address: string,
  cookie: string,
  { post }: Counter,
  { id, voucherId }: Payment,
): Promise<string> {
  const answer = await fetch(`${address}/api/payouts/payments`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({
      id,
      officeId: post.office.id,
      voucherIds: [voucherId],
      collector: { kind: 'self' },
      signed: 'paper',
      occurredAt: PAY_AT.toISOString(),
    }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const body = (await answer.json()) as { handoverId?: string; error?: { code: string } };
  if (answer.status === 200 && body.handoverId === id) return 'acknowledged';
  const code = body.error?.code ?? 'no code';
  return code === 'unknown_outcome' ? 'unknown' : `${answer.status} ${code}`;
}

/** The longest time, in seconds, in which nobody in the office was acknowledged anything. */
export function longestGapS(payments: readonly Payment[], from: number, to: number): number {
  const times = payments.flatMap(({ acknowledgedAt }) => (acknowledgedAt === null ? [] : [acknowledgedAt]));
  const within = [from, ...times.filter((time) => time > from && time < to).sort((a, b) => a - b), to];
  return Math.max(...within.slice(1).map((time, i) => time - (within[i] as number))) / 1000;
}
