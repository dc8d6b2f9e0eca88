import { sql } from 'kysely';
import { listKeys, newestCheckpoint } from '../evidence/checkpoints.ts';
import { leafOfOperation } from '../evidence/leaf-text.ts';
import { leafHash } from '../evidence/merkle.ts';
import { inclusionProof } from '../evidence/prove.ts';
import { findPosition, readLeafHashes, storedSubtrees } from '../evidence/tree.ts';
import type { Read } from '../db/types.ts';
import type { Id } from '../words/id.ts';
import type { Covered } from './covered.ts';

/**
 * The proof that the newest signed checkpoint covers a device's operations up to some number above `known`; null when it
 * covers none beyond. Every number up to that one is here, and stands in the record before the checkpoint.
 */
export async function findCovered(read: Read, deviceId: Id, known: number): Promise<Covered | null> {
  const checkpoint = await newestCheckpoint(read);
  if (!checkpoint) return null;
  const { rows } = await sql<{ id: Id; seq: number }>`
    -- named: covered operations
    with last as (
      select last_xid, last_ref from evidence_run where first_position + size <= ${checkpoint.size} order by first_position desc limit 1
    ), up_to as (
      select coalesce((select min(o.seq) - 1 from device_operation o, last
          where o.device_id = ${deviceId} and o.seq > ${known} and (o.xid, '\\x02'::bytea || uuid_send(o.id)) > (last.last_xid, last.last_ref)),
        2147483647) as seq
    )
    select o.id, o.seq from device_operation o, up_to, device_heard h
    where o.device_id = ${deviceId} and h.device_id = o.device_id and o.seq > ${known} and o.seq <= least(up_to.seq, h.whole_seq)
      and exists (select from last)
    order by o.seq desc, o.received_at limit 1`.execute(read);
  const [found] = rows;
  if (!found) return null;
  const position = await findPosition(read, found.id, 'device_operation');
  const { rows: leaves } = await leafOfOperation(found.id).execute(read);
  const [row] = leaves;
  if (position === null || position >= checkpoint.size || !row) return null;
  const [stored] = await readLeafHashes(read, position, position + 1);
  // Rows that no longer say what the tree was built from are a matter for the nightly check; no phone forgets by them.
  if (!stored?.equals(leafHash(row.leaf))) return null;
  const path = await inclusionProof(position, checkpoint.size, storedSubtrees(read));
  return {
    seq: found.seq,
    leaf: row.leaf,
    position,
    path: path.map((hash) => hash.toString('base64')),
    checkpoint: checkpoint.note,
    keys: await listKeys(read),
  };
}
