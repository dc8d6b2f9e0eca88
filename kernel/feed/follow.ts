import { Client } from 'pg';
import type { Database } from '../db/connect.ts';
import { FEED_CHANNEL } from './feed.ts';

/**
 * A place in the feed, `xid:seq`: everything up to and including it was read. It is an event's transaction and its
 * number, because only in that order is nothing added before a place once it was passed.
 */
export type Place = string;

/** Before the first event. */
export const FEED_START: Place = '0:0';

export interface FeedEvent {
  readonly place: Place;
  readonly topic: string;
  readonly officeId: string | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

interface Row {
  xid: string;
  seq: bigint;
  topic: string;
  office_id: string | null;
  body: Record<string, unknown>;
  at: Date;
}

export function isPlace(text: string): boolean {
  return /^\d{1,20}:\d{1,19}$/.test(text);
}

function split(place: Place): [string, string] {
  if (!isPlace(place)) throw new RangeError(`not a place in the feed: ${place}`);
  return place.split(':') as [string, string];
}

// Every transaction below the oldest one still running has ended, so no event can appear there any more. The order is that of
// the numbers: as text, 10000 would stand before 9999 and a page would lose what lies between.
const AFTER = `select xid::text as xid, seq, topic, office_id, body, at from feed_event
  where (xid, seq) > ($1::text::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
    and ($3::text[] is null or topic = any($3))
  order by feed_event.xid, seq limit $4`;

/** Events after a place, oldest first, none of which can still be overtaken. */
export async function eventsAfter(
  db: Database,
  after: Place,
  options: { topics?: readonly string[]; limit?: number } = {},
): Promise<FeedEvent[]> {
  const { rows } = await db.pool.query<Row>(AFTER, [
    ...split(after),
    options.topics ?? null,
    options.limit ?? 1000,
  ]);
  return rows.map(({ xid, seq, topic, office_id: officeId, body, at }) => ({
    place: `${xid}:${seq}`,
    topic,
    officeId,
    body,
    at,
  }));
}

/** The place that a reader who wants only what is new begins at. */
export async function feedEnd(db: Database): Promise<Place> {
  const { rows } = await db.pool.query<{ xid: string; seq: bigint }>(
    `select xid::text as xid, seq from feed_event where xid < pg_snapshot_xmin(pg_current_snapshot())
     order by feed_event.xid desc, seq desc limit 1`,
  );
  return rows[0] ? `${rows[0].xid}:${rows[0].seq}` : FEED_START;
}

/** Where a named reader stopped; the start for one that never read. */
export async function cursorOfReader(db: Database, reader: string): Promise<Place> {
  const { rows } = await db.pool.query<{ place: Place }>(
    `select xid::text || ':' || seq as place from feed_cursor where reader = $1`,
    [reader],
  );
  return rows[0]?.place ?? FEED_START;
}

/** Remembers where a named reader stopped. Never moves back, so two of its kind cannot undo each other. */
export async function moveCursor(db: Database, reader: string, place: Place): Promise<void> {
  await db.pool.query(
    `insert into feed_cursor (reader, xid, seq) values ($1, $2::text::xid8, $3)
     on conflict (reader) do update set xid = excluded.xid, seq = excluded.seq, moved_at = now()
     where (feed_cursor.xid, feed_cursor.seq) < (excluded.xid, excluded.seq)`,
    [reader, ...split(place)],
  );
}

export interface Following {
  readonly signal: AbortSignal;
  readonly topics?: readonly string[];
  readonly limit?: number;
  /** How long to rest when nothing wakes the reader. */
  readonly restMs?: number;
  /** The connection to listen on; without it the reader lives by its own clock. */
  readonly listenUrl?: string;
}

/**
 * Gives events after a place to `onEvents`, in order, until the signal aborts; the next group waits for it to finish.
 * An error of `onEvents` ends the following and is the caller's; what it had read is read again from its last place.
 */
export async function followFeed(
  db: Database,
  after: Place,
  onEvents: (events: readonly FeedEvent[]) => void | Promise<void>,
  { signal, topics, limit = 1000, restMs = 250, listenUrl }: Following,
): Promise<void> {
  const alarm = alarmClock(signal);
  const stopListening = listenUrl === undefined ? () => {} : listen(listenUrl, alarm.ring);
  let place = after;
  try {
    while (!signal.aborted) {
      const events = await eventsAfter(db, place, { limit, ...(topics && { topics }) });
      const last = events.at(-1);
      if (last) {
        await onEvents(events);
        place = last.place;
      }
      if (events.length < limit) await alarm.rest(restMs);
    }
  } finally {
    stopListening();
  }
}

const asleep = () => {};

function alarmClock(signal: AbortSignal): { ring(): void; rest(ms: number): Promise<void> } {
  let wake: () => void = asleep;
  let rung = false;
  const ring = () => {
    rung = true;
    wake();
  };
  signal.addEventListener('abort', ring);
  return {
    ring,
    rest: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => wake(), ms);
        wake = () => {
          clearTimeout(timer);
          rung = false;
          resolve();
        };
        if (rung) wake();
      }),
  };
}

/** Listens on a connection of its own. One that breaks is not mourned: the reader's clock goes on, and it connects again. */
function listen(url: string, ring: () => void): () => void {
  let client: Client | null = null;
  let again: NodeJS.Timeout | null = null;
  let stopped = false;

  function connect(): void {
    const mine = new Client({ connectionString: url, application_name: 'feed listener' });
    client = mine;
    const lost = () => {
      if (stopped || client !== mine) return;
      client = null;
      mine.end().catch(() => {});
      again = setTimeout(connect, 1000).unref();
    };
    mine.on('error', lost);
    mine.on('end', lost);
    mine.on('notification', ring);
    mine
      .connect()
      .then(() => mine.query(`listen ${FEED_CHANNEL}`))
      .catch(lost);
  }

  connect();
  return () => {
    stopped = true;
    if (again) clearTimeout(again);
    client?.end().catch(() => {});
  };
}
