import { openDatabase } from '#kernel/db/connect.ts';
import { runJobs } from '#kernel/jobs/jobs.ts';
import { openKeyring } from '#kernel/keys/keyring.ts';
import { useKeyring } from '#kernel/keys/seal.ts';
import { sealingTasks } from '../sealed.ts';

/** Runs the jobs that seal until it is killed: a process of its own for the test that kills it. */
const [url = '', ownerUrl = '', filesFolder = '', keyringPath = '', sessionSecret = ''] =
  process.argv.slice(2);
const keyring = openKeyring(keyringPath, new Date());
useKeyring(keyring);
const db = openDatabase({ url, appName: 'sealing' });
const log = { info: () => {} };
await runJobs(db.pool, sealingTasks({ db, ownerUrl, filesFolder, keyring, sessionSecret, log }), {
  log: (level, message, facts) => level === 'error' && console.error(message, facts),
});
