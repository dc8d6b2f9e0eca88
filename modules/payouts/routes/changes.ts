import type { Database } from '#kernel/db/connect.ts';
import { isWithin } from '#kernel/access/actor.ts';
import { type FeedEvent, feedEnd, followFeed, isPlace, type Place } from '#kernel/feed/follow.ts';
import type { EventStream } from '#kernel/http/event-stream.ts';
import { listOffices } from '#places/offices/offices.ts';

const TOPICS = ['payouts', 'custody', 'devices'];
/** Events kept for those who come back after a short break. */
const KEPT_MAX = 20_000;

interface Change {
  readonly place: Place;
  readonly offices: readonly string[];
}

interface Client {
  readonly path: string;
  readonly stream: EventStream;
  readonly waiting: Set<string>;
  seen: Place;
  sentAt: number;
  timer: NodeJS.Timeout | null;
}

interface Hub {
  readonly stop: AbortController;
  readonly from: Place;
  readonly changes: Change[];
  last: Place;
}

export interface Changes {
  /** Tells a client which offices at or below `path` changed, until it goes away. */
  follow(stream: EventStream, path: string): Promise<void>;
}

/**
 * Live changes for any number of clients over one reader of the feed. It reads while somebody listens; each client hears
 * of its own offices only, at most once in `everyMs`, and hears only which ones changed: the figures it asks for itself.
 * Who comes back with the place it saw last is told what it missed; when that is longer ago than is kept here, its own
 * office is named, which stands for all of it.
 */
export function openChanges({
  db,
  listenUrl,
  everyMs = 1000,
}: {
  readonly db: Database;
  readonly listenUrl?: string;
  readonly everyMs?: number;
}): Changes {
  const clients = new Set<Client>();
  let paths = new Map<string, string>();
  let hub: Promise<Hub> | null = null;

  async function open(resumed: Place | null): Promise<Hub> {
    const [end] = await Promise.all([feedEnd(db), readPaths()]);
    const from = resumed !== null && numberOf(end) - numberOf(resumed) <= KEPT_MAX ? resumed : end;
    const opened: Hub = { stop: new AbortController(), from, changes: [], last: from };
    const settings = { signal: opened.stop.signal, topics: TOPICS, ...(listenUrl && { listenUrl }) };
    followFeed(db, from, (events) => take(opened, events), settings)
      // Streams end when the reading does; clients come back by themselves, each with the place it saw last.
      .catch(() => {})
      .finally(() => opened.stop.abort());
    return opened;
  }

  async function take(at: Hub, events: readonly FeedEvent[]): Promise<void> {
    const changes = events.map((event) => ({ place: event.place, offices: officesOf(event) }));
    if (changes.some((change) => change.offices.some((id) => !paths.has(id)))) await readPaths();
    at.changes.push(...changes);
    at.changes.splice(0, at.changes.length - KEPT_MAX);
    at.last = changes.at(-1)?.place ?? at.last;
    for (const client of clients) tell(client, changes);
  }

  async function readPaths(): Promise<void> {
    paths = new Map((await listOffices(db.read)).map((office) => [office.id, office.path]));
  }

  function tell(client: Client, changes: readonly Change[]): void {
    const news = changes.filter((change) => isAfter(change.place, client.seen));
    client.seen = news.at(-1)?.place ?? client.seen;
    for (const id of news.flatMap((change) => change.offices)) {
      const path = paths.get(id);
      if (path !== undefined && isWithin(path, client.path)) client.waiting.add(id);
    }
    if (client.waiting.size === 0 || client.timer !== null) return;
    const rest = client.sentAt + everyMs - Date.now();
    if (rest <= 0) return send(client);
    client.timer = setTimeout(() => send(client), rest);
  }

  function send(client: Client): void {
    client.timer = null;
    client.sentAt = Date.now();
    const offices = [...client.waiting].sort();
    client.waiting.clear();
    client.stream.send({ id: client.seen, event: 'changes', data: { offices } });
  }

  return {
    async follow(stream, path) {
      const asked = stream.lastEventId;
      const resumed = asked !== null && isPlace(asked) ? asked : null;
      hub ??= open(resumed);
      const opening = hub;
      const client: Client = { path, stream, waiting: new Set(), seen: '0:0', sentAt: 0, timer: null };
      try {
        const at = await opening;
        if (at.stop.signal.aborted || stream.signal.aborted) return;
        client.seen = resumed ?? at.last;
        clients.add(client);
        const oldest = at.changes.length < KEPT_MAX ? at.from : (at.changes[0]?.place ?? at.from);
        if (isAfter(oldest, client.seen)) missed(client, at);
        else tell(client, at.changes);
        await gone(AbortSignal.any([stream.signal, at.stop.signal]));
      } finally {
        clients.delete(client);
        if (client.timer) clearTimeout(client.timer);
        if (clients.size === 0 && hub === opening) {
          hub = null;
          opening.then((at) => at.stop.abort()).catch(() => {});
        }
      }
    },
  };

  function missed(client: Client, at: Hub): void {
    client.seen = at.last;
    const own = [...paths].find(([, path]) => path === client.path);
    if (own) client.waiting.add(own[0]);
    send(client);
  }
}

function officesOf(event: FeedEvent): string[] {
  const named = event.body['offices'];
  const offices = Array.isArray(named) ? named.filter((id): id is string => typeof id === 'string') : [];
  return event.officeId === null ? offices : [...offices, event.officeId];
}

function numberOf(place: Place): bigint {
  return BigInt(place.split(':')[1] ?? 0);
}

function isAfter(a: Place, b: Place): boolean {
  const [one, two] = [a, b].map((place) => place.split(':').map(BigInt)) as [bigint[], bigint[]];
  return one[0] === two[0] ? (one[1] ?? 0n) > (two[1] ?? 0n) : (one[0] ?? 0n) > (two[0] ?? 0n);
}

function gone(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
