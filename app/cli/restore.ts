import { proveData } from '#app/recovery/prove.ts';
import { restore } from '#app/recovery/restore.ts';
import { type Command, DONE, need, REFUSED, text, WrongCall } from './command.ts';
import { bringKeys, heldKeys, sayKeysLost } from './keys-lost.ts';
import { fromBackup } from './opened-backup.ts';
import { sayProof } from './recovery-texts.ts';

export const command: Command = {
  usage:
    'restore FOLDER --to DIR [--at INSTANT] [--checkpoint FILE] [--passphrase-file FILE [--scratch DIR]] [--json]',
  help: `Khôi phục vào một DATA_DIR mới, đến hết nhật ký hoặc đến một thời điểm, rồi kiểm sổ, sổ chứng và tệp.
Restores into a new DATA_DIR, to the end of the log or to an instant, then proves ledger, evidence and files.

  FOLDER        nơi sao lưu, hoặc một bản trong đó / the folder of backups, or one backup in it
                với --passphrase-file: bản .sealed / with --passphrase-file a sealed one
  --scratch     chỗ tạm để mở bản .sealed / where a sealed one is opened (the system's temporary folder)
  --to          thư mục mới hoặc trống / a new or empty folder
  --at          giờ của máy, 2026-11-23T09:30:00+07:00 / the machine's time; what was committed later is left out
  --checkpoint  điểm chốt đã giữ ở nơi khác / a checkpoint of the evidence that was kept elsewhere

Mã thoát / exit codes: 0 nguyên vẹn / whole, 2 đã khôi phục nhưng có chỗ sai / restored, and something is wrong, 1 không được / failed.`,
  options: {
    to: { type: 'string' },
    at: { type: 'string' },
    checkpoint: { type: 'string' },
    'passphrase-file': { type: 'string' },
    scratch: { type: 'string' },
  },
  run: async (values, [from], io) => {
    if (!from) throw new WrongCall('FOLDER?');
    const at = readInstant(text(values, 'at'));
    const checkpoint = text(values, 'checkpoint');
    const to = need(values, 'to');
    const { restored, proved } = await fromBackup(from, values, (folder) =>
      restore({ from: folder, to, at, log: io.say }, (dataDir) =>
        proveData(dataDir, {
          log: io.say,
          ...heldKeys(),
          // Whoever goes back to an instant has decided to give up what was signed since.
          mayBeBehind: at !== null,
          ...(checkpoint !== undefined && { checkpoint }),
        }),
      ),
    );
    const lost = bringKeys(Object.keys(proved.sealedUnder), restored.dataDir);
    const whole = proved.whole && lost.length === 0;
    io.json({ outcome: whole ? 'whole' : 'broken', restored, proof: proved, keysLost: lost });
    io.print(
      `${restored.dataDir} <- ${restored.backup}\n` +
        `giao dịch cuối / last commit: ${restored.lastCommitAt ?? '-'}; kho nhật ký đến / the archive reaches: ${restored.archivedThrough}` +
        (restored.gap ? '\n✗ nhật ký sau đó bị đứt quãng / later log lies behind a gap' : ''),
    );
    for (const line of [...sayKeysLost(lost, proved.sealedUnder), ...sayProof(proved)]) io.print(line);
    return whole ? DONE : REFUSED;
  },
};

/** An instant with its offset; a local time without one would mean another moment on another machine. */
function readInstant(value: string | undefined): Date | null {
  if (value === undefined) return null;
  const at = new Date(value);
  if (!/T.*(Z|[+-]\d\d:?\d\d)$/.test(value) || Number.isNaN(at.valueOf()))
    throw new WrongCall(`--at: 2026-11-23T09:30:00+07:00, không phải / not “${value}”`);
  return at;
}
