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
  const { place } = await takeBackup({ dataDir, ownerUrl, folder: backupDir });
  log(`Đã sao lưu trước khi nâng cấp (${what}) / backed up before the upgrade: ${place}`);
}
