import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { recordLooks } from '../../access/reveals.ts';
import { makeTestPerson } from '../../access/testing/signed-in.ts';
import { envelope, fill, MORNING, openRoom, postAt } from '../../handover/testing/room.ts';
import { cloneDatabase } from '../../testing/database.ts';
import { untilSettled } from '../../testing/settled.ts';
import { newId } from '../../words/id.ts';
import { newestCheckpoint } from '../checkpoints.ts';
import { exportEvidence } from '../export.ts';
import { catchUp, type EvidenceSettings } from '../follow.ts';
import { rotateKey } from '../keys.ts';
import type { Finding, Kept, Verdict } from '../verify-export.ts';
import { verifyFile } from '../verify-file.ts';

const ROUNDS = 5;
const EACH = 130;

/** The first checkpoint that the export holds: the one of at least 256 leaves. */
export const SECOND = 2 * (EACH + 1) + 1;

/**
 * The record of a small province in a database of its own: handovers and looks under several checkpoints and two keys, and
 * its export as lines, to be bent in the ways that a forger has.
 */
export async function openExportedRecord() {
  const db = await cloneDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-verify-'));
  after(() => rm(folder, { recursive: true, force: true }));
  const settings: EvidenceSettings = {
    db,
    clock: { now: () => MORNING },
    log: { error: assert.fail, info: () => {} },
    keysFolder: join(folder, 'keys'),
  };
  const room = await openRoom(db, 'O');
  await fill(db, room, room.vault, 900_000_000n);
  const { staffId } = await makeTestPerson(db.owner, []);
  const actor = { staffId, sessionId: newId() } as Parameters<typeof recordLooks>[1];
  const checkpoints: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    if (round === 3) rotateKey(settings.keysFolder, new Date(MORNING.valueOf() + 1));
    const reason = round === 1 ? 'hai dòng\u2028một "lý do"' : 'chi';
    const moves = Array.from({ length: EACH }, () =>
      envelope(room, { reason, money: [{ from: room.vault, to: room.desk, amountVnd: 1_000n }] }),
    );
    await postAt(db, MORNING, moves);
    const look = { subjectKind: 'person', subjectId: 'p1', reason: 'xem' };
    await recordLooks(db, actor, [look], { route: 'GET /x', reference: 'ABCDEFGHJK', ip: '::1' });
    await untilSettled(db);
    await catchUp(settings);
    checkpoints.push((await newestCheckpoint(db.read))?.note as string);
  }
  await untilSettled(db);
  const path = join(folder, 'whole.gz');
  const exported = await exportEvidence(db.read, { from: 0, to: await catchUp(settings) }, path);
  assert.equal(exported.leaves, ROUNDS * (EACH + 1) + 1);
  const text = gunzipSync(await readFile(path)).toString();
  const lines = text.split('\n').slice(0, -1);

  return {
    db,
    folder,
    settings,
    checkpoints,
    path,
    exported,
    lines,
    /** What the verifier says of other lines. */
    async verify(changed: readonly string[], kept: Kept = {}): Promise<Verdict> {
      const file = join(folder, `${newId()}.ndjson`);
      await writeFile(file, changed.map((line) => `${line}\n`).join(''));
      const answer = await verifyFile(file, kept);
      assert.equal(answer.file, 'export');
      return (answer as { verdict: Verdict }).verdict;
    },
    /** The line, id and place among the lines of the leaf at a position. */
    leafAt(position: number): { at: number; id: string; line: string } {
      const at = lines.findIndex((line) => line.startsWith(`{"n":${position},`));
      const line = lines[at] as string;
      return { at, line, id: (JSON.parse(line) as { leaf: { id: string } }).leaf.id };
    },
  };
}

export const briefly = ({ findings }: { findings: readonly Finding[] }) =>
  findings.map(
    ({ what, position, subject, breaks }) => `${what} ${position} ${subject?.id ?? ''} ${breaks?.size ?? ''}`,
  );

export const whatsOf = ({ findings }: Verdict) => [...new Set(findings.map(({ what }) => what))];
