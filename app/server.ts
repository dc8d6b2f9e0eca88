import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { openGate } from '#kernel/access/gate.ts';
import { openSignIn } from '#kernel/access/sign-in.ts';
import type { Database } from '#kernel/db/connect.ts';
import type { Scan } from '#kernel/files/scan.ts';
import { feedWaker } from '#kernel/feed/feed.ts';
import { createServer, type Patience, type Server } from '#kernel/http/server.ts';
import { ROLES } from '#people/staff/roles.ts';
import { bindModules, say } from './modules.ts';
import type { Trouble } from './recovery/troubles.ts';
import { keepHostsApart, mountReceiptPage } from './web/public/receipt-routes.ts';
import type { Demonstration } from './web/about.ts';

const WEB_FOLDER = fileURLToPath(new URL('../dist/web', import.meta.url));

export const VERSION = '0.1.0';

export interface HouseSettings {
  readonly db: Database;
  readonly clock: { now(): Date };
  readonly log: Logger;
  readonly dataDir: string;
  readonly sessionSecret: string;
  /** True when browsers come by https, through a proxy that ends TLS. */
  readonly secure?: boolean;
  readonly requestsPerMinute?: number;
  readonly listenUrl?: string;
  readonly osrmUrl?: string;
  readonly leakFile?: string;
  /** Looks through files that come from outside. */
  readonly scan?: Scan;
  /** The hostname of the public page, when it has one of its own. */
  readonly publicHost?: string;
  /** Whether another release was laid over the running one. */
  readonly isReplaced?: () => boolean;
  readonly patience?: Patience;
  readonly demonstration?: Demonstration | null;
  /** What does not go on beside the work. */
  readonly troubles?: () => readonly Trouble[];
}

/** The whole house on one HTTP server. */
export function buildServer(settings: HouseSettings): Promise<Server> {
  const { db, clock, log, dataDir, sessionSecret, secure = false, troubles = () => [] } = settings;
  const gate = openGate({ db, secret: sessionSecret, secure });
  const signIn = openSignIn({ db, secret: sessionSecret, secure, issuer: 'Từng Nhà' });
  return createServer({
    db,
    gate,
    log,
    secure,
    say,
    bound: bindModules({
      db,
      clock,
      signIn,
      secret: sessionSecret,
      filesFolder: join(dataDir, 'files'),
      demonstration: settings.demonstration ?? null,
      troubles,
      ...(settings.listenUrl && { listenUrl: settings.listenUrl }),
      ...(settings.osrmUrl && { osrmUrl: settings.osrmUrl }),
      ...(settings.leakFile && { leakFile: settings.leakFile }),
      ...(settings.scan && { scan: settings.scan }),
    }),
    ...(settings.scan && { scan: settings.scan }),
    roles: ROLES,
    info: { title: 'Từng Nhà', version: VERSION },
    uploadFolder: join(dataDir, 'uploads'),
    webFolder: existsSync(WEB_FOLDER) ? WEB_FOLDER : null,
    pages: (app) => {
      if (settings.publicHost !== undefined) keepHostsApart(app, settings.publicHost);
      mountReceiptPage(app, { db });
    },
    // Only what our own proxy says of the caller's address counts, never what the caller says.
    trustProxy: secure ? (process.env['TRUSTED_PROXIES'] ?? 'loopback') : false,
    troubles: () => troubles().map(({ what }) => `${what}_stands_still`),
    afterWrite: feedWaker(db),
    ...(settings.isReplaced && { isReplaced: settings.isReplaced }),
    ...(settings.patience && { patience: settings.patience }),
    ...(settings.requestsPerMinute !== undefined && { requestsPerMinute: settings.requestsPerMinute }),
  });
}
