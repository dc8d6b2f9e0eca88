import { dayAt, type Day } from '#kernel/words/day.ts';
import { Failure } from '#kernel/web/failure.ts';
import { actOf, actsOf, countUnsent } from './acts.ts';
import type { AnyKind, Held } from './kinds/kind.ts';
import { clockFacts, record } from './store/chain.ts';
import { DURABLE, type FieldDatabase, readMeta, writeMeta } from './store/database.ts';
import { keepPacked, openPacked, type Packed, purgePacked } from './store/packed.ts';
import { countUnsafe, forgetCovered, openQueue } from './store/queue.ts';
import type { Act, DeviceState, Enrolled, Kept, Meta, Ruling, Wanted } from './store/shapes.ts';
import { makeVault, readTries, unlock, type Unlocked, type Vault } from './store/vault.ts';
import { leaveTrace } from './trace.ts';
import { batchSize, flush, type Flushed, type SyncParts } from './sync/flush.ts';
import { fetchPack, openLine } from './sync/line.ts';

export interface Snapshot {
  readonly enrolled: Enrolled | null;
  readonly lock: 'none' | 'locked' | 'erased' | 'open';
  readonly kept: readonly Kept[];
  readonly acts: readonly Act[];
  /** What people ruled on operations of this phone, newest first. */
  readonly rulings: readonly Ruling[];
  readonly packed: Packed | null;
  readonly held: Readonly<Record<string, Held>>;
  /** Null until the server was tried. */
  readonly reached: boolean | null;
  readonly syncing: boolean;
  /** The picture on its way, and of how many. */
  readonly picture: { readonly nth: number; readonly of: number } | null;
  readonly offsetMs: number | null;
  readonly coveredSeq: number;
  readonly lastSeq: number;
  readonly state: DeviceState;
  readonly heardAt: string | null;
  /** How the last round ended; null before the first did. */
  readonly over: Meta['over'] | null;
  readonly flushed: Flushed | null;
  /** What the server said no to, when it said no to the phone and not to an operation. */
  readonly failure: Failure | null;
}

/** The server has no time now: nothing is wrong with the phone, and the next try is made by itself. */
const PASSING: ReadonlySet<string> = new Set([
  'too_many_requests',
  'unknown_outcome',
  'storage_full',
  'release_replaced',
]);

export type Session = ReturnType<typeof openSession>;

/** Everything the screens need of the phone: its state now, and what can be done. One per page. */
export function openSession(db: FieldDatabase, kinds: readonly AnyKind[]) {
  let vault: Vault | null = null;
  let now: Snapshot = {
    enrolled: null,
    lock: 'none',
    kept: [],
    acts: [],
    rulings: [],
    packed: null,
    held: {},
    reached: null,
    syncing: false,
    picture: null,
    offsetMs: null,
    coveredSeq: 0,
    lastSeq: 0,
    state: 'active',
    heardAt: null,
    over: null,
    flushed: null,
    failure: null,
  };
  const listeners = new Set<() => void>();
  const size = batchSize();
  const queue = openQueue(db, () => vault);

  const set = (change: Partial<Snapshot>) => {
    now = { ...now, ...change };
    for (const each of listeners) each();
  };
  const officeTime = () => new Date(Date.now() + (now.offsetMs ?? 0)).toISOString();
  const today = (): Day => dayAt(new Date(officeTime()));

  /** Reads what lies in the phone; the screens show nothing that is not there. */
  async function reload(): Promise<void> {
    const [enrolled, lock, clock, covered, chain, server, over, kept, rulings] = await Promise.all([
      readMeta(db, 'enrolled'),
      readMeta(db, 'lock'),
      readMeta(db, 'clock'),
      readMeta(db, 'covered'),
      readMeta(db, 'chain'),
      readMeta(db, 'server'),
      readMeta(db, 'over'),
      db.getAll('operation'),
      db.getAll('ruling'),
    ]);
    const acts = kept.map(actOf);
    const inHand = (found: Packed) => isInHand(heldOf(kinds, found, acts, today()));
    const packed = vault ? await openPacked(db, vault, Date.now() + (clock?.offsetMs ?? 0), inHand) : null;
    set({
      enrolled,
      lock: lock === null ? 'none' : lock === 'erased' ? 'erased' : vault ? 'open' : 'locked',
      kept,
      acts,
      rulings: rulings.sort((a, b) => b.at.localeCompare(a.at)),
      packed,
      offsetMs: clock?.offsetMs ?? null,
      coveredSeq: covered?.seq ?? 0,
      lastSeq: chain?.seq ?? 0,
      state: server?.state ?? 'active',
      heardAt: server?.heardAt ?? null,
      over,
    });
    set({ held: heldOf(kinds, packed, acts, today()) });
    leaveTrace(enrolled, now.lastSeq, countUnsent(kept));
  }

  let sending: Promise<boolean> | null = null;
  let given = false;

  /** Sends what is unsent; whoever asks meanwhile waits for the same. Whether the server answered. */
  function send(): Promise<boolean> {
    if (given) return Promise.resolve(false);
    sending ??= sendNow().finally(() => (sending = null));
    return sending;
  }

  async function sendNow(): Promise<boolean> {
    const { enrolled } = now;
    if (!enrolled) return false;
    set({ syncing: true });
    const sent = await navigator.locks
      .request('tungnha-sync', async () => {
        const { deviceId: device, keys, evidenceKey } = enrolled;
        const line = openLine(device, keys.privateKey);
        const parts = { queue, line, device, key: keys.privateKey, evidenceKey };
        const progress: SyncParts['progress'] = async (picture) => {
          set({ reached: true, picture });
          if (!picture) await reload();
        };
        return flush({ ...parts, clock: clockFacts, now: Date.now, progress }, size);
      })
      .then((flushed) => {
        set({ reached: true, flushed, failure: null });
        return true;
      })
      .catch((error: unknown) => {
        const failure = error instanceof Failure ? error : new Failure({ code: 'page_fault' });
        const unreachable = failure.code === 'unreachable' || failure.code === 'not_understood';
        set({ reached: !unreachable, failure: unreachable || PASSING.has(failure.code) ? null : failure });
        return false;
      });
    set({ syncing: false, picture: null });
    await reload();
    if (sent && isOver(now)) await purge();
    // A ruling moves money or vouchers of the bag: it is packed anew, when nothing is unsent.
    else if (sent && (now.flushed?.ruled ?? 0) > 0 && now.packed) void refresh().catch(() => {});
    return sent;
  }

  async function purge(): Promise<void> {
    const last = new Map(now.acts.map((act) => [act.kind.split('.')[0], act]));
    await writeMeta(db, 'over', { at: officeTime(), acts: [...last.values()] });
    await purgePacked(db);
    await forgetCovered(db);
    await reload();
  }

  /** Sends everything, then packs anew. Refused while something is unsent: the pack must count all that was done before it. */
  async function refresh(): Promise<void> {
    const { enrolled } = now;
    if (!enrolled || !vault) return;
    // What was written down while an earlier sending was under way needs another one.
    if (sending) await sending;
    if (!(await send())) throw now.failure ?? new Failure({ code: 'unreachable' });
    const open = vault;
    // Under the lock of the sending, so that what is written down meanwhile is not sent, and not counted twice.
    await navigator.locks.request('tungnha-sync', async () => {
      await reload();
      if (countUnsent(now.kept) > 0) throw new Failure({ code: 'unsent_left' });
      const afterSeq = now.lastSeq;
      const { deviceId, keys } = enrolled;
      const packs = await Promise.all(
        kinds.map(async (kind) => {
          const pack = await fetchPack(kind.route, deviceId, keys.privateKey);
          return [kind, kind.renew(pack, now.packed?.packs[kind.module] ?? null, now.acts)] as const;
        }),
      );
      await keepPacked(db, open, {
        packs: Object.fromEntries(packs.map(([kind, pack]) => [kind.module, pack])),
        afterSeq,
        receivedAt: officeTime(),
        purgeAt: packs.map(([kind, pack]) => kind.purgeAt(pack)).sort()[0] as string,
      });
      await forgetCovered(db);
    });
    await reload();
  }

  return {
    current: () => now,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    db,
    today,
    reload,
    send,
    refresh,
    setPin: async (pin: string) => {
      vault = await makeVault(db, pin);
      await reload();
    },
    unlock: async (pin: string): Promise<Unlocked> => {
      const unlocked = await unlock(db, pin, Date.now());
      if (unlocked !== 'erased' && 'vault' in unlocked) ({ vault } = unlocked);
      await reload();
      return unlocked;
    },
    tries: () => readTries(db),
    lockAgain: async () => {
      vault = null;
      await reload();
    },
    /** Writes an act down, durably; rejects when it is not written. What was done goes out by itself afterwards. */
    act: async (wanted: Wanted): Promise<Kept> => {
      const [open, { enrolled }] = [vault, now];
      if (!open || !enrolled) throw new Error('the phone is locked');
      const kept = await record(db, enrolled, wanted, open.encrypt);
      await reload();
      void send();
      return kept;
    },
    settle: async (seq: number) => {
      const tx = db.transaction('operation', 'readwrite', DURABLE);
      const kept = await tx.store.get(seq);
      if (kept?.answer) await tx.store.put({ ...kept, settledAt: new Date().toISOString() });
      await tx.done;
      await forgetCovered(db);
      await reload();
    },
    /** The payer has read what was ruled. */
    readRuling: async (id: string) => {
      const tx = db.transaction('ruling', 'readwrite', DURABLE);
      const ruling = await tx.store.get(id);
      if (ruling) await tx.store.put({ ...ruling, readAt: officeTime() });
      await tx.done;
      await forgetCovered(db);
      await reload();
    },
    countUnsafe: () => countUnsafe(db),
    /** The phone is given back: nothing is sent or read any more, and its store may be deleted. */
    giveBack: async () => {
      given = true;
      await sending;
      db.close();
    },
  };
}

/** Every bag of the round is closed, and the server has said so of each act: facts of people are no longer needed. */
function isOver({ held, kept }: Snapshot): boolean {
  const all = Object.values(held);
  return all.length > 0 && all.every((each) => each.finished) && countUnsent(kept) === 0;
}

/** A bag that is not closed and holds something, or is handed something. */
export function isInHand(held: Readonly<Record<string, Held>>): boolean {
  return Object.values(held).some(
    ({ finished, moneyVnd, things, waiting }) => !finished && (moneyVnd > 0n || things > 0 || waiting > 0),
  );
}

function heldOf(
  kinds: readonly AnyKind[],
  packed: Packed | null,
  acts: readonly Act[],
  today: Day,
): Record<string, Held> {
  if (!packed) return {};
  const held = kinds.flatMap((kind) => {
    const pack = packed.packs[kind.module];
    return pack ? [[kind.module, kind.hold(pack, actsOf(kind, packed, acts), today)] as const] : [];
  });
  return Object.fromEntries(held);
}
