import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { openEventStream } from './event-stream.ts';

test('a client that never reads is cut off before it costs memory', async () => {
  const limits = { heartbeatMs: 60_000, maxBufferedBytes: 64 * 1024 };
  const cut = Promise.withResolvers<number>();
  const server = createServer((_request, response) => {
    const stop = new AbortController().signal;
    const stream = openEventStream(response, {
      lastEventId: null,
      stop,
      mayStay: async () => true,
      headers: {},
      limits,
    });
    let sent = 0;
    const more = () => {
      if (stream.signal.aborted) return cut.resolve(sent);
      stream.send({ data: 'x'.repeat(8000) });
      sent += 8000;
      setImmediate(more);
    };
    more();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  assert.ok((await cut.promise) < 64 * 1024 * 1024);
  socket.destroy();
  server.close();
  await once(server, 'close');
});
