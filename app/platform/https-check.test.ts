import assert from 'node:assert/strict';
import { createServer as createPlain } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { after, test } from 'node:test';
import { checkHttps } from './https-check.ts';
import { selfSigned } from './testing/self-signed.ts';

/** As a proxy is told to serve in docs/operating.md. */
const SECRET = {
  minVersion: 'TLSv1.2',
  ciphers: 'TLS_AES_256_GCM_SHA384:ECDHE-RSA-AES256-GCM-SHA384',
} as const;

const long = selfSigned('localhost', 90);
const short = selfSigned('localhost', 5);

async function listenOn(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  return (server.address() as AddressInfo).port;
}

const serve = (options: ServerOptions, hsts: string | null) =>
  listenOn(
    createServer(options, (_request, response) => {
      if (hsts !== null) response.setHeader('strict-transport-security', hsts);
      response.end('ok');
    }),
  );
const plain = (status: number) =>
  listenOn(createPlain((_request, response) => void response.writeHead(status).end()));

async function wrongOf(port: number, plainPort: number, trusted?: string): Promise<string[]> {
  const findings = await checkHttps('localhost', port, { trusted, plainPort });
  return findings.filter(({ right }) => !right).map(({ what }) => what);
}

test('an address as it should be has nothing wrong', async () => {
  const port = await serve({ ...long, ...SECRET }, 'max-age=31536000; includeSubDomains');
  assert.deepEqual(await wrongOf(port, await plain(301), long.cert), []);
});

test('a certificate that nobody trusts or that is about to end, and no HSTS, are told', async () => {
  const port = await serve({ ...short, ...SECRET }, 'max-age=300');
  assert.deepEqual(await wrongOf(port, await plain(200)), ['certificate', 'days', 'hsts', 'plain-http']);
});

test('old versions and ciphers without forward secrecy are told', async () => {
  const open = { minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: 'ALL:@SECLEVEL=0' } as const;
  const port = await serve({ ...long, ...open }, 'max-age=31536000');
  assert.deepEqual(await wrongOf(port, await plain(308), long.cert), ['newest', 'old-versions', 'secrecy']);
});

test('an address where nobody answers is told as such', async () => {
  const server = createPlain();
  const port = await listenOn(server);
  await new Promise((resolve) => server.close(resolve));
  assert.deepEqual(await wrongOf(port, port), ['reached']);
});
