import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * A wire that a partition can darken. While it is dark nothing passes in either direction and nobody is told, new
 * connections included; afterwards what was sent arrives, as TCP would send it again.
 */
export interface StallingWire {
  readonly port: number;
  darken(): void;
  light(): void;
  close(): Promise<void>;
}

export async function openStallingWire(toPort: number): Promise<StallingWire> {
  const open = new Set<Socket>();
  const waiting = new Set<Socket>();
  let dark = false;
  const join = (near: Socket) => {
    waiting.delete(near);
    const far = connect(toPort, '127.0.0.1').setNoDelay(true);
    open.add(far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        // The end of a connection is a message too.
        if (!dark) to.destroy();
        else ended.add(to);
      });
    }
  };
  const ended = new Set<Socket>();
  const server = createServer({ pauseOnConnect: true }, (near) => {
    open.add(near);
    near.setNoDelay(true);
    near.on('error', () => near.destroy());
    if (dark) {
      waiting.add(near);
      near.once('close', () => waiting.delete(near));
    } else join(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    darken: () => {
      dark = true;
      for (const socket of open) socket.pause();
    },
    light: () => {
      dark = false;
      for (const socket of ended) socket.destroy();
      ended.clear();
      for (const socket of open) if (!waiting.has(socket)) socket.resume();
      for (const socket of waiting) join(socket);
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
