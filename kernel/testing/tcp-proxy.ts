import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * What becomes of bytes that a client sends: passed on, lost with the connection, or passed on and only the answer lost.
 * A half-open wire swallows them, or the answer, and says nothing; a slow one holds the answer for a while, or lets it
 * through a byte at a time. One end that stops reading lets what was sent to it pile up at the other.
 */
export type Fate =
  | 'pass'
  | 'cut'
  | 'lose-answer'
  | 'swallow'
  | 'swallow-answer'
  | 'delay'
  | 'trickle'
  | 'unread';

const DELAY_MS = 120;

export interface TcpProxy {
  readonly port: number;
  /** Asked for each piece that a client sends; `link` tells connections apart. Everything passes while there is none. */
  rule: ((bytes: Buffer, link: number) => Fate) | null;
  close(): Promise<void>;
}

/** A wire that can be cut at a chosen byte, between a client and whatever listens at `port`. */
export async function openTcpProxy(host: string, port: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let links = 0;
  const proxy = { port: 0, rule: null as TcpProxy['rule'] };
  const server = createServer((near) => {
    const link = ++links;
    const far = connect(port, host);
    let answer: Fate = 'pass';
    let behind: Promise<void> = Promise.resolve();
    const cut = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', cut);
      socket.on('close', () => {
        open.delete(socket);
        // What was held back on the way still arrives; then the other end hears of the close.
        void behind.then(cut);
      });
    }
    near.on('data', (bytes) => {
      const fate = proxy.rule?.(bytes, link) ?? 'pass';
      if (fate === 'cut') return cut();
      if (fate === 'swallow') return;
      if (fate === 'unread') return void near.pause();
      answer = fate;
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      const fate = answer;
      if (fate === 'lose-answer') return cut();
      if (fate === 'swallow-answer') return;
      behind = behind.then(() => pass(near, bytes, fate));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy.port = (server.address() as AddressInfo).port;
  return Object.assign(proxy, {
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function pass(near: Socket, bytes: Buffer, fate: Fate): Promise<void> {
  if (fate === 'delay') await pause(DELAY_MS);
  if (fate !== 'trickle') return void near.write(bytes);
  for (const byte of bytes) {
    near.write(Buffer.of(byte));
    await new Promise(setImmediate);
  }
}
