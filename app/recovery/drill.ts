import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTree } from './durable.ts';
import { type Proof, proveData } from './prove.ts';
import { restore, type Restored } from './restore.ts';

export interface Drill {
  readonly restored: Restored;
  readonly proof: Proof;
  /** What would be lost now: seconds since the last moment that is in the archive. */
  readonly rpoSeconds: number;
  /** From an empty folder to a database that takes connections. */
  readonly rtoSeconds: number;
  readonly proofSeconds: number;
}

export interface DrillAsked {
  readonly from: string;
  /** Where the scratch copy is made; the system's temporary folder when absent. */
  readonly scratch?: string;
  readonly checkpoint?: string;
  /** The keys that open what lies sealed in the backup. */
  readonly keyringFile?: string;
  readonly log: (line: string) => void;
}

/** Restores the newest backup to the end of its log into a scratch folder, proves it, measures both, and takes it away. */
export async function drill(asked: DrillAsked): Promise<Drill> {
  const beganAt = Date.now();
  const scratch = await mkdtemp(join(asked.scratch ?? tmpdir(), 'tungnha-drill-'));
  try {
    let proofSeconds = 0;
    const { restored, proved } = await restore(
      { from: asked.from, to: join(scratch, 'data'), at: null, log: asked.log },
      async (dataDir) => {
        const began = performance.now();
        const proof = await proveData(dataDir, {
          log: asked.log,
          // What was signed in the last second may not be in the archive yet; that is the loss that is told, not a defect.
          mayBeBehind: true,
          ...(asked.checkpoint !== undefined && { checkpoint: asked.checkpoint }),
          ...(asked.keyringFile !== undefined && { keyringFile: asked.keyringFile }),
        });
        proofSeconds = Math.round(performance.now() - began) / 1000;
        return proof;
      },
    );
    return {
      restored,
      proof: proved,
      rpoSeconds: Math.max(0, beganAt - new Date(restored.archivedThrough).valueOf()) / 1000,
      rtoSeconds: Math.round((restored.seconds.copy + restored.seconds.recover) * 1000) / 1000,
      proofSeconds,
    };
  } finally {
    await removeTree(scratch);
  }
}
