import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { readSettings } from '#app/platform/settings.ts';
import { drill } from '#app/recovery/drill.ts';
import { type Command, DONE, REFUSED, text, WrongCall } from './command.ts';
import { heldKeys, keysLost, sayKeysLost } from './keys-lost.ts';
import { fromBackup } from './opened-backup.ts';
import { sayProof } from './recovery-texts.ts';

export const command: Command = {
  usage: 'drill [FOLDER] [--scratch DIR] [--checkpoint FILE] [--passphrase-file FILE] [--json]',
  help: `Tập khôi phục: bản mới nhất vào chỗ tạm, kiểm sổ, sổ chứng và tệp, đo RPO và RTO, rồi dọn đi.
Rehearses a restore: the newest backup into a scratch place, proved whole, RPO and RTO measured, then taken away.

  FOLDER        BACKUP_DIR; với --passphrase-file: bản .sealed / with --passphrase-file the newest sealed one
  --scratch     chỗ tạm đủ rộng / a place with room enough (the system's temporary folder)
  --checkpoint  điểm chốt giữ ở nơi khác / a checkpoint kept elsewhere (the newest of CHECKPOINT_DIR)

Mã thoát / exit codes: 0 đạt / passed, 2 khôi phục được nhưng có chỗ sai / restored, and something is wrong, 1 không khôi phục được / failed.`,
  options: {
    scratch: { type: 'string' },
    checkpoint: { type: 'string' },
    'passphrase-file': { type: 'string' },
  },
  run: async (values, [named], io) => {
    const settings = readSettings();
    const from = named ?? settings.backupDir;
    if (from === undefined) throw new WrongCall('FOLDER? (BACKUP_DIR)');
    const checkpoint = text(values, 'checkpoint') ?? newestOf(settings.checkpointDir);
    const scratch = text(values, 'scratch');
    const { restored, proof, rpoSeconds, rtoSeconds, proofSeconds } = await fromBackup(
      from,
      values,
      (folder) =>
        drill({
          from: folder,
          log: io.say,
          ...heldKeys(),
          ...(checkpoint !== undefined && { checkpoint }),
          ...(scratch !== undefined && { scratch }),
        }),
    );
    const lost = keysLost(Object.keys(proof.sealedUnder));
    const passed = proof.whole && !restored.gap && lost.length === 0;
    io.json({
      outcome: passed ? 'passed' : 'broken',
      rpoSeconds,
      rtoSeconds,
      proofSeconds,
      restored,
      proof,
      keysLost: lost,
    });
    io.print(
      `${restored.backup}: RPO ${rpoSeconds} s, RTO ${rtoSeconds} s (+ kiểm / proof ${proofSeconds} s)\n` +
        `kho nhật ký đến / the archive reaches ${restored.archivedThrough}; giao dịch cuối / last commit ${restored.lastCommitAt ?? '-'}`,
    );
    if (restored.gap)
      io.print('✗ nhật ký bị đứt quãng: hãy sao lưu ngay / the log has a gap: take a backup now');
    for (const line of [...sayKeysLost(lost, proof.sealedUnder), ...sayProof(proof)]) io.print(line);
    return passed ? DONE : REFUSED;
  },
};

function newestOf(folder: string | undefined): string | undefined {
  const path = folder && join(folder, 'newest.checkpoint');
  return path && existsSync(path) ? path : undefined;
}
