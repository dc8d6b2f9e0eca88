import { randomBytes } from 'node:crypto';
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Gate } from '../access/gate.ts';
import type { Database } from '../db/connect.ts';
import { noScan, type Scan } from '../files/scan.ts';
import { Refusal } from '../words/refusal.ts';
import { API_PAGE_CSS, apiPageOf } from './api-page.ts';
import type { Bound } from './bind.ts';
import { sendError } from './envelope.ts';
import { STREAM_LIMITS, type StreamLimits } from './event-stream.ts';
import { mountHealth } from './health.ts';
import { mount } from './mount.ts';
import { type ApiInfo, openApiOf } from './openapi.ts';
import type { Say } from './refusals.ts';
import { contentPolicy, serveWeb } from './web-files.ts';

export interface ServerSettings {
  readonly db: Database;
  readonly gate: Gate;
  /** Every module's contract with its handlers. */
  readonly bound: readonly Bound[];
  /** The role catalog; a contract that admits another role is a defect found at start. */
  readonly roles: readonly string[];
  readonly info: ApiInfo;
  readonly log: FastifyBaseLogger;
  /** Where uploads lie while their request lasts. */
  readonly uploadFolder: string;
  /** Looks through files that come from outside; without it nobody does. */
  readonly scan?: Scan;
  /** The built web files; null serves the API alone. */
  readonly webFolder: string | null;
  /** True when browsers come by https. */
  readonly secure: boolean;
  /** Texts of the modules' refusals. */
  readonly say?: Say;
  /** Whether another release was laid over the running one. */
  readonly isReplaced?: () => boolean;
  /** The addresses of reverse proxies whose X-Forwarded-For counts. */
  readonly trustProxy?: boolean | string | string[];
  readonly requestsPerMinute?: number;
  readonly maxBodyBytes?: number;
  readonly streams?: StreamLimits;
  readonly patience?: Patience;
  readonly checkReplies?: boolean;
  /** Pages that are made by the server itself, beside the contracts. */
  readonly pages?: (app: FastifyInstance) => void;
  /** What does not go on beside the work, by name, for who watches over the server. */
  readonly troubles?: () => readonly string[];
  /** Told after each write that succeeded, to wake those who follow the feed. */
  readonly afterWrite?: () => void;
}

export interface Server {
  /** For `inject` in tests. */
  readonly app: FastifyInstance;
  /** Starts listening; answers the address. Port 0 takes a free one. */
  listen(port: number, host: string): Promise<string>;
  /** Ends streams, lets requests under way finish for a while, then closes. */
  close(): Promise<void>;
}

/** How long a client may keep the server waiting. */
export interface Patience {
  /** From the first byte of a request to its last. */
  readonly requestMs: number;
  /** For an answer that is not read: what waits for it is held in memory. */
  readonly unreadMs: number;
}

export const PATIENCE: Patience = { requestMs: 120_000, unreadMs: 30_000 };
const CLOSE_WITHIN_MS = 10_000;
const HEADERS_MS = 60_000;
const LOOKED_EVERY_MS = 30_000;
const REFERENCE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Random bytes are fetched for many references at a time: asking for them costs more than the letters. */
const chance = { bytes: Buffer.alloc(0), at: 0 };

/** A reference people can read out over the telephone: ten letters and digits, none mistaken for another. */
function newReference(): string {
  if (chance.at >= chance.bytes.length) Object.assign(chance, { bytes: randomBytes(4000), at: 0 });
  let text = '';
  for (const end = chance.at + 10; chance.at < end; chance.at++)
    text += REFERENCE_LETTERS.charAt((chance.bytes[chance.at] as number) % 32);
  return text;
}

/** Builds the HTTP server of the house: the contracts under `/api`, health, the API page, the web files. */
export async function createServer(settings: ServerSettings): Promise<Server> {
  const { db, gate, log, info, say = () => null, isReplaced = () => false } = settings;
  const { requestMs, unreadMs } = settings.patience ?? PATIENCE;
  const contracts = settings.bound.map((each) => each.contract);
  for (const contract of contracts)
    for (const [key, { may }] of Object.entries(contract))
      if (typeof may !== 'string')
        for (const role of may)
          assert(settings.roles.includes(role), `${key} admits an unknown role: ${role}`);

  const stop = new AbortController();
  const edge = { say, isReplaced };
  const app = Fastify({
    loggerInstance: log,
    genReqId: newReference,
    logController: new LogController({ requestIdLogLabel: 'reference', disableRequestLogging: true }),
    bodyLimit: settings.maxBodyBytes ?? 2 * 1024 * 1024,
    trustProxy: settings.trustProxy ?? false,
    forceCloseConnections: 'idle',
    requestTimeout: requestMs,
    http: {
      headersTimeout: Math.min(requestMs, HEADERS_MS),
      connectionsCheckingInterval: Math.min(requestMs, LOOKED_EVERY_MS),
    },
    return503OnClosing: true,
    routerOptions: { querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)) },
  }) as unknown as FastifyInstance;

  app.addHook('onSend', (_request, { raw }, payload, done) => {
    // The socket is idle also while the next piece of an answer is being made: only one that is not read is left.
    raw.setTimeout(unreadMs, () => raw.writableLength > 0 && raw.destroy());
    done(null, payload);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const line = {
      method,
      route: routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    request.log.info(line, 'request');
    done();
  });
  app.setErrorHandler((error, request, reply) => void sendError(error, request, reply, null, edge));

  const guards = { ...(await guardHeaders(settings.secure)), 'content-security-policy': contentPolicy() };
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(guards).header('x-reference', request.id);
    done();
  });
  await app.register(rateLimit, {
    max: settings.requestsPerMinute ?? 1200,
    timeWindow: 60_000,
    keyGenerator: (request) => gate.callerKey(request.headers.cookie) ?? request.ip,
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal('too_many_requests', { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  });
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });

  mountHealth(app, db, settings.troubles ?? (() => []));
  mountDescription(app, openApiOf(contracts, info), apiPageOf(contracts, info));
  const mountSettings = {
    db,
    gate,
    ...edge,
    uploadFolder: settings.uploadFolder,
    scan: settings.scan ?? noScan,
    streams: settings.streams ?? STREAM_LIMITS,
    stop: stop.signal,
    checkReplies: settings.checkReplies ?? true,
    afterWrite: settings.afterWrite ?? (() => {}),
  };
  for (const bound of settings.bound) mount(app, bound, mountSettings, (route) => !route.upload);
  // What reads forms hooks into every request of its routes, so only those that take a file have it.
  await app.register(async (uploads) => {
    await uploads.register(multipart);
    for (const bound of settings.bound) mount(uploads, bound, mountSettings, (route) => !!route.upload);
  });
  settings.pages?.(app);

  const page = settings.webFolder === null ? () => null : await serveWeb(app, settings.webFolder);
  app.setNotFoundHandler((request, reply) => {
    const isApi = request.url === '/api' || request.url.startsWith('/api/');
    return (
      (isApi ? null : page(request, reply)) ?? sendError(new Refusal('not_found'), request, reply, null, edge)
    );
  });
  await app.ready();

  return {
    app,
    listen: async (port, host) => {
      await app.listen({ port, host });
      const at = app.server.address() as AddressInfo;
      return `${settings.secure ? 'https' : 'http'}://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${at.port}`;
    },
    close: async () => {
      stop.abort();
      const cut = setTimeout(() => app.server.closeAllConnections(), CLOSE_WITHIN_MS);
      await app.close();
      clearTimeout(cut);
    },
  };
}

/** What helmet puts on every answer, asked of it once: the headers are the same for each. */
async function guardHeaders(secure: boolean): Promise<Record<string, string>> {
  const probe = Fastify();
  await probe.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
  probe.get('/', (_request, reply) => reply.code(204).send());
  const { headers } = await probe.inject('/');
  await probe.close();
  const own = Object.entries(headers).filter(
    ([name]) => !['date', 'connection', 'content-length'].includes(name),
  );
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}

function mountDescription(app: FastifyInstance, document: unknown, page: string): void {
  const json = JSON.stringify(document);
  app.get('/api/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(json));
  app.get('/api', (_request, reply) => reply.redirect('/api/'));
  app.get('/api/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  app.get('/api/page.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(API_PAGE_CSS));
}
