import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Logger, pino } from 'pino';
import { runEvidence } from '#kernel/evidence/follow.ts';
import { DEVICE_CRONTAB, deviceTasks } from '#kernel/devices/sweep.ts';
import { EVIDENCE_CRONTAB, evidenceTasks } from '#kernel/evidence/nightly.ts';
import { clearPassing } from '#kernel/files/keep.ts';
import { clearFolder } from '#kernel/files/private.ts';
import { openScan } from '#kernel/files/scan.ts';
import { runJobs } from '#kernel/jobs/jobs.ts';
import { PRIVACY_CRONTAB, privacyTasks } from '#people/privacy/retention.ts';
import { doorActs } from '#modules/payouts/at-door/actions/acts.ts';
import { PAYOUT_CRONTAB, payoutTasks } from '#modules/payouts/jobs.ts';
import { provinceClock } from './clock.ts';
import { dropUnfinishedDemo, prepareProvince, shownAccounts } from './first-start.ts';
import { type Province, openProvince } from './platform/database.ts';
import { readSecrets } from './platform/secrets.ts';
import { beginSealing, sealingTasks } from './platform/sealed.ts';
import { readSettings, type Settings } from './platform/settings.ts';
import { rememberRelease } from './release.ts';
import { releaseLog, runArchive } from './recovery/archive.ts';
import { openTroubles, type Troubles } from './recovery/troubles.ts';
import { RECOVERY_CRONTAB, recoveryTasks } from './recovery/jobs.ts';
import { buildServer } from './server.ts';
import { ensureWeb } from './web-build.ts';

const HELP = `npm start [-- --empty] [-- --verbose]

  Khởi động tỉnh: cơ sở dữ liệu, máy chủ và việc nền. Lần đầu nạp tỉnh minh hoạ; với --empty chỉ có một quản trị viên
  và dữ liệu tham chiếu.

  Starts the province: database, server and worker. The first start fills an empty database with the demonstration
  province; with --empty it holds one administrator and the reference data only.

  PORT (3000), HOST (127.0.0.1), DATA_DIR (./.data), DATABASE_URL (embedded when absent), PUBLIC_HTTPS=1 behind TLS,
  KEYRING_FILE (keys of sealed columns; DATA_DIR/keys when absent), OSRM_URL (a routing server),
  LEAKED_PASSWORDS (a file of leaked passwords' SHA-1 hashes in order), CLAMD (a malware scanner), PUBLIC_HOST (a hostname for the
  public page alone), BACKUP_DIR for backups by night and the log by the second.`;

const { values } = readOptions();
if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const say = (line: string) => console.log(line);
const began = Date.now();
const stopping = new AbortController();
const stops: (() => Promise<unknown>)[] = [];
let stopped: Promise<void> | null = null;

/** Ends what was started, the last first. Ctrl-C may arrive twice; it is one stop. */
function stop(code: number): Promise<void> {
  stopped ??= (async () => {
    stopping.abort();
    for (const each of stops.reverse()) await each().catch((error: unknown) => console.error(String(error)));
    process.exit(code);
  })();
  return stopped;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));

try {
  await start();
} catch (error) {
  if (!stopping.signal.aborted) console.error(error instanceof Error ? error.message : error);
  await stop(1);
}

async function start(): Promise<void> {
  const isReplaced = rememberRelease();
  const settings = readSettings();
  const log = pino({ level: values.verbose ? 'info' : (process.env['LOG_LEVEL'] ?? 'warn') });
  const web = ensureWeb(say);
  web.catch(() => {});
  const open = () => openProvince(settings, { migrate: true, log: say, max: 16 });
  let province = await open();
  stops.push(() => province.stop());
  if (await dropUnfinishedDemo(province.db, province.ownerUrl)) {
    say('The demonstration was not loaded to its end the last time; loading it anew.');
    await province.stop();
    province = await open();
  }
  const demonstration = values.empty !== true;
  const filesFolder = join(settings.dataDir, 'files');
  await clearPassing(filesFolder);
  await clearFolder(join(settings.dataDir, 'uploads'));
  const { appUrl } = province;
  const accounts = await prepareProvince(province.db, {
    demonstration,
    dataDir: settings.dataDir,
    appUrl,
    say,
  });
  await web;

  const clock = await provinceClock(province.db);
  const parts = { db: province.db, clock, log };
  const { sessionSecret } = readSecrets(settings.dataDir);
  const { ownerUrl, keyring } = province;
  const troubles = openTroubles();
  const recovery = await startRecovery(settings, province, log, troubles);
  const tasks = {
    ...payoutTasks({ ...parts, filesFolder }),
    ...deviceTasks({ ...parts, acts: doorActs }),
    ...evidenceTasks(parts),
    ...privacyTasks(parts),
    ...sealingTasks({ ...parts, ownerUrl, filesFolder, keyring, sessionSecret }),
    ...recovery.tasks,
  };
  const jobs = await runJobs(province.db.pool, tasks, {
    crontab: [PAYOUT_CRONTAB, DEVICE_CRONTAB, EVIDENCE_CRONTAB, PRIVACY_CRONTAB, ...recovery.crontab].join(
      '\n',
    ),
    concurrency: 2,
    log: (level, message, facts) =>
      level === 'error' ? log.error({ facts }, message) : log.debug({ facts }, message),
  });
  stops.push(() => jobs.stop());
  const evidence = runEvidence({
    ...parts,
    keysFolder: join(settings.dataDir, 'evidence'),
    ...(settings.checkpointDir !== undefined && { outFolder: settings.checkpointDir }),
  });
  stops.push(() => evidence.stop());
  const server = await buildServer({
    db: province.db,
    clock,
    log,
    listenUrl: province.appUrl,
    ...(settings.osrmUrl && { osrmUrl: settings.osrmUrl }),
    ...(settings.leakFile && { leakFile: settings.leakFile }),
    ...(settings.scanner && { scan: openScan(settings.scanner) }),
    ...(settings.publicHost && { publicHost: settings.publicHost }),
    dataDir: settings.dataDir,
    sessionSecret,
    secure: process.env['PUBLIC_HTTPS'] === '1',
    isReplaced,
    troubles: troubles.list,
    demonstration: await shownAccounts(province.db),
  });
  stops.push(() => server.close());
  const address = await listen(() => server.listen(settings.port, process.env['HOST'] ?? '127.0.0.1'));
  await beginSealing(province.db);
  say('');
  say(`Từng Nhà is ready after ${((Date.now() - began) / 1000).toFixed(1)} s: ${address}`);
  say(accounts);
}

/** Where BACKUP_DIR is set the embedded server's log is followed into it; where it is not, nothing holds the log. */
async function startRecovery(settings: Settings, province: Province, log: Logger, troubles: Troubles) {
  const none = { tasks: {}, crontab: [] };
  if (settings.databaseUrl) return none;
  const { dataDir, backupDir } = settings;
  if (backupDir === undefined) {
    await releaseLog(province.ownerUrl);
    return none;
  }
  const place = { dataDir, ownerUrl: () => province.ownerUrl, log, troubles };
  const archive = runArchive({ ...place, folder: backupDir });
  stops.push(() => archive.stop());
  return { tasks: recoveryTasks({ ...place, backupDir }), crontab: [RECOVERY_CRONTAB] };
}

/** An option that nobody knows is refused with the help: a misspelt --empty must not load a demonstration. */
function readOptions() {
  try {
    return parseArgs({
      options: {
        empty: { type: 'boolean' },
        verbose: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    console.error(
      `Không hiểu lựa chọn / ${error instanceof Error ? error.message : String(error)}\n\n${HELP}`,
    );
    process.exit(2);
  }
}

/** A killed predecessor may need a moment to leave the port. */
async function listen(once: () => Promise<string>): Promise<string> {
  const until = Date.now() + 2_000;
  for (;;) {
    try {
      return await once();
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!taken) throw error;
      if (Date.now() > until)
        throw new Error('The port is taken by another program. Choose one: PORT=3001 npm start', {
          cause: error,
        });
      await pause(200, undefined, { signal: stopping.signal });
    }
  }
}
