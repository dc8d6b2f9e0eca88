import { sql } from 'kysely';
import {
  listCheckpoints,
  listKeys,
  newestCheckpoint,
  type SignedCheckpoint,
} from '../evidence/checkpoints.ts';
import { evidenceContract } from '../evidence/contract.ts';
import { leavesAfter } from '../evidence/leaf-text.ts';
import { CHECK_TASK } from '../evidence/nightly.ts';
import { proveHandover } from '../evidence/receipt.ts';
import { readEnd } from '../evidence/tree.ts';
import type { Finding } from '../evidence/verify-export.ts';
import { PAGE, pageOf, readCursor } from '../contract/pages.ts';
import type { Database } from '../db/connect.ts';
import { enqueue } from '../jobs/jobs.ts';
import { bind, type Bound } from './bind.ts';

const WAITING_MOST = 10_000;

/** What auditors ask of the evidence. */
export function evidenceRoutes({ db }: { readonly db: Database }): Bound {
  return bind(evidenceContract, {
    'GET /evidence/state': async () => {
      const { size, place } = await readEnd(db.read);
      const { rows } = await sql<{ waiting: number }>`
        select count(*)::int as waiting from (${leavesAfter(place, WAITING_MOST)}) behind`.execute(db.read);
      const checkpoint = await newestCheckpoint(db.read);
      const check = await db.read
        .selectFrom('evidence_check')
        .select(['ended_at', 'size', 'outcome', 'findings'])
        .orderBy('ended_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return {
        size,
        waiting: rows[0]?.waiting ?? 0,
        checkpoint: checkpoint && shown(checkpoint),
        lastCheck: check
          ? {
              endedAt: check.ended_at,
              size: Number(check.size),
              outcome: check.outcome as 'whole' | 'broken',
              findings: check.findings as Finding[],
            }
          : null,
        keys: await listKeys(db.read),
      };
    },
    'GET /evidence/checkpoints': async ({ query }) => {
      const limit = query.limit ?? PAGE;
      const [before] = readCursor(query.after, 'text') ?? [];
      const found = await listCheckpoints(db.read, {
        limit: limit + 1,
        ...(before !== undefined && /^\d{1,15}$/.test(before) && { before: Number(before) }),
      });
      return pageOf(found, limit, ({ size }) => [size], shown);
    },
    'POST /evidence/check': async () => {
      await db.write((tx) => enqueue(tx, CHECK_TASK, {}, { key: CHECK_TASK }));
      return { queued: true as const };
    },
    'GET /evidence/handovers/:handoverId/proof': async ({ params, refuse }) => {
      const proved = await proveHandover(db.read, params.handoverId);
      if (!proved) return refuse('not_found');
      if (proved.outcome !== 'proved') return refuse('not_in_record_yet');
      return {
        fileName: `${proved.proof.code}.json`,
        mediaType: 'application/json',
        content: Buffer.from(`${JSON.stringify(proved.proof, null, 2)}\n`),
      };
    },
  });
}

function shown({ size, root, signedAt, keyId, note }: SignedCheckpoint) {
  return { size, root: root.toString('base64'), signedAt: new Date(signedAt), keyId, note };
}
