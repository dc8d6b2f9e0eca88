import assert from 'node:assert/strict';
import { parentPort, workerData } from 'node:worker_threads';
import type { Task, Told } from './plan-in-worker.ts';
import { plan } from './plan.ts';

/** The planning thread: one problem, one plan. */
assert.ok(parentPort);
const port = parentPort;
const { problem, effort } = workerData as Task;
const stopping = new AbortController();
port.on('message', () => stopping.abort());
const tell = (told: Told) => port.postMessage(told, []);

try {
  const made = await plan(problem, {
    ...effort,
    signal: stopping.signal,
    onBetter: (better) => tell({ better }),
  });
  tell({ plan: made });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  tell({ fault: { message, isMalformed: error instanceof RangeError } });
} finally {
  port.close();
}
