import { join } from 'node:path';
import { checkEvidence } from '#kernel/evidence/check.ts';
import { newestCheckpoint, recordKeys } from '#kernel/evidence/checkpoints.ts';
import { rotateKey } from '#kernel/evidence/keys.ts';
import { readEnd } from '#kernel/evidence/tree.ts';
import { type Command, DONE, type Io, REFUSED, WrongCall } from './command.ts';
import { type Opened, withProvince } from './province.ts';
import { sayFinding } from './verify-texts.ts';

const ACTS: Readonly<Record<string, (province: Opened, io: Io) => Promise<number>>> = {
  state: async ({ db }, io) => {
    const { size } = await readEnd(db.read);
    const newest = await newestCheckpoint(db.read);
    io.json({ size, checkpoint: newest?.note ?? null });
    io.print(`${size} lá / leaves\n\n${newest?.note ?? 'chưa có điểm chốt / no checkpoint yet'}`);
    return DONE;
  },
  check: async ({ db, clock }, io) => {
    const { outcome, size, findings } = await checkEvidence(db, clock);
    io.json({ outcome, size, findings });
    for (const finding of findings) io.print(sayFinding(finding));
    io.print(
      outcome === 'whole' ? `${size} lá, nguyên vẹn / leaves, whole` : `${size} lá / leaves, bị phá / broken`,
    );
    return outcome === 'whole' ? DONE : REFUSED;
  },
  'rotate-key': async ({ db, clock, settings }, io) => {
    const keys = rotateKey(join(settings.dataDir, 'evidence'), clock.now());
    await recordKeys(db, keys);
    io.json({ outcome: 'done', keys: keys.listed });
    io.print(`Khoá mới / new key: ${keys.listed.at(-1)?.verifier}`);
    return DONE;
  },
};

export const command: Command = {
  usage: 'evidence state|check|rotate-key [--json]',
  help: `Sổ chứng: tình trạng, đối chiếu với dữ liệu, thay khoá ký.
The evidence: how it stands, compare it with the rows, replace the signing key.

  check       mã thoát 2 khi có dòng bị sửa / exit code 2 when a row was changed
  rotate-key  khoá cũ ký giới thiệu khoá mới / the old key signs that the new one follows`,
  options: {},
  run: async (_values, [act], io) => {
    const run = ACTS[act ?? ''];
    if (!run) throw new WrongCall(Object.keys(ACTS).join(' | '));
    return withProvince(io, (province) => run(province, io));
  },
};
