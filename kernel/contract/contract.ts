import assert from 'node:assert/strict';
import type { TObject, TSchema } from 'typebox';
import { Refusal } from '../words/refusal.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type RouteKey = `${Method} /${string}`;

/** One promise over HTTP. Paths are written without the `/api` in front of them. */
export interface Route {
  /** Roles admitted; `signed-in` is any person with a session, `anyone` needs none. Nothing is open by omission. */
  readonly may: readonly string[] | 'signed-in' | 'anyone';
  /**
   * Where the role must be held. `office`: over the `officeId` named in params, query or body (when it is optional and
   * absent, `call.reach` bounds the answer). `province`: at the root of the office tree. `none`: anywhere; the action
   * itself checks the office of what it touches.
   */
  readonly scope: 'office' | 'province' | 'none';
  readonly summary: { readonly vi: string; readonly en: string };
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** The JSON answered, `file` for a download, `events` for a stream of server-sent events. */
  readonly reply: TSchema | 'file' | 'events';
  readonly refusals: readonly string[];
  /** A POST that changes nothing: what is asked is somebody's number, and does not belong in an address. */
  readonly readsOnly?: true;
  /** The caller must have proved presence again within the last minutes. */
  readonly stepUp?: true;
  /**
   * The answer shows personal data: the handler must say whose through `call.reveal`, and that is recorded. Only a search
   * (`people-found`) may have found nobody and then has nothing to say.
   */
  readonly audit?: 'personal-data' | 'people-found';
  /** One file as multipart/form-data, streamed to disk; the text fields beside it are the body. */
  readonly upload?: { readonly maxBytes: number };
  /**
   * Open also to a person who still owes something before any work: the second factor that their role asks for, or even a
   * password of their own in place of a one-time one.
   */
  readonly before?: 'second-factor' | 'own-password';
  /** Requests a minute by one caller, when the route needs less than the server's general limit. */
  readonly perMinute?: number;
  /**
   * The part of the path that tells callers apart behind one address, where nobody is signed in: a hundred phones stand behind the
   * one address of their mobile network.
   */
  readonly perMinuteEach?: string;
}

export type Contract = Readonly<Record<RouteKey, Route>>;

/** What any route may answer besides its own refusals. */
export const GLOBAL_REFUSALS = [
  'not_signed_in',
  'not_allowed',
  'step_up_required',
  'password_change_required',
  'second_factor_required',
  'invalid_input',
  'not_found',
  'conflict',
  'too_many_requests',
  'unknown_outcome',
  'unavailable',
  'storage_full',
  'file_infected',
  'scanner_away',
  'release_replaced',
] as const;

export type GlobalRefusal = (typeof GLOBAL_REFUSALS)[number];

/** The codes that a route may refuse with. */
export type RefusalOf<R extends Route> = R['refusals'][number] | GlobalRefusal;

/** A refusal whose code the compiler knows to be declared by the route. */
export function refuse<R extends Route>(
  code: RefusalOf<R>,
  facts: Readonly<Record<string, unknown>> = {},
): never {
  throw new Refusal(code, facts);
}

/**
 * Declares a module's promise. What the type system cannot see is checked while the module loads: path parameters and
 * `params` agree, an `office` scope names its office, and every object that comes from outside is closed.
 */
export function contract<const C extends Contract>(routes: C): C {
  for (const [key, route] of Object.entries(routes) as [RouteKey, Route][]) {
    const named = [...pathOf(key).matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1]).sort();
    assert.deepEqual(
      Object.keys(route.params?.properties ?? {}).sort(),
      named,
      `${key}: params differ from the path`,
    );
    assert(route.may !== 'anyone' || route.scope === 'none', `${key}: a route for anyone has no office`);
    if (route.scope === 'office') assert(officeSource(route), `${key}: an office scope names no officeId`);
    if (route.upload) {
      assert(!key.startsWith('GET'), `${key}: a GET carries no file`);
      assert(
        officeSource(route) !== 'body',
        `${key}: the office of an upload is known before the file is read`,
      );
    }
    for (const part of [route.params, route.query, route.body]) if (part) assertClosed(part, key);
    assert.equal(new Set(route.refusals).size, route.refusals.length, `${key}: a refusal is declared twice`);
  }
  return routes;
}

/** Whether a request may change something: it is told to those who follow, and a lost answer leaves open whether it did. */
export function isWrite(key: string, route: Route): boolean {
  return methodOf(key) !== 'GET' && !route.readsOnly;
}

export function methodOf(key: string): Method {
  return key.slice(0, key.indexOf(' ')) as Method;
}

export function pathOf(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}

/** Which part of the request names the office that the route acts on. */
export function officeSource(route: Route): 'params' | 'query' | 'body' | null {
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = route[part] as { properties?: Record<string, unknown> } | undefined;
    if (schema?.properties && 'officeId' in schema.properties) return part;
  }
  return null;
}

function assertClosed(schema: unknown, key: string): void {
  if (typeof schema !== 'object' || schema === null) return;
  if (Array.isArray(schema)) return schema.forEach((part) => assertClosed(part, key));
  const { type, additionalProperties } = schema as { type?: unknown; additionalProperties?: unknown };
  assert(
    type !== 'object' || additionalProperties !== undefined,
    `${key}: an object from outside is not closed`,
  );
  for (const part of Object.values(schema)) assertClosed(part, key);
}
