import { readFile } from 'node:fs/promises';
import { readCode } from '#kernel/evidence/code.ts';
import { readCheckpoint, readVerifier, tidyNote } from '#kernel/evidence/note.ts';
import { verifyFile } from '#kernel/evidence/verify-file.ts';
import type { Verdict } from '#kernel/evidence/verify-export.ts';
import { type Command, DONE, FAILED, type Io, REFUSED, text, type Values, WrongCall } from './command.ts';
import { PROOF_TEXTS, sayFinding, sayKeptUncovered } from './verify-texts.ts';

/** A file that is damaged throughout is not told row by row. */
const SHOWN = 50;

export const command: Command = {
  usage: 'verify FILE [--checkpoint FILE] [--key VERIFIER] [--code CODE] [--json]',
  help: `Kiểm một bản xuất sổ chứng, hoặc bằng chứng của một biên nhận. Không cần cơ sở dữ liệu, không cần tin ai.
Verifies an export of the evidence, or the proof of a receipt. It needs no database and no trust in anybody.

  --checkpoint  điểm chốt đã giữ ở nơi khác / a checkpoint that was kept elsewhere
  --key         khoá công khai đầu tiên đã được công bố / the first public key, as it was made known
  --code        mã in trên biên nhận / the code printed on the receipt

Mã thoát / exit codes: 0 nguyên vẹn / whole, 2 bị phá / broken, 1 không kiểm được / could not be verified.`,
  options: { checkpoint: { type: 'string' }, key: { type: 'string' }, code: { type: 'string' } },
  run: async (values, [path], io) => {
    if (!path) throw new WrongCall('FILE?');
    const kept = await readKept(values);
    const answer = await verifyFile(path, kept);
    if (answer.file === 'unknown')
      throw new Error(`${path}: không phải bản xuất hay bằng chứng / neither an export nor a proof`);
    if (answer.file === 'export') {
      if (kept.code !== undefined)
        throw new WrongCall('--code: tệp là bản xuất / the file is an export, not the proof of a receipt');
      return tellExport(answer.verdict, io);
    }
    io.json({ outcome: answer.why === null ? 'whole' : 'broken', why: answer.why, code: answer.code });
    io.print(
      answer.why === null
        ? `Đúng: mã ${answer.code} nằm trong sổ chứng / the record of this code is in the evidence\n\n${answer.checkpoint}`
        : `✗ ${PROOF_TEXTS[answer.why]}`,
    );
    if (answer.why === 'kept_not_covered') return FAILED;
    return answer.why === null ? DONE : REFUSED;
  },
};

/** What was kept elsewhere, each of which must be what it is said to be: a slip of the pen is not a forgery. */
async function readKept(values: Values) {
  const [file, key, code] = [text(values, 'checkpoint'), text(values, 'key'), text(values, 'code')];
  const checkpoint = file === undefined ? undefined : tidyNote(await readFile(file, 'utf8'));
  if (checkpoint !== undefined && !readCheckpoint(checkpoint))
    throw new WrongCall(`--checkpoint ${file}: không phải điểm chốt / not a checkpoint`);
  if (key !== undefined && !readVerifier(key)) throw new WrongCall(`--key: “${key}”?`);
  if (code !== undefined && !readCode(code)) throw new WrongCall(`--code: “${code}”?`);
  return {
    ...(checkpoint !== undefined && { checkpoint }),
    ...(key !== undefined && { key }),
    ...(code !== undefined && { code }),
  };
}

function tellExport(verdict: Verdict, io: Io): number {
  const { outcome, origin, key, from, to, leaves, confirmed, last, kept, findings, found } = verdict;
  io.json(verdict);
  io.print(
    `${origin}: ${leaves} lá / leaves [${from}, ${to}), ${confirmed} điểm chốt đúng / checkpoints confirmed`,
  );
  for (const finding of findings.slice(0, SHOWN)) io.print(sayFinding(finding));
  if (found > SHOWN) io.print(`... ${found - SHOWN} nữa / more`);
  const uncovered = sayKeptUncovered(verdict);
  if (uncovered !== null) io.print(uncovered);
  if (outcome === 'broken') return REFUSED;
  if (uncovered !== null) return FAILED;
  io.print(`Nguyên vẹn / whole: ${last?.size} lá / leaves, ${last?.signedAt}, ${last?.root}`);
  if (kept === null)
    io.print(
      `Chưa so với điểm chốt giữ ở nơi khác / not compared with a checkpoint kept elsewhere (--checkpoint).\nKhoá đầu tiên / first key: ${key}`,
    );
  return DONE;
}
