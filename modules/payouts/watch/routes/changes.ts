import type { Database } from '#kernel/db/connect.ts';
import { isWithin } from '#kernel/access/actor.ts';
import { type FeedEvent, feedEnd, followFeed, isPlace, type Place } from '#kernel/feed/follow.ts';
import type { EventStream, StreamEvent } from '#kernel/http/event-stream.ts';
import { listOffices } from '#places/offices/offices.ts';

const TOPICS = ['payouts', 'custody', 'devices', 'rounds'];
/** Events kept for those who come back after a short break. */
const KEPT_MAX = 20_000;

interface Change {
  readonly place: Place;
  readonly offices: readonly string[];
}

/** All who watch one office: they hear the same, at the same moment, written out once. */
interface Channel {
  readonly path: string;
  readonly streams: Set<EventStream>;
  readonly waiting: Set<string>;
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
 * What an event costs goes by the number of offices that are watched, not of those who watch.
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
  const channels = new Map<string, Channel>();
  let paths = new Map<string, string>();
  let hub: Promise<Hub> | null = null;
  let following = 0;

  /** A reading that ended, or never began, is replaced by the next who comes. */
  function reading(resumed: Place | null): Promise<Hub> {
    const opening = open(resumed);
    opening.then(
      ({ stop }) => stop.signal.addEventListener('abort', () => close(opening)),
      () => close(opening),
    );
    return opening;
  }

  function close(opening: Promise<Hub>): void {
    if (hub === opening) hub = null;
    opening.then(({ stop }) => stop.abort()).catch(() => {});
  }

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
    for (const channel of channels.values()) tell(channel, changes, at);
  }

  async function readPaths(): Promise<void> {
    paths = new Map((await listOffices(db.read)).map((office) => [office.id, office.path]));
  }

  /** The offices at or below `path` that changed. */
  function below(path: string, changes: readonly Change[]): Set<string> {
    const changed = new Set(changes.flatMap(({ offices }) => offices));
    for (const id of changed) {
      const own = paths.get(id);
      if (own === undefined || !isWithin(own, path)) changed.delete(id);
    }
    return changed;
  }

  function tell(channel: Channel, changes: readonly Change[], at: Hub): void {
    for (const id of below(channel.path, changes)) channel.waiting.add(id);
    if (channel.waiting.size === 0 || channel.timer !== null) return;
    const rest = channel.sentAt + everyMs - Date.now();
    if (rest <= 0) return send(channel, at);
    channel.timer = setTimeout(() => send(channel, at), rest);
  }

  function send(channel: Channel, at: Hub): void {
    channel.timer = null;
    channel.sentAt = Date.now();
    const event = changesOf(channel.waiting, at.last);
    channel.waiting.clear();
    for (const stream of channel.streams) stream.send(event);
  }

  /** What a client that comes back has missed, told to it alone and at once; false when it missed nothing. */
  function catchUp(stream: EventStream, path: string, from: Place, at: Hub): boolean {
    const oldest = at.changes.length < KEPT_MAX ? at.from : (at.changes[0]?.place ?? at.from);
    const own = [...paths].find(([, each]) => each === path)?.[0];
    const missed = isAfter(oldest, from)
      ? new Set(own === undefined ? [] : [own])
      : below(path, at.changes.slice(firstAfter(at.changes, from)));
    if (missed.size > 0) stream.send(changesOf(missed, at.last));
    return missed.size > 0;
  }

  return {
    async follow(stream, path) {
      const asked = stream.lastEventId;
      const resumed = asked !== null && isPlace(asked) ? asked : null;
      const opening = (hub ??= reading(resumed));
      following++;
      let channel: Channel | null = null;
      try {
        const at = await opening;
        if (at.stop.signal.aborted || stream.signal.aborted) return;
        channel = channels.get(path) ?? {
          path,
          streams: new Set(),
          waiting: new Set(),
          sentAt: 0,
          timer: null,
        };
        channels.set(path, channel);
        channel.streams.add(stream);
        const told = resumed !== null && catchUp(stream, path, resumed, at);
        if (told && channel.streams.size === 1) channel.sentAt = Date.now();
        await gone(stream.signal, at.stop.signal);
      } finally {
        following--;
        if (channel) leave(channel, stream);
        if (following === 0) close(opening);
      }
    },
  };

  function leave(channel: Channel, stream: EventStream): void {
    channel.streams.delete(stream);
    if (channel.streams.size > 0) return;
    if (channel.timer) clearTimeout(channel.timer);
    if (channels.get(channel.path) === channel) channels.delete(channel.path);
  }
}

function changesOf(offices: ReadonlySet<string>, place: Place): StreamEvent {
  return { id: place, event: 'changes', data: { offices: [...offices].sort() } };
}

/** Changes stand in the order of their places; many clients come back at once after a break. */
function firstAfter(changes: readonly Change[], place: Place): number {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAfter((changes[middle] as Change).place, place)) high = middle;
    else low = middle + 1;
  }
  return low;
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

function gone(...signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    const leave = () => {
      for (const signal of signals) signal.removeEventListener('abort', leave);
      resolve();
    };
    for (const signal of signals) signal.addEventListener('abort', leave);
    if (signals.some((signal) => signal.aborted)) leave();
  });
}
