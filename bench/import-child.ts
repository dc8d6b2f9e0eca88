import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { passingKeyring } from '#kernel/keys/keyring.ts';
import { useKeyring } from '#kernel/keys/seal.ts';
import { openDatabase } from '#kernel/db/connect.ts';
import { newId } from '#kernel/words/id.ts';
import { importList } from '#modules/payouts/lists/actions/import-list.ts';
import { MONTH } from './province.ts';

/** What the importing process is told, and what it answers. */
export interface ImportAsk {
  readonly appUrl: string;
  readonly path: string;
  readonly programme: string;
  readonly filesFolder: string;
  readonly kind: 'regular' | 'supplementary';
}
export interface ImportTold {
  readonly outcome: string;
  readonly findings: readonly unknown[];
  readonly people: number;
  readonly vouchers: number;
  readonly seconds: number;
  /** The most memory that the whole process has held, its threads included. */
  readonly peakMb: number;
}

process.once('message', (ask: ImportAsk) => void answer(ask));

/** Takes one list in, as the server and the command line do, in a process whose memory is its own. */
async function answer({ appUrl, path, programme, filesFolder, kind }: ImportAsk): Promise<void> {
  useKeyring(passingKeyring());
  const db = openDatabase({ url: appUrl, appName: 'bench import', statementTimeoutMs: 0 });
  const began = performance.now();
  const outcome = await importList(
    db,
    new Date('2020-11-28T08:00:00+07:00'),
    {
      id: newId(),
      doer: { kind: 'person', id: newId(), name: 'Ngô Văn Chi Trả' },
      programme,
      month: MONTH,
      kind,
      path,
      fileName: basename(path),
      fileBytes: (await stat(path)).size,
    },
    { filesFolder: join(filesFolder) },
  );
  const told: ImportTold = {
    outcome: outcome.outcome,
    findings: outcome.findings.slice(0, 3),
    people: outcome.people,
    vouchers: outcome.vouchers,
    seconds: (performance.now() - began) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  await db.close();
  process.send?.(
    JSON.parse(JSON.stringify(told, (_, part: unknown) => (typeof part === 'bigint' ? Number(part) : part))),
  );
  process.disconnect();
}
