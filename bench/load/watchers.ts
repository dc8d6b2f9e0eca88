import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Tally } from './tally.ts';

/** Who watches which office. */
export interface Seat {
  readonly cookie: string;
  readonly officeId: string;
}

export interface Watchers {
  readonly open: () => number;
  /** Called with the offices of each event that the first watcher hears. */
  onChange: (offices: readonly string[]) => void;
  readonly heard: () => number;
  close(): void;
}

const OPENING_AT_ONCE = 50;

/**
 * Opens a stream of changes for each seat and reads it to the end of the bench; one that ends before is an error. They read
 * by sockets of their own, with as little work as can be: the callers share their cores with the house.
 */
export async function openWatchers(address: string, seats: readonly Seat[], tally: Tally): Promise<Watchers> {
  const sockets: Socket[] = [];
  let closing = false;
  let heard = 0;
  const watchers: Watchers = {
    open: () => sockets.filter((socket) => !socket.destroyed).length,
    heard: () => heard,
    onChange: () => {},
    close: () => {
      closing = true;
      for (const socket of sockets) socket.destroy();
    },
  };
  const waiting = [...seats.entries()];
  const openOne = async ([i, seat]: [number, Seat]) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('close', () => closing || tally.fail('watch', 'a stream ended'));
    await once(socket, 'connect');
    socket.write(
      `GET /api/payouts/changes?officeId=${seat.officeId} HTTP/1.1\r\nHost: bench\r\nCookie: ${seat.cookie}\r\n\r\n`,
    );
    const [head] = (await once(socket, 'data')) as [Buffer];
    if (!head.toString('latin1').startsWith('HTTP/1.1 200'))
      throw new Error(head.toString('latin1').slice(0, 200));
    let rest = '';
    socket.on('data', (bytes: Buffer) => {
      const text = bytes.toString('latin1');
      heard += text.split('event: changes').length - 1;
      if (i > 0) return;
      rest += text;
      for (const found of rest.matchAll(/"offices":(\[[^\]]*\])/g))
        watchers.onChange(JSON.parse(found[1] as string) as string[]);
      rest = rest.slice(rest.lastIndexOf('\n') + 1);
    });
  };
  await Promise.all(
    Array.from({ length: OPENING_AT_ONCE }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const seat = next;
        await tally.time('open a stream', () => openOne(seat));
      }
    }),
  );
  return watchers;
}
