import type { ServerResponse } from 'node:http';
import { toJson } from './json.ts';

/** One server-sent event. `id` comes back as `lastEventId` when the client reconnects. */
export interface StreamEvent {
  readonly id?: string;
  readonly event?: string;
  readonly data: unknown;
}

export interface EventStream {
  /** What the client saw last, or null when it comes fresh. */
  readonly lastEventId: string | null;
  /** Aborts when the client goes away, reads too slowly, loses its right, or the server stops. */
  readonly signal: AbortSignal;
  send(event: StreamEvent): void;
}

export interface StreamLimits {
  readonly heartbeatMs: number;
  /** Unsent bytes allowed to wait for a client; beyond it the client is cut, and resumes from its last event. */
  readonly maxBufferedBytes: number;
}

export const STREAM_LIMITS: StreamLimits = { heartbeatMs: 15_000, maxBufferedBytes: 256 * 1024 };

/**
 * Opens a stream of server-sent events over a response (WHATWG HTML, 9.2). `mayStay` is asked at every heartbeat, so a
 * person whose session is revoked is cut off within one. `stop` aborts it from outside.
 */
export function openEventStream(
  response: ServerResponse,
  options: {
    lastEventId: string | null;
    stop: AbortSignal;
    mayStay: () => Promise<boolean>;
    headers: Record<string, string>;
    limits: StreamLimits;
  },
): EventStream & { end(): void } {
  const gone = new AbortController();
  const { limits } = options;
  response.writeHead(200, {
    ...options.headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  });
  response.write('retry: 2000\n\n');

  function end(): void {
    if (gone.signal.aborted) return;
    clearInterval(heartbeat);
    options.stop.removeEventListener('abort', end);
    gone.abort();
    // A client that does not read would keep a graceful end waiting for ever.
    if (response.writableLength > 0) response.destroy();
    else response.end();
  }

  function write(text: string): void {
    if (gone.signal.aborted) return;
    response.write(text);
    if (response.writableLength > limits.maxBufferedBytes) end();
  }

  const heartbeat = setInterval(() => {
    write(': alive\n\n');
    options.mayStay().then(
      (may) => (may ? undefined : end()),
      () => end(),
    );
  }, limits.heartbeatMs);
  heartbeat.unref();
  response.on('close', end);
  options.stop.addEventListener('abort', end);
  if (options.stop.aborted) end();

  return {
    lastEventId: options.lastEventId,
    signal: gone.signal,
    send: (event) => write(textOf(event)),
    end,
  };
}

/** One event for thousands of clients is written out once: whoever sends the same object sends the same text. */
const texts = new WeakMap<StreamEvent, string>();

function textOf(of: StreamEvent): string {
  const known = texts.get(of);
  if (known !== undefined) return known;
  const { id, event, data } = of;
  const head = `${id === undefined ? '' : `id: ${oneLine(id)}\n`}${event === undefined ? '' : `event: ${oneLine(event)}\n`}`;
  const text = `${head}data: ${toJson(data)}\n\n`;
  texts.set(of, text);
  return text;
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\0]/g, ' ');
}
