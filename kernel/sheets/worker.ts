import { Worker } from 'node:worker_threads';
import { Refusal } from '#kernel/words/refusal.ts';
import type { FromThread } from './worker-thread.ts';

export interface WorkerLimits {
  /** Heap of the thread; a file that needs more is refused as `file_too_big`, the process lives on. */
  memoryMb?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Runs a generator in a thread of its own, so that a hostile file can cost neither the server's loop nor its heap.
 * The module at `module` exports `produce(argument)`, an async generator whose items survive structured cloning.
 * Leaving the loop early or aborting ends the thread.
 */
export async function* fromWorker<Item>(
  module: URL,
  argument: unknown,
  { memoryMb = 256, signal }: WorkerLimits = {},
): AsyncGenerator<Item> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./worker-thread.ts', import.meta.url), {
    workerData: { module: module.href, argument },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32 },
  });
  const inbox: FromThread[] = [];
  let failure: unknown;
  let wake: (() => void) | null = null;
  const rouse = (): void => wake?.();
  const fail = (error: unknown): void => {
    failure ??= error;
    rouse();
  };
  const abort = (): void => fail(signal?.reason);
  worker.on('message', (message: FromThread) => {
    inbox.push(message);
    rouse();
  });
  worker.on('error', (error: NodeJS.ErrnoException) =>
    fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Refusal('file_too_big', { memoryMb }) : error),
  );
  worker.on('exit', (code) => fail(new Error(`the reading thread ended early (${code})`)));
  signal?.addEventListener('abort', abort);
  try {
    for (;;) {
      while (inbox.length === 0 && failure === undefined)
        await new Promise<void>((resolve) => (wake = resolve));
      const message = inbox.shift();
      if (signal?.aborted || !message) throw failure;
      if ('end' in message) return;
      if ('refusal' in message) throw new Refusal(message.refusal.code, message.refusal.facts);
      if ('error' in message) throw new Error(message.error);
      worker.postMessage('more');
      yield message.item as Item;
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    await worker.terminate();
  }
}
