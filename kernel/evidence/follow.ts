import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/connect.ts';
import { appendLeaves, type Appender, openAppender } from './append.ts';
import {
  handOut,
  newestCheckpoint,
  type Places,
  recordKeys,
  signCheckpoint,
  whyNotSign,
} from './checkpoints.ts';
import { openKeys } from './keys.ts';

export interface EvidenceSettings extends Places {
  readonly db: Database;
  readonly clock: { now(): Date };
  readonly log: { error(facts: object, message: string): void; info(facts: object, message: string): void };
  /** The rest between two looks for new rows. */
  readonly restMs?: number;
  /** The least time between two checkpoints. */
  readonly signEveryMs?: number;
}

/** After a failure of the database or a contradiction, the next try. */
const AGAIN_MS = 5_000;

/**
 * Follows the committed rows: takes them into the tree in batches, and signs a checkpoint when the tree has grown. It
 * runs beside the requests and costs them nothing but its share of the processor. Several processes may run it; the
 * database lets one at a time add a run, and the others go on from there.
 */
export function runEvidence(settings: EvidenceSettings): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const done = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await followOnce(settings, stopping.signal);
      } catch (error) {
        if (!stopping.signal.aborted) settings.log.error({ err: error }, 'evidence could not go on');
      }
      await rest(AGAIN_MS, stopping.signal);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

/** Follows until stopped, or until another process or a contradiction makes it begin anew. */
async function followOnce(settings: EvidenceSettings, signal: AbortSignal): Promise<void> {
  const { db, clock, log, restMs = 500, signEveryMs = 2_000 } = settings;
  const keys = openKeys(settings.keysFolder, clock.now());
  await recordKeys(db, keys);
  const why = await whyNotSign(db.read, settings, keys);
  if (why) {
    log.error({ why }, 'the evidence contradicts what was signed before; nothing more is signed');
    return;
  }
  let appender = await openAppender(db);
  let signed = (await newestCheckpoint(db.read))?.size ?? 0;
  let signedAt = -Infinity;
  while (!signal.aborted) {
    const next = await appendLeaves(db, appender);
    if (!next) return;
    appender = next.appender;
    const grown = appender.frontier.size > signed;
    if (grown && performance.now() - signedAt >= signEveryMs) {
      await signAndHandOut(settings, appender);
      signed = appender.frontier.size;
      signedAt = performance.now();
    }
    if (next.count === 0) await rest(restMs, signal);
  }
}

async function signAndHandOut(settings: EvidenceSettings, { frontier }: Appender): Promise<void> {
  const { db, clock, log, keysFolder, outFolder } = settings;
  const checkpoint = await signCheckpoint(db, frontier, clock.now(), settings);
  if (outFolder === undefined) return;
  try {
    handOut(outFolder, checkpoint, openKeys(keysFolder, clock.now()));
  } catch (error) {
    // The folder may be a share that is away; the next checkpoint covers this one.
    log.error({ err: error, outFolder }, 'a checkpoint did not leave the system');
  }
}

/** Takes in what is committed now and signs it; for commands and tests, which cannot wait for the loop. */
export async function catchUp(settings: EvidenceSettings): Promise<number> {
  const keys = openKeys(settings.keysFolder, settings.clock.now());
  const why = await whyNotSign(settings.db.read, settings, keys);
  if (why) throw new Error(`nothing more is signed: ${why}`);
  for (let appender = await openAppender(settings.db); ;) {
    const next = await appendLeaves(settings.db, appender);
    if (!next) {
      appender = await openAppender(settings.db);
      continue;
    }
    appender = next.appender;
    if (next.count > 0) continue;
    const { size } = appender.frontier;
    if (size > ((await newestCheckpoint(settings.db.read))?.size ?? 0))
      await signAndHandOut(settings, appender);
    return size;
  }
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => {});
}
