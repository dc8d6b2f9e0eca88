import { createReadStream } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Compile } from 'typebox/compile';
import { recordEvent } from '../access/events.ts';
import type { Gate } from '../access/gate.ts';
import { type Look, type Looking, recordLooks } from '../access/reveals.ts';
import type { Database } from '../db/connect.ts';
import type { Scan } from '../files/scan.ts';
import { isWrite, methodOf, officeSource, pathOf, type Route, type RouteKey } from '../contract/contract.ts';
import { Refusal } from '../words/refusal.ts';
import { admitOffice, admitPerson, type Admitted } from './admission.ts';
import type { Bound, Call, EventReply, FileReply, Upload } from './bind.ts';
import { type ErrorEdge, sendError } from './envelope.ts';
import { openEventStream, type StreamLimits } from './event-stream.ts';
import { refuseForeignOrigin } from './foreign-origin.ts';
import { inputCheck } from './input.ts';
import { toJson } from './json.ts';
import { receiveForm } from './upload.ts';

export interface MountSettings extends ErrorEdge {
  readonly db: Database;
  readonly gate: Gate;
  readonly uploadFolder: string;
  /** Looks through every file that comes. */
  readonly scan: Scan;
  readonly streams: StreamLimits;
  /** Aborts when the server stops: open streams end then. */
  readonly stop: AbortSignal;
  /** Compares every answer with its promise; a difference is a defect. */
  readonly checkReplies: boolean;
  /** Called after each write that succeeded. */
  readonly afterWrite: () => void;
}

/** What is known of a request lies on it: a table beside all requests is dear to the garbage collector. */
const STATE = Symbol('state');
type WithState = FastifyRequest & { [STATE]?: State };
const stateOf = (request: FastifyRequest) => (request as WithState)[STATE] as State;

interface State {
  readonly actor: Admitted['actor'];
  reach: Admitted['reach'];
  office: Admitted['office'];
  readonly looks: Look[];
  /** Looks that the database records as it gives the data away. */
  readonly recorded: Looking[];
  readonly setCookies: string[];
}

/** Puts those routes of a bound contract that are `wanted` on the server, under `/api`. */
export function mount(
  app: FastifyInstance,
  bound: Bound,
  settings: MountSettings,
  wanted: (route: Route) => boolean,
): void {
  for (const [key, route] of Object.entries(bound.contract) as [RouteKey, Route][]) {
    if (!wanted(route)) continue;
    const handler = bound.handlers[key];
    if (!handler) throw new Error(`${key} has no handler`);
    mountRoute(app, key, route, handler, settings);
  }
}

function limitOf({ perMinuteEach: part }: Route, max: number) {
  const limit = { max, timeWindow: 60_000 };
  if (part === undefined) return limit;
  const callerOf = ({ ip, params }: FastifyRequest) =>
    `${ip} ${(params as Readonly<Record<string, string>>)[part]}`;
  return { ...limit, keyGenerator: callerOf };
}

function mountRoute(
  app: FastifyInstance,
  key: RouteKey,
  route: Route,
  handler: (call: Call<Route>) => unknown,
  settings: MountSettings,
): void {
  const check = inputCheck(route);
  const answer = answerer(key, route, settings);
  app.route({
    method: methodOf(key),
    url: `/api${pathOf(key)}`,
    config: route.perMinute === undefined ? {} : { rateLimit: limitOf(route, route.perMinute) },
    errorHandler: async (error, request, reply) => {
      await noteRefusedRight(error, key, request, settings);
      return sendError(error, request, reply, { key, route }, settings);
    },
    onRequest: async (request) => {
      const actor = await settings.gate.whoIs(request.headers.cookie, {
        attended: isAttended(request, route),
      });
      const state: State = { actor, reach: [], office: null, looks: [], recorded: [], setCookies: [] };
      (request as WithState)[STATE] = state;
      refuseForeignOrigin(request);
      state.reach = admitPerson(route, actor);
    },
    preHandler: async (request) => {
      const state = stateOf(request);
      const named = { params: request.params, query: request.query, body: request.body };
      state.office = await admitOffice(settings.gate, route, state.actor, named);
    },
    handler: async (request, reply) => {
      const state = stateOf(request);
      const result = await handled(request, reply, state);
      if (route.audit) await recordAudit(key, route, request, state, settings);
      if (state.setCookies.length > 0) reply.header('set-cookie', state.setCookies);
      if (isWrite(key, route)) settings.afterWrite();
      return answer(result, request, reply);
    },
  });

  async function handled(request: FastifyRequest, reply: FastifyReply, state: State): Promise<unknown> {
    const form = route.upload && (await receiveForm(request, settings.uploadFolder, route.upload.maxBytes));
    try {
      if (form) await settings.scan(createReadStream(form.upload.path));
      const body = form ? form.fields : request.body;
      const input = check({ params: request.params, query: request.query, body });
      requireOffice(route, input, state.office);
      return await handler(callOf(key, request, reply, state, form?.upload ?? null, input));
    } finally {
      await form?.discard();
    }
  }
}

/** A page says of what it asks by itself that nobody is there; a stream lasts whether anybody is or not. */
function isAttended(request: FastifyRequest, route: Route): boolean {
  return route.reply !== 'events' && request.headers['x-unattended'] === undefined;
}

/** Writes down that somebody tried what they may not do; the answer does not wait for a database that is away. */
async function noteRefusedRight(
  error: unknown,
  key: string,
  request: FastifyRequest,
  { db }: MountSettings,
): Promise<void> {
  const actor = (request as WithState)[STATE]?.actor;
  if (!actor || !(error instanceof Refusal) || !/(^|_)not_allowed$/.test(error.code)) return;
  const { code } = error;
  const event = { staffId: actor.staffId, route: key, code, ip: request.ip, reference: request.id };
  await recordEvent(db, 'right-refused', event).catch((failure: unknown) =>
    request.log.error({ err: failure, route: key }, 'a refused right was not written down'),
  );
}

/** The office that was judged must be the one that the handler is given: text that was not an id was not judged. */
function requireOffice(route: Route, input: Record<string, unknown>, office: Admitted['office']): void {
  const source = route.scope === 'office' ? officeSource(route) : null;
  if (!source) return;
  const id = (input[source] as { officeId?: string }).officeId;
  if (id !== undefined && id !== office?.id) throw new Refusal('not_allowed');
}

function callOf(
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
  state: State,
  upload: Upload | null,
  input: Record<string, unknown>,
): Call<Route> {
  const call = {
    ...input,
    actor: state.actor,
    reach: state.reach,
    office: state.office,
    upload,
    refuse: (code: string, facts?: Readonly<Record<string, unknown>>): never => {
      throw new Refusal(code, facts);
    },
    reveal: (look: Look) => void state.looks.push(look),
    look: (at: Pick<Looking, 'subjectKind' | 'subjectId' | 'reason'>) => {
      if (!state.actor) throw new Error(`${key} looks at personal data for nobody`);
      const { staffId, sessionId } = state.actor;
      const by = { staffId, sessionId, deviceId: null, route: key, reference: request.id, ip: request.ip };
      const looking = { ...at, ...by };
      state.recorded.push(looking);
      return looking;
    },
    reference: request.id,
    ip: request.ip,
    headers: request.headers,
    setCookies: state.setCookies,
    // No getter: V8 makes a shape of its own for every object that has one, which keeps the whole request until the old heap is
    // cleaned.
    leaving: () => signalOfLeaving(reply),
  };
  return call as unknown as Call<Route>;
}

/** Made when it is asked for: few handlers do, and once. */
function signalOfLeaving(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  // An abort makes an error with its stack; an answer that has left needs none.
  const leave = () => reply.raw.writableFinished || gone.abort();
  if (reply.raw.closed) leave();
  else reply.raw.once('close', leave);
  return gone.signal;
}

async function recordAudit(
  key: string,
  route: Route,
  request: FastifyRequest,
  state: State,
  settings: MountSettings,
): Promise<void> {
  if (route.audit === 'people-found' && state.looks.length === 0) return;
  if (!state.actor || state.looks.length + state.recorded.length === 0)
    throw new Error(`${key} shows personal data and does not say whose`);
  if (state.looks.length === 0) return;
  await recordLooks(settings.db, state.actor, state.looks, {
    route: key,
    reference: request.id,
    ip: request.ip,
  });
}

type Answerer = (result: unknown, request: FastifyRequest, reply: FastifyReply) => unknown;

function answerer(key: string, route: Route, settings: MountSettings): Answerer {
  if (route.reply === 'file') return (result, _request, reply) => sendFile(result as FileReply, reply);
  if (route.reply === 'events')
    return (result, request, reply) => sendEvents(result as EventReply, request, reply, route, settings);
  const promised = settings.checkReplies ? Compile(route.reply) : null;
  return (result, _request, reply) => {
    const text = toJson(result);
    if (promised) {
      const wire: unknown = JSON.parse(text);
      if (!promised.Check(wire))
        throw new Error(
          `${key} answers other than promised: ${JSON.stringify(promised.Errors(wire).slice(0, 5))}`,
        );
    }
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-store').send(text);
  };
}

function sendFile(file: FileReply, reply: FastifyReply): FastifyReply {
  const ascii = file.fileName.normalize('NFD').replace(/[^\x20-\x7e]|["\\]/g, '');
  const name = `filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`;
  return reply
    .type(file.mediaType)
    .header('cache-control', 'no-store')
    .header('content-disposition', `${file.inline ? 'inline' : 'attachment'}; ${name}`)
    .send(file.content);
}

async function sendEvents(
  events: EventReply,
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  settings: MountSettings,
): Promise<void> {
  reply.hijack();
  const last = request.headers['last-event-id'];
  const headers = Object.fromEntries(
    Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
  const stream = openEventStream(reply.raw, {
    lastEventId: typeof last === 'string' && last !== '' ? last : null,
    stop: settings.stop,
    mayStay: () => mayStay(request, route, settings.gate),
    headers,
    limits: settings.streams,
  });
  try {
    await events(stream);
  } catch (error) {
    if (!stream.signal.aborted) request.log.error({ err: error }, 'event stream failed');
  } finally {
    stream.end();
  }
}

/** A stream lives longer than a request, so the right to it is judged again while it is open. */
async function mayStay(request: FastifyRequest, route: Route, gate: Gate): Promise<boolean> {
  try {
    const actor = await gate.whoIs(request.headers.cookie, { attended: false });
    admitPerson(route, actor);
    await admitOffice(gate, route, actor, { params: request.params, query: request.query, body: null });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
