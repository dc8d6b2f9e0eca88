import type { Readable } from 'node:stream';
import type { TSchema } from 'typebox';
import type { Actor } from '../access/actor.ts';
import type { Look, Looking } from '../access/reveals.ts';
import type { Contract, RefusalOf, Route, RouteKey } from '../contract/contract.ts';
import type { Decoded } from '../contract/shapes.ts';
import type { EventStream } from './event-stream.ts';

/** A file that came with a request, already on disk; it is removed when the request ends. */
export interface Upload {
  readonly path: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A download. */
export interface FileReply {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Buffer | Readable;
  /** Shown in the browser instead of saved. */
  readonly inline?: boolean;
}

/** A request as a handler sees it: admitted, checked and decoded. */
export interface Call<R extends Route> {
  readonly params: Decoded<R['params']>;
  readonly query: Decoded<R['query']>;
  readonly body: Decoded<R['body']>;
  readonly actor: R['may'] extends 'anyone' ? Actor | null : Actor;
  /** Paths of the highest offices over which the caller holds an admitted role. */
  readonly reach: readonly string[];
  /** The office named by the request in an `office` scope, when it names one. */
  readonly office: { readonly id: string; readonly path: string } | null;
  readonly upload: R['upload'] extends object ? Upload : null;
  /** Refuses with a code that this route declares; another code does not compile. */
  readonly refuse: (code: RefusalOf<R>, facts?: Readonly<Record<string, unknown>>) => never;
  /** Says whose personal data the answer shows; recorded before the answer leaves. */
  readonly reveal: (look: Look) => void;
  /** The same for what the database gives away by a function that records the look itself: what to hand to it. */
  readonly look: (at: Pick<Looking, 'subjectKind' | 'subjectId' | 'reason'>) => Looking;
  /** What the user can quote; it stands in the log lines and in the answer. */
  readonly reference: string;
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Set-Cookie lines that leave with the answer. */
  readonly setCookies: string[];
  /** A signal that aborts when the client goes away. */
  readonly leaving: () => AbortSignal;
}

/** Feeds a stream until its signal aborts; when it returns the stream ends. */
export type EventReply = (stream: EventStream) => Promise<void>;

/** What may stand for a value in an answer: readonly lists and objects are as good as mutable ones. */
export type Given<T> = T extends bigint | Date | string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer I)[]
    ? readonly Given<I>[]
    : { readonly [K in keyof T]: Given<T[K]> };

export type Answer<R extends Route> = R['reply'] extends 'file'
  ? FileReply
  : R['reply'] extends 'events'
    ? EventReply
    : R['reply'] extends TSchema
      ? Given<Decoded<R['reply']>>
      : never;

export type Handlers<C extends Contract> = {
  readonly [K in keyof C]: C[K] extends Route
    ? (call: Call<C[K]>) => Answer<C[K]> | Promise<Answer<C[K]>>
    : never;
};

/** A contract with its handlers, the types settled. */
export interface Bound {
  readonly contract: Contract;
  readonly handlers: Readonly<Record<RouteKey, (call: Call<Route>) => unknown>>;
}

/** Binds each promise to what keeps it: a missing handler, or one that answers something else, does not compile. */
export function bind<const C extends Contract>(contract: C, handlers: Handlers<C>): Bound {
  return { contract, handlers };
}
