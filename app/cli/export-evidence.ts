import { exportEvidence, findRange } from '#kernel/evidence/export.ts';
import { isDay } from '#kernel/words/day.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { DONE, type Io, text, type Values, WrongCall } from './command.ts';
import { withProvince } from './province.ts';

/** Writes the evidence of some days to a file that `tungnha verify` checks without this database. */
export async function exportEvidenceTo(path: string, values: Values, io: Io): Promise<number> {
  const [from, to] = ['from', 'to'].map((name) => {
    const day = text(values, name);
    if (day !== undefined && !isDay(day)) throw new WrongCall(`--${name}: 2020-12-01`);
    return day ?? null;
  });
  return withProvince(io, async ({ db }) => {
    const range = await findRange(db.read, from ?? null, to ?? null);
    if (!range) throw new Refusal('no_checkpoint_yet');
    const exported = await exportEvidence(db.read, range, path);
    io.json({ outcome: 'done', file: path, ...exported });
    io.print(
      `${path}: ${formatVnd(exported.leaves)} lá / leaves [${exported.from}, ${exported.to}), ` +
        `${exported.checkpoints} điểm chốt / checkpoints\ngốc / root ${exported.root}`,
    );
    return DONE;
  });
}
