import { readFile } from 'node:fs/promises';
import { verifyFile } from '#kernel/evidence/verify-file.ts';
import type { Verdict } from '#kernel/evidence/verify-export.ts';
import { type Command, DONE, FAILED, type Io, REFUSED, text, WrongCall } from './command.ts';
import { PROOF_TEXTS, sayFinding } from './verify-texts.ts';

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
    const [checkpoint, key, code] = [text(values, 'checkpoint'), text(values, 'key'), text(values, 'code')];
    const answer = await verifyFile(path, {
      ...(checkpoint !== undefined && { checkpoint: await readFile(checkpoint, 'utf8') }),
      ...(key !== undefined && { key }),
      ...(code !== undefined && { code }),
    });
    if (answer.file === 'export') return tellExport(answer.verdict, io);
    if (answer.file === 'unknown')
      throw new Error(`${path}: không phải bản xuất hay bằng chứng / neither an export nor a proof`);
    io.json({ outcome: answer.why === null ? 'whole' : 'broken', why: answer.why, code: answer.code });
    io.print(
      answer.why === null
        ? `Đúng: mã ${answer.code} nằm trong sổ chứng / the record of this code is in the evidence\n\n${answer.checkpoint}`
        : `✗ ${PROOF_TEXTS[answer.why]}`,
    );
    return answer.why === null ? DONE : REFUSED;
  },
};

function tellExport(verdict: Verdict, io: Io): number {
  const { outcome, origin, from, to, leaves, confirmed, last, kept, findings } = verdict;
  io.json(verdict);
  io.print(
    `${origin}: ${leaves} lá / leaves [${from}, ${to}), ${confirmed} điểm chốt đúng / checkpoints confirmed`,
  );
  for (const finding of findings.slice(0, SHOWN)) io.print(sayFinding(finding));
  if (findings.length > SHOWN) io.print(`... ${findings.length - SHOWN} nữa / more`);
  if (outcome === 'broken') return REFUSED;
  if (kept === 'not_covered') {
    io.print('Điểm chốt đã giữ nằm ngoài đoạn này / the checkpoint that was kept lies outside this range');
    return FAILED;
  }
  io.print(`Nguyên vẹn / whole: ${last?.size} lá / leaves, ${last?.signedAt}, ${last?.root}`);
  if (kept === null)
    io.print(
      'Chưa so với điểm chốt giữ ở nơi khác / not compared with a checkpoint kept elsewhere (--checkpoint)',
    );
  return DONE;
}
