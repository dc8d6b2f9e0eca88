import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer as listen } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { pino } from 'pino';
import { build, type Plugin } from 'vite';
import { bindModules, say } from '#app/modules.ts';
import { openGate } from '#kernel/access/gate.ts';
import { openSignIn } from '#kernel/access/sign-in.ts';
import { TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import type { Acts } from '#kernel/devices/acts.ts';
import type { Bound } from '#kernel/http/bind.ts';
import { inboxRoutes } from '#kernel/http/inbox-routes.ts';
import { createServer } from '#kernel/http/server.ts';
import { doorActs } from '#modules/payouts/at-door/actions/acts.ts';
import { ROLES } from '#people/staff/roles.ts';
import type { FieldHouse } from './field-house.ts';

/** The phone's application built anew, changed by a plugin, as a folder that a server can serve. */
export async function buildPhone(change: Plugin): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-phone-build-'));
  after(() => rm(folder, { recursive: true, force: true }));
  await build({
    configFile: 'app/web/field/vite.config.ts',
    plugins: [{ ...change, enforce: 'pre' }],
    logLevel: 'error',
    build: { outDir: join(folder, 'field') },
  });
  return folder;
}

/** The house once more, with another build of the phone and perhaps a module that it does not have; its port. */
export async function serveBuild(
  { db, clock, dataDir }: FieldHouse,
  webFolder: string,
  more: { readonly acts: Acts; readonly bound: readonly Bound[] } = { acts: {}, bound: [] },
): Promise<number> {
  const parts = { db, clock, secret: TEST_SECRET, filesFolder: join(dataDir, 'files') };
  const signIn = openSignIn({ db, secret: TEST_SECRET, secure: false, issuer: 'Từng Nhà' });
  const own = bindModules({ ...parts, signIn, demonstration: null });
  const inbox = inboxRoutes({ ...parts, acts: { ...doorActs, ...more.acts }, say });
  const server = await createServer({
    db,
    gate: openGate({ db, secret: TEST_SECRET, secure: false }),
    bound: [...own.filter((each) => each.contract !== inbox.contract), inbox, ...more.bound],
    roles: ROLES,
    info: { title: 'Từng Nhà', version: '0.0.0' },
    log: pino({ level: 'silent' }),
    say,
    secure: false,
    uploadFolder: join(dataDir, 'uploads'),
    webFolder,
  });
  after(() => server.close());
  return Number(new URL(await server.listen(0, '127.0.0.1')).port);
}

/** One address behind which the server can be exchanged, as a release exchanges it. */
export async function openSwitch(port: number): Promise<{ address: string; to: (port: number) => void }> {
  const at = { port };
  const sockets = new Set<{ destroy(): unknown }>();
  const front = listen((near) => {
    const far = connect(at.port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
      socket.on('error', () => socket.destroy());
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const close = () => {
    for (const socket of sockets) socket.destroy();
  };
  after(() => {
    close();
    front.close();
  });
  const own = (front.address() as AddressInfo).port;
  return {
    address: `http://127.0.0.1:${own}`,
    to: (next) => {
      at.port = next;
      close();
    },
  };
}
