import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#kernel/words/refusal.ts';

/** What the thread sends: an item, the end, or why it stopped. A Refusal crosses as its code and facts. */
export type FromThread =
  | { item: unknown }
  | { end: true }
  | { refusal: { code: string; facts: Readonly<Record<string, unknown>> } }
  | { error: string };

const AHEAD = 4;

/** Runs `produce(argument)` of the module named and posts its items, at most a few ahead of the consumer. */
async function run(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('worker-thread.ts runs as a worker');
  const { module, argument } = workerData as { module: string; argument: unknown };
  const { produce } = (await import(module)) as { produce: (argument: unknown) => AsyncIterable<unknown> };
  let credit = AHEAD;
  let wake: (() => void) | null = null;
  port.on('message', () => {
    credit++;
    wake?.();
  });
  const post = (message: FromThread): void => port.postMessage(message);
  try {
    for await (const item of produce(argument)) {
      while (credit <= 0) await new Promise<void>((resolve) => (wake = resolve));
      credit--;
      post({ item });
    }
    post({ end: true });
  } catch (error) {
    if (error instanceof Refusal) post({ refusal: { code: error.code, facts: error.facts } });
    else post({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  } finally {
    port.close();
  }
}

await run();
