import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { get, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { noScan, openScan } from '../files/scan.ts';
import { Refusal } from '../words/refusal.ts';
import { address, ask, clerk, db, scanner, server, uploadFolder } from './testing/trial.ts';

/** Sends one file with fields beside it. */
function form(content: Buffer, fields = { month: '2020-12', rows: '3' }) {
  const part = (head: string, body: Buffer | string) =>
    Buffer.concat([Buffer.from(`--edge\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')]);
  const named = Object.entries(fields).map(([name, value]) =>
    part(`content-disposition: form-data; name="${name}"`, value),
  );
  const file = part(
    'content-disposition: form-data; name="file"; filename="ds.xlsx"\r\ncontent-type: application/zip',
    content,
  );
  const body = Buffer.concat([...named, file, Buffer.from('--edge--\r\n')]);
  return ask('POST', '/files', body, { 'content-type': 'multipart/form-data; boundary=edge' });
}

test('an upload is hashed on its way to disk, bounded, and gone after the answer', async () => {
  const taken = await form(Buffer.alloc(90_000, 1));
  assert.equal(taken.status, 200, taken.answer.body);
  assert.deepEqual([taken.json()['bytes'], taken.json()['rows'], taken.json()['same']], [90_000, 3, true]);
  assert.equal((await form(Buffer.alloc(100_001, 1))).status, 400);
  assert.equal((await form(Buffer.alloc(0))).status, 400);
  assert.equal((await form(Buffer.alloc(9), { month: '2020-12', rows: 'ba' })).status, 400);
  assert.equal((await ask('POST', '/files', { month: '2020-12', rows: 3 })).status, 400);
  assert.deepEqual(await readdir(uploadFolder), []);
});

test('an upload in which malware is found, or that nobody can look through, is not taken', async () => {
  const ran = async () => (await form(Buffer.alloc(90_000, 1))).error().code;
  scanner.scan = openScan(join(uploadFolder, 'no-scanner.sock'));
  assert.equal(await ran(), 'scanner_away');
  scanner.scan = (content) => {
    content.destroy();
    throw new Refusal('file_infected', { found: 'Eicar-Test-Signature' });
  };
  assert.equal(await ran(), 'file_infected');
  assert.deepEqual(await readdir(uploadFolder), []);
  scanner.scan = noScan;
  assert.equal((await form(Buffer.alloc(90_000, 1))).status, 200);
});

test('an upload on its way is for the server alone, and gone when the sender goes', async () => {
  const sending = request(`${address}/api/files`, {
    method: 'POST',
    headers: {
      cookie: clerk.cookie,
      'content-type': 'multipart/form-data; boundary=edge',
      'content-length': 90_000,
    },
  });
  sending.on('error', () => {});
  sending.write(
    '--edge\r\ncontent-disposition: form-data; name="file"; filename="ds.xlsx"\r\ncontent-type: application/zip\r\n\r\nPK',
  );
  sending.write(Buffer.alloc(70_000, 1));
  const until = Date.now() + 10_000;
  const inside = async (count: number): Promise<string[]> => {
    for (;;) {
      const names = await readdir(uploadFolder);
      if (names.length === count) return names;
      assert.ok(Date.now() < until, `${names.length} files lie in the upload folder`);
    }
  };
  const [name = ''] = await inside(1);
  assert.equal((await stat(join(uploadFolder, name))).mode & 0o077, 0);
  sending.destroy();
  await inside(0);
});

test('a download carries its Vietnamese name', async () => {
  const { answer } = await ask('GET', '/file');
  assert.match(
    String(answer.headers['content-disposition']),
    /filename="So quy.txt"; filename\*=UTF-8''S%E1%BB%95/,
  );
});

function open(lastEventId?: string): Promise<IncomingMessage> {
  const headers = {
    cookie: clerk.cookie,
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
  };
  return new Promise((resolve, reject) =>
    get(`${address}/api/events`, { headers }, resolve).on('error', reject),
  );
}

async function readUntil(stream: IncomingMessage, text: string): Promise<string> {
  let read = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    read += String(chunk);
    if (read.includes(text)) return read;
  }
  return read;
}

test('a stream of events resumes, and ends when the session does', async () => {
  const first = await open();
  assert.match(await readUntil(first, 'id: 3\n'), /id: 1\nevent: tick\ndata: {"n":"1"}\n\n/);
  first.destroy();
  const resumed = await open('3');
  const text = await readUntil(resumed, ': alive');
  assert.deepEqual(text.match(/id: \d/g), ['id: 4', 'id: 5', 'id: 6']);
  await db.owner.pool.query(`update session set expires_at = now() where staff_id = $1`, [clerk.staffId]);
  await readUntil(resumed, 'never sent');
  await db.owner.pool.query(`update session set expires_at = now() + interval '1 hour' where staff_id = $1`, [
    clerk.staffId,
  ]);
});

test('pages answer below their folder with a nonce of their own; a missing asset stays missing', async () => {
  const at = (url: string) => server.app.inject({ url });
  const [one, two] = [await at('/'), await at('/payouts/today?x=1')];
  assert.match(one.body, /<title>desk/);
  const nonce = /content="([^"]+)"/.exec(two.body)?.[1] ?? '';
  assert.ok(String(two.headers['content-security-policy']).includes(`'nonce-${nonce}'`));
  assert.doesNotMatch(one.body, new RegExp(nonce.replace(/[+/=]/g, '.')));
  assert.match((await at('/field/round/1')).body, /<title>field/);
  const asset = await at('/assets/a-1234.js');
  assert.deepEqual(
    [asset.statusCode, asset.headers['cache-control']],
    [200, 'public, max-age=31536000, immutable'],
  );
  assert.equal((await at('/assets/b-1234.js')).statusCode, 404);
  assert.equal((await at('/../package.json')).statusCode, 404);
  assert.deepEqual(
    [(await at('/api/nothing')).statusCode, (await at('/api/nothing')).json().error.code],
    [404, 'not_found'],
  );
});
