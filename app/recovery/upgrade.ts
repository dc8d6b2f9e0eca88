import { takeBackup } from './base-backup.ts';

export interface UpgradePlace {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly backupDir?: string;
}

/**
 * Stands between a newer program and an older database: with BACKUP_DIR the embedded server is backed up first, and when
 * that fails nothing is migrated. Without it the way to a copy is shown; each migration is one transaction all the same.
 */
export async function backUpBeforeUpgrade(
  { dataDir, databaseUrl, backupDir }: UpgradePlace,
  ownerUrl: string,
  pending: readonly string[],
  log: (line: string) => void,
): Promise<void> {
  const what = pending.length === 1 ? pending[0] : `${pending[0]} … ${pending.at(-1)}`;
  if (databaseUrl !== undefined || backupDir === undefined) {
    log(
      `Nâng cấp cơ sở dữ liệu (${what}). Lần sau có thể sao lưu trước: BACKUP_DIR, hoặc npx tungnha backup FOLDER.\n` +
        `The database is upgraded (${what}). A copy can be taken first: BACKUP_DIR, or npx tungnha backup FOLDER.`,
    );
    return;
  }
  const { place } = await takeBackup({ dataDir, ownerUrl, folder: backupDir }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `Chưa nâng cấp (${what}): không sao lưu trước được vào ${backupDir}: ${why}. Dọn chỗ hoặc nối lại nơi ấy rồi khởi động lại.\n` +
        `Not upgraded (${what}): the copy before it could not be made in ${backupDir}: ${why}. Make room there or bring the folder back, and start again.`,
      { cause: error },
    );
  });
  log(`Đã sao lưu trước khi nâng cấp (${what}) / backed up before the upgrade: ${place}`);
}
