import type { FastifyReply, FastifyRequest } from 'fastify';
import { GLOBAL_REFUSALS, type GlobalRefusal, isWrite, type Route } from '../contract/contract.ts';
import { Refusal } from '../words/refusal.ts';
import { toJson } from './json.ts';
import { type Say, sayGlobal, statusOf } from './refusals.ts';

/** What an error looks like to every client. `reference` is also in the header `x-reference` and in each log line. */
export interface ErrorEnvelope {
  readonly error: {
    readonly code: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly message: { readonly vi: string; readonly en: string } | null;
    readonly reference: string;
  };
}

interface Thrown {
  readonly code?: unknown;
  readonly statusCode?: unknown;
}

/** Turns whatever was thrown into a refusal, or null when it is a defect. */
function toRefusal(error: unknown, unsafe: boolean): Refusal | null {
  if (error instanceof Refusal) return error;
  const { code, statusCode } = (error ?? {}) as Thrown;
  if (code === '40001' || code === '40P01') return new Refusal('conflict');
  // After the transaction was run again, whoever still meets the unique row asks for something else under a used id.
  if (code === '23505') return new Refusal('conflict');
  if (isFull(code)) return new Refusal('storage_full');
  if (isLostConnection(code, error)) return new Refusal(unsafe ? 'unknown_outcome' : 'unavailable');
  if (statusCode === 404) return new Refusal('not_found');
  if (statusCode === 429) return new Refusal('too_many_requests');
  if (statusCode === 413)
    return new Refusal('invalid_input', { fields: [{ field: '/body', expected: 'smaller' }] });
  if (statusCode === 415)
    return new Refusal('invalid_input', { fields: [{ field: '/body', expected: 'application/json' }] });
  if (statusCode === 400)
    return new Refusal('invalid_input', { fields: [{ field: '/body', expected: 'well-formed' }] });
  return null;
}

/**
 * PostgreSQL's connection exceptions, shutdowns and a broken socket: the commit may or may not have happened. 25006 is said by a
 * server that is no longer, or not yet, the one that writes. A database that is not reached at all is counted here too: an act
 * may have committed a part before, and asking again with its id costs nothing. 55P03 is a lock that was waited for in vain, perhaps
 * for the same act, whose commit still waits for a standby.
 */
function isLostConnection(code: unknown, error: unknown): boolean {
  if (
    typeof code === 'string' &&
    /^(08|57P0|25006$|55P03$)|^(ECONNRESET|ECONNREFUSED|ETIMEDOUT|EPIPE)$/.test(code)
  )
    return true;
  return (
    error instanceof Error &&
    /^Connection terminated|^Query read timeout|^timeout exceeded when trying to connect|connection error and is not queryable$/.test(
      error.message,
    )
  );
}

/** The disk of files, or PostgreSQL's, which then has rolled the transaction back: a log without room ends PostgreSQL itself. */
const isFull = (code: unknown) => code === 'ENOSPC' || code === 'EDQUOT' || code === '53100';

/** Texts read facts as every client gets them: amounts as digits, instants as text. */
const asSent = (facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  JSON.parse(toJson(facts)) as Readonly<Record<string, unknown>>;

/** What the person who meets it cannot mend. */
const NEEDS_OPERATOR = new Set(['storage_full', 'file_infected', 'scanner_away']);

/** What every answer of an error needs beside the error. */
export interface ErrorEdge {
  /** Texts of the modules' refusals. */
  readonly say: Say;
  /** Whether another release was laid over the running one, which then may fail where it reads its own files. */
  readonly isReplaced: () => boolean;
}

/** Answers an error in the envelope; a refusal that the route does not declare is a defect like any other. */
export function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  promise: { key: string; route: Route } | null,
  { say, isReplaced }: ErrorEdge,
): FastifyReply {
  const unsafe = promise !== null && isWrite(promise.key, promise.route);
  const refusal = toRefusal(error, unsafe);
  const declared =
    refusal !== null &&
    (GLOBAL_REFUSALS.includes(refusal.code as GlobalRefusal) ||
      (promise === null ? true : promise.route.refusals.includes(refusal.code)));
  if (!declared) request.log.error({ err: error, route: promise?.key }, 'defect');
  else if (
    !(error instanceof Refusal) &&
    ['unknown_outcome', 'unavailable', 'conflict'].includes(refusal.code)
  )
    request.log.warn({ err: error, route: promise?.key }, refusal.code);
  else if (NEEDS_OPERATOR.has(refusal.code))
    request.log.error({ err: error, route: promise?.key }, refusal.code);
  const [code, facts, status] = declared
    ? [refusal.code, asSent(refusal.facts), statusOf(refusal.code)]
    : isReplaced()
      ? ['release_replaced', {}, statusOf('release_replaced')]
      : ['internal_error', {}, 500];
  const body: ErrorEnvelope = {
    error: { code, facts, message: sayGlobal(code, facts) ?? say(code, facts), reference: request.id },
  };
  return reply.code(status).type('application/json; charset=utf-8').send(toJson(body));
}
