import assert from 'node:assert/strict';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { openScan } from './scan.ts';

/** What clamd finds in EICAR's test file, written in two parts so that no scanner of a developer's machine takes this one for it. */
const BAD = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

const folder = await mkdtemp(join(tmpdir(), 'tungnha-scan-'));
after(() => rm(folder, { recursive: true }));

/** A scanner that speaks INSTREAM as clamd(8) has it: sizes before parts, an empty part at the end, at most `most` bytes. */
function scanner(most = 1 << 20): Server {
  return createServer((socket) => {
    let held = Buffer.alloc(0);
    let content = Buffer.alloc(0);
    let asked = false;
    const say = (text: string) => socket.end(`${text}\0`);
    socket.on('data', (part) => {
      held = Buffer.concat([held, part]);
      if (!asked) {
        if (held.length < 10) return;
        if (held.subarray(0, 10).toString() !== 'zINSTREAM\0') return say('UNKNOWN COMMAND');
        asked = true;
        held = held.subarray(10);
      }
      for (;;) {
        if (held.length < 4) return;
        const size = held.readUInt32BE();
        if (size === 0)
          return say(content.includes(BAD) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK');
        if (held.length < 4 + size) return;
        content = Buffer.concat([content, held.subarray(4, 4 + size)]);
        held = held.subarray(4 + size);
        if (content.length > most) return say('INSTREAM size limit exceeded. ERROR');
      }
    });
    socket.on('error', () => {});
  });
}

async function listenOn(server: Server): Promise<string> {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.sock`);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  after(() => server.close());
  return path;
}

const fileOf = (...parts: Buffer[]) => Readable.from(parts);

test('a clean file passes, whatever its parts; one with malware is refused by the name of what was found', async () => {
  const scan = openScan(await listenOn(scanner()));
  await scan(fileOf(Buffer.from('ds.xlsx')));
  await scan(fileOf(...Array.from({ length: 40 }, () => Buffer.alloc(20_000, 7))));
  await assert.rejects(scan(fileOf(Buffer.alloc(70_000), BAD.subarray(0, 20), BAD.subarray(20))), {
    code: 'file_infected',
    facts: { found: 'Eicar-Test-Signature' },
  });
});

test('a scanner reached over the network is asked alike', async () => {
  const server = scanner();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const { port } = server.address() as AddressInfo;
  await assert.rejects(openScan(`127.0.0.1:${port}`)(fileOf(BAD)), { code: 'file_infected' });
});

test('a file that nobody could look through is refused: no scanner, one that gives up, one that says nothing', async () => {
  const away = { code: 'scanner_away' };
  await assert.rejects(openScan(join(folder, 'nobody.sock'))(fileOf(Buffer.from('x'))), away);
  const small = openScan(await listenOn(scanner(1000)));
  await assert.rejects(small(fileOf(...Array.from({ length: 400 }, () => Buffer.alloc(10_000)))), away);
  const hangsUp = await listenOn(createServer((socket) => void socket.on('error', () => {}).destroy()));
  await assert.rejects(openScan(hangsUp)(fileOf(Buffer.from('x'))), away);
  const sockets: Socket[] = [];
  const silent = await listenOn(createServer((socket) => void sockets.push(socket.on('error', () => {}))));
  await assert.rejects(openScan(silent, 50)(fileOf(Buffer.from('x'))), away);
  for (const socket of sockets) socket.destroy();
});
