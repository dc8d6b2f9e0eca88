import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { provinceClock } from '#app/clock.ts';
import { openProvince } from '#app/platform/database.ts';
import { type LiesUnder, whatLiesUnder } from '#app/platform/sealed.ts';
import { keyringFile } from '#app/platform/settings.ts';
import type { Database } from '#kernel/db/connect.ts';
import { checkEvidence } from '#kernel/evidence/check.ts';
import { listKeys, newestCheckpoint } from '#kernel/evidence/checkpoints.ts';
import { readCheckpoint, readSuccession, signersOf, tidyNote } from '#kernel/evidence/note.ts';
import { readEnd, readRoot } from '#kernel/evidence/tree.ts';
import type { Finding } from '#kernel/evidence/verify-export.ts';
import { isKept, placeOf } from '#kernel/files/keep.ts';
import { isWhole, keptNames } from '#kernel/files/reseal.ts';
import { type Breach, findBreaches } from '#kernel/handover/breaches.ts';
import {
  findRollupDifferences,
  listRollupMonths,
  type RollupDifference,
} from '#modules/payouts/watch/store/reconcile.ts';
import { removeTree } from './durable.ts';

/** How a checkpoint that was kept outside stands to the tree. */
export type KeptCheckpoint =
  | 'agrees'
  | 'contradicts'
  | 'unsigned'
  | 'unreadable'
  | 'foreign'
  | 'tree_shorter';

export interface Proof {
  readonly whole: boolean;
  readonly rows: { readonly handovers: number; readonly moves: number; readonly things: number };
  readonly breaches: readonly Breach[];
  readonly rollups: readonly RollupDifference[];
  readonly evidence: { readonly size: number; readonly findings: readonly Finding[] };
  /** Null when none was given. `behind` counts leaves that were signed and are not there. */
  readonly checkpoint: { readonly state: KeptCheckpoint; readonly behind: number } | null;
  readonly files: {
    readonly kept: number;
    /** Sealed under a key that is not here, so nobody can tell whether they are whole. */
    readonly unopened: number;
    readonly broken: readonly string[];
    readonly missing: readonly string[];
  };
  /** What lies sealed under which key: a restore brings what is sealed, never the keys. */
  readonly sealedUnder: LiesUnder;
}

/**
 * Opens the database of a data folder and looks for everything that a restore, a crash or a hand in the tables could have
 * broken: the ledger's own rules, rollups against rows, every leaf of the evidence, a checkpoint from outside, kept files
 * against their hashes and against the rows that name them. A database of an older release is migrated first.
 */
export async function proveData(
  dataDir: string,
  options: {
    readonly checkpoint?: string;
    readonly mayBeBehind?: boolean;
    /** The keys that open what lies sealed there; its own when absent. */
    readonly keyringFile?: string;
    readonly log: (line: string) => void;
  },
): Promise<Proof> {
  const own = keyringFile({ dataDir });
  const hadKeys = existsSync(own);
  const province = await openProvince(
    { dataDir, port: 0, ...(options.keyringFile !== undefined && { keyringFile: options.keyringFile }) },
    { migrate: true, log: options.log, appName: 'tungnha prove' },
  );
  try {
    return await prove(province.db, { ...options, dataDir, ownerUrl: province.ownerUrl });
  } finally {
    await province.stop();
    // A key that looking has made is saved nowhere, and would seal once the right ones were loaded beside it.
    if (!hadKeys) await removeTree(dirname(own));
  }
}

async function prove(
  db: Database,
  asked: {
    readonly dataDir: string;
    readonly ownerUrl: string;
    readonly checkpoint?: string;
    readonly mayBeBehind?: boolean;
  },
): Promise<Proof> {
  const breaches = await findBreaches(db.read);
  const rollups: RollupDifference[] = [];
  for (const month of await listRollupMonths(db.read))
    rollups.push(...(await findRollupDifferences(db.read, month)));
  const { size, findings } = await checkEvidence(db, await provinceClock(db));
  const checkpoint = asked.checkpoint ? await compareCheckpoint(db, asked.checkpoint) : null;
  const files = await checkFiles(db, join(asked.dataDir, 'files'));
  const told = checkpoint === null || checkpoint.state === 'agrees';
  const whole =
    breaches.length + rollups.length + findings.length + files.broken.length + files.missing.length === 0 &&
    (told || (checkpoint.state === 'tree_shorter' && asked.mayBeBehind === true));
  return {
    whole,
    rows: await countRows(db),
    breaches,
    rollups,
    evidence: { size, findings },
    checkpoint,
    files,
    sealedUnder: await whatLiesUnder({ ownerUrl: asked.ownerUrl, filesFolder: join(asked.dataDir, 'files') }),
  };
}

async function countRows(db: Database): Promise<Proof['rows']> {
  const { rows } = await db.pool.query<Proof['rows']>(
    `select (select count(*) from handover)::int as handovers, (select count(*) from money_move)::int as moves,
      (select count(*) from thing)::int as things`,
  );
  return rows[0] as Proof['rows'];
}

async function compareCheckpoint(db: Database, path: string): Promise<NonNullable<Proof['checkpoint']>> {
  const note = tidyNote(await readFile(path, 'utf8'));
  const checkpoint = readCheckpoint(note);
  if (!checkpoint) return { state: 'unreadable', behind: 0 };
  const newest = await newestCheckpoint(db.read);
  if (newest && newest.origin !== checkpoint.origin) return { state: 'foreign', behind: 0 };
  const { size } = await readEnd(db.read);
  // A tree that was brought back to an earlier instant may not even know the key that signed later.
  if (size < checkpoint.size) return { state: 'tree_shorter', behind: checkpoint.size - size };
  const keys = readSuccession(await listKeys(db.read)) ?? [];
  if (signersOf(note, keys).length === 0) return { state: 'unsigned', behind: 0 };
  const agrees = (await readRoot(db.read, checkpoint.size)).equals(checkpoint.root);
  return { state: agrees ? 'agrees' : 'contradicts', behind: 0 };
}

async function checkFiles(db: Database, folder: string): Promise<Proof['files']> {
  const kept = await keptNames(folder);
  const broken: string[] = [];
  let unopened = 0;
  for (const sha256 of kept) {
    const whole = await isWhole(placeOf(folder, sha256), sha256);
    if (whole === null) unopened += 1;
    else if (!whole) broken.push(sha256);
  }
  const { rows } = await db.pool.query<{ sha256: string }>(
    `select encode(file_sha256, 'hex') as sha256 from payout_list
     union select encode(file_sha256, 'hex') from list_check
     union select proof->>'signatureSha256' from handover where proof ? 'signatureSha256'`,
  );
  const missing: string[] = [];
  for (const { sha256 } of rows) if (!(await isKept(folder, sha256))) missing.push(sha256);
  return { kept: kept.length, unopened, broken, missing };
}
