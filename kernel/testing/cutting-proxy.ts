import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  /** Where it listens; what comes there goes to the target, as far as it comes. */
  readonly url: string;
  /** How many connections it has cut. */
  readonly cuts: () => number;
  /** From now on nothing is cut. */
  heal(): void;
  close(): Promise<void>;
}

/**
 * A line that breaks: a TCP proxy that cuts connections at random, in the middle of what is sent, after it was sent and before
 * its answer has come, and in the middle of the answer. `share`: of how many connections in a hundred. The same seed cuts at
 * the same places of the same conversation.
 */
export async function openCuttingProxy(
  target: string,
  { share, seed }: { readonly share: number; readonly seed: number },
): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const random = seeded(seed);
  const open = new Set<Socket>();
  let cuts = 0;
  let healed = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket
        .setNoDelay(true)
        .on('error', () => {})
        .once('close', () => {
          open.delete(socket);
          near.destroy();
          far.destroy();
        });
    }
    const dies = random() * 100 < share;
    const afterBytes = Math.floor(random() * 24_000);
    const cutsAnswer = random() < 0.5;
    let sent = 0;
    const cut = () => {
      if (healed) return false;
      cuts++;
      near.destroy();
      far.destroy();
      return true;
    };
    const pass = (from: Socket, to: Socket, isAnswer: boolean) =>
      from.on('data', (chunk: Buffer) => {
        sent += chunk.length;
        if (dies && sent > afterBytes && isAnswer === cutsAnswer) {
          // What was on the line has partly arrived.
          to.write(chunk.subarray(0, Math.floor(chunk.length / 2)));
          if (cut()) return;
        }
        if (!to.write(chunk)) {
          from.pause();
          to.once('drain', () => from.resume());
        }
      });
    pass(near, far, false);
    pass(far, near, true);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => cuts,
    heal: () => {
      healed = true;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Numbers from 0 up to 1 that a seed repeats (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
