import type { StaticEncode, TSchema } from 'typebox';
import type { Contract, Route } from '../contract/contract.ts';
import { Failure, readFailure } from './failure.ts';

/** The form a schema has on the wire: money is digits, instants are ISO text. */
export type Wire<S> = S extends TSchema ? StaticEncode<S> : never;

type Part<R extends Route, P extends 'params' | 'query' | 'body'> = R[P] extends TSchema
  ? { readonly [K in P]: Wire<R[P]> }
  : unknown;

/** What a route needs from its caller. */
export type Sent<R extends Route> = Part<R, 'params'> & Part<R, 'query'> & Part<R, 'body'>;

/** Asked of the route itself and not of its meeting with `Route`, in which a query of optional parts has no value left. */
type SentTo<C extends Contract, K extends keyof C> = C[K] extends Route ? Sent<C[K]> : never;

export type Reply<C extends Contract, K extends keyof C> = C[K] extends Route ? Wire<C[K]['reply']> : never;

/** Asks one route of the contracts `C`. What is not answered as promised rejects with a `Failure`, and nothing else. */
export type Ask<C extends Contract> = <K extends keyof C & string>(
  key: K,
  ...sent: unknown extends SentTo<C, K>
    ? [sent?: undefined, signal?: AbortSignal]
    : [sent: SentTo<C, K>, signal?: AbortSignal]
) => Promise<Reply<C, K>>;

interface AnySent {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export interface Listening {
  /** The answer to every request, so that the page can say truthfully whether it reaches the server. */
  readonly onReach?: (reached: boolean) => void;
  /** Whether somebody is at the screen; what a page asks by itself keeps no session alive. */
  readonly isAttended?: () => boolean;
  /** The session ended, or something is owed before any work: the caller leads to signing in. */
  readonly onSessionLost?: (failure: Failure) => void;
}

const LOST = new Set(['not_signed_in', 'password_change_required', 'second_factor_required']);

/**
 * Opens the one way by which pages speak to the server. Only the types of the contracts are used, so that no schema
 * reaches the browser. `C` is the intersection of the contracts that the application speaks.
 */
export function openAsk<C extends Contract>(listening: Listening): Ask<C> {
  const { onReach, isAttended = () => true, onSessionLost } = listening;
  async function ask(key: string, sent: AnySent = {}, signal?: AbortSignal): Promise<unknown> {
    const [method = '', path = ''] = key.split(' ');
    const request = { method, body: sent.body, attended: isAttended(), signal };
    const response = await send(addressOf(path, sent), request).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      onReach?.(false);
      throw new Failure({ code: 'unreachable' });
    });
    onReach?.(true);
    if (response.ok)
      // A guest network's page answers 200 to everything.
      return await response.json().catch(() => {
        throw new Failure({ code: 'not_understood', reference: response.headers.get('x-reference') });
      });
    const failure = await readFailure(response);
    if (LOST.has(failure.code)) onSessionLost?.(failure);
    throw failure;
  }
  return ask as unknown as Ask<C>;
}

/** The address of a route under `/api`, its parameters and query filled in. */
export function addressOf(path: string, { params = {}, query = {} }: AnySent): string {
  const filled = path.replace(/:([a-zA-Z]+)/g, (_all, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
  return `/api${filled}${text === '' ? '' : `?${text}`}`;
}

interface Request {
  readonly method: string;
  readonly body: unknown;
  readonly attended: boolean;
  readonly signal: AbortSignal | undefined;
}

function send(address: string, { method, body, attended, signal }: Request): Promise<Response> {
  return fetch(address, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(!attended && { 'x-unattended': '1' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
}
