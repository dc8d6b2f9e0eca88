// Loaded before the program by the bootstrap: a kill -9 of the bootstrap must not leave a server behind on the port.
import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const LOOK_EVERY_MS = 250;
const GRACE_MS = 10_000;

/**
 * Calls `orphaned` once when the process that started this one is gone, or, with `behindShell`, when the one that
 * started that shell is: npm runs a script through a shell, which stays when npm is killed.
 */
export function watchParent(orphaned, { behindShell = false } = {}) {
  const parent = process.ppid;
  const starter = behindShell ? parentOf(parent) : null;
  const look = setInterval(() => {
    const attached = process.ppid === parent && alive(parent);
    if (attached && (starter === null || parentOf(parent) === starter)) return;
    clearInterval(look);
    orphaned();
  }, LOOK_EVERY_MS);
  look.unref();
}

/** The parent of another process, where the system tells it. */
function parentOf(pid) {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) \S+ /s, '')
        .split(' ')[0],
    );
  } catch {
    return null;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

if (isMainThread && process.env.TUNGNHA_LIFELINE === String(process.ppid)) {
  watchParent(() => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
  });
}
