import type { Database } from '../db/connect.ts';
import { checkEvidence } from './check.ts';

export const CHECK_TASK = 'evidence-check';

export interface NightlyParts {
  readonly db: Database;
  readonly clock: { now(): Date };
  readonly log: { error(facts: object, message: string): void; info(facts: object, message: string): void };
}

/** The comparison of the whole record with the rows, by night or when it is asked for. It may run again at any time. */
export function evidenceTasks({ db, clock, log }: NightlyParts): Record<string, () => Promise<void>> {
  return {
    [CHECK_TASK]: async () => {
      const { outcome, size, findings } = await checkEvidence(db, clock);
      if (outcome === 'broken')
        log.error({ size, findings: findings.slice(0, 20) }, 'the evidence is broken');
      else log.info({ size }, 'the evidence is whole');
    },
  };
}

/** 02:20 in Vietnam, written in UTC. */
export const EVIDENCE_CRONTAB = `20 19 * * * ${CHECK_TASK}`;
