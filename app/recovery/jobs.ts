import type { Task } from '#kernel/jobs/jobs.ts';
import { takeBackup } from './base-backup.ts';
import type { Troubles } from './troubles.ts';

export interface RecoveryParts {
  readonly dataDir: string;
  readonly backupDir: string;
  ownerUrl(): string;
  readonly troubles: Troubles;
  readonly log: Record<'info' | 'warn', (facts: object, message: string) => void>;
}

/** The nightly backup. Asked again it takes another one; retention keeps the newest. */
export function recoveryTasks({
  dataDir,
  backupDir,
  ownerUrl,
  troubles,
  log,
}: RecoveryParts): Record<string, Task> {
  return {
    'nightly-backup': async () => {
      const { place, bytes, dropped, openToAll } = await takeBackup({
        dataDir,
        ownerUrl: ownerUrl(),
        folder: backupDir,
      }).catch((error: unknown) => {
        troubles.began('backup', error);
        throw error;
      });
      troubles.ended('backup');
      log.info({ place, bytes, dropped }, 'the nightly backup was taken');
      if (openToAll) log.warn({ place }, 'everybody on this machine may read the backups');
    },
  };
}

/** 03:10 in Vietnam, written in UTC: after the night's own work. */
export const RECOVERY_CRONTAB = '10 20 * * * nightly-backup';
