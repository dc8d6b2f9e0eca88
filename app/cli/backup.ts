import { openProvince } from '#app/platform/database.ts';
import { readSettings } from '#app/platform/settings.ts';
import { KEEP, takeBackup } from '#app/recovery/base-backup.ts';
import { takeSealedBackup } from '#app/recovery/sealed-backup.ts';
import { type Command, count, DONE, text, WrongCall } from './command.ts';
import { passphraseOf } from './passphrase.ts';
import { readableBytes } from './recovery-texts.ts';

const OPEN =
  'Bản này không niêm: ai đọc được thư mục thì đọc được họ tên, số định danh và sổ. Mang đi nơi khác: --seal.\n' +
  'Not sealed: whoever reads the folder reads names, identity numbers and the ledger. To carry it elsewhere: --seal.';
const READABLE = (folder: string) =>
  `CẢNH BÁO: ai trên máy này cũng đọc được ${folder} / WARNING: anybody on this machine may read ${folder}`;

export const command: Command = {
  usage: 'backup [FOLDER] [--keep N] [--seal --passphrase-file FILE [--scratch DIR]] [--json]',
  help: `Sao lưu trong khi đang chạy: cơ sở dữ liệu kèm nhật ký, tệp đã giữ, khoá bí mật. Không có FOLDER thì dùng BACKUP_DIR.
Backs up while work goes on: the database with its log, kept files, secrets. Without FOLDER it is BACKUP_DIR.

  --keep     số bản giữ lại, bản cũ hơn bị xoá / backups to keep, older ones go (${KEEP})
  --seal     một tệp .sealed mở bằng cụm mật khẩu, để mang đi nơi khác / one file .sealed under a passphrase, to be carried elsewhere
  --scratch  chỗ tạm đủ rộng, trên đĩa của máy / a place with room enough, on the machine's own disk (the system's temporary folder)

Không --seal, thư mục chứa dữ liệu cá nhân và khoá: chỉ người vận hành được đọc.
Without --seal the folder holds personal data and keys: only the operator may read it.`,
  options: {
    keep: { type: 'string' },
    seal: { type: 'boolean' },
    'passphrase-file': { type: 'string' },
    scratch: { type: 'string' },
  },
  run: async (values, [named], io) => {
    const settings = readSettings();
    const folder = named ?? settings.backupDir;
    if (folder === undefined) throw new WrongCall('FOLDER? (BACKUP_DIR)');
    if (settings.databaseUrl)
      throw new Error(
        'DATABASE_URL là máy chủ riêng: sao lưu bằng pgBackRest, xem docs/operating.md / a server of your own is backed up by pgBackRest, see docs/operating.md.',
      );
    const keep = count(values, 'keep', KEEP);
    const passphrase = values['seal'] === true ? await passphraseOf(values) : null;
    const scratch = text(values, 'scratch');
    // The schema stays as it is: a backup is what one takes before an upgrade.
    const province = await openProvince(settings, { migrate: false, log: io.say, appName: 'tungnha backup' });
    try {
      const began = performance.now();
      const { dataDir } = settings;
      const from = { dataDir, ownerUrl: province.ownerUrl, folder };
      const taken =
        passphrase === null
          ? await takeBackup(from, { keep })
          : await takeSealedBackup(from, { passphrase, keep, ...(scratch !== undefined && { scratch }) });
      const seconds = Math.round(performance.now() - began) / 1000;
      const { manifest, place, bytes, dropped, openToAll } = taken;
      const sealed = passphrase !== null;
      const { endedAt, schema } = manifest;
      io.json({
        outcome: 'done',
        place,
        endedAt,
        schema,
        files: manifest.files.length,
        bytes,
        seconds,
        dropped,
        sealed,
        openToAll,
      });
      io.print(
        `${place}\n${manifest.files.length} tệp / files, ${readableBytes(bytes)}, ${seconds} s` +
          (dropped.length > 0 ? `\nđã bỏ bản cũ / dropped: ${dropped.join(', ')}` : ''),
      );
      if (!sealed) io.say(OPEN);
      if (openToAll && !sealed) io.say(READABLE(folder));
      return DONE;
    } finally {
      await province.stop();
    }
  },
};
