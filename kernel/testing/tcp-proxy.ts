import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What becomes of bytes that a client sends: passed on, lost with the connection, or passed on and only the answer lost. */
export type Fate = 'pass' | 'cut' | 'lose-answer';

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
    let losing = false;
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
        cut();
      });
    }
    near.on('data', (bytes) => {
      const fate = proxy.rule?.(bytes, link) ?? 'pass';
      if (fate === 'cut') return cut();
      if (fate === 'lose-answer') losing = true;
      far.write(bytes);
    });
    far.on('data', (bytes) => (losing ? cut() : near.write(bytes)));
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
