import { Worker } from 'node:worker_threads';
import type { Effort, Plan, Problem, Progress } from './problem.ts';

/** What the thread is given. */
export interface Task {
  readonly problem: Problem;
  readonly effort: Omit<Effort, 'signal' | 'onBetter'>;
}

/** What the thread tells: something better, the plan, or what went wrong. */
export type Told =
  | { readonly better: Progress }
  | { readonly plan: Plan }
  | { readonly fault: { readonly message: string; readonly isMalformed: boolean } };

/**
 * `plan` in a thread of its own, so that a search of a minute holds up nobody's request. Aborting ends the search
 * and answers with the best plan so far, as `plan` does.
 * @throws RangeError for a problem that contradicts itself.
 */
export async function planInWorker(problem: Problem, effort: Effort = {}): Promise<Plan> {
  const { signal, onBetter, ...rest } = effort;
  const travelS = Float64Array.from(problem.travelS);
  const task: Task = { problem: { ...problem, travelS }, effort: rest };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });
  const stop = () => worker.postMessage('stop', []);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const { promise, resolve, reject } = Promise.withResolvers<Plan>();
  worker.on('message', (told: Told) => {
    if ('better' in told) onBetter?.(told.better);
    else if ('plan' in told) resolve(told.plan);
    else reject(told.fault.isMalformed ? new RangeError(told.fault.message) : new Error(told.fault.message));
  });
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`the planning thread ended with ${code} and no plan`)));
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
