import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { enqueue, runJobs, type Task } from './jobs.ts';

const db = await cloneDatabase();

function collector(count: number): { task: Task; all: Promise<unknown[]> } {
  const seen: unknown[] = [];
  const all = Promise.withResolvers<unknown[]>();
  const task: Task = async (payload) => {
    seen.push(payload);
    if (seen.length === count) all.resolve(seen);
  };
  return { task, all: all.promise };
}

test('a job runs when its transaction commits, and never when it rolls back', async () => {
  await assert.rejects(
    db.write(async (tx) => {
      await enqueue(tx, 'print', { form: 'rolled back' });
      throw new Error('no');
    }),
    /no/,
  );
  await db.write((tx) => enqueue(tx, 'print', { form: 'Bảng kê' }));
  const { task, all } = collector(1);
  const worker = await runJobs(db.pool, { print: task });
  assert.deepEqual(await all, [{ form: 'Bảng kê' }]);
  await worker.stop();
});

test('a worker that waits hears of a new job, and a key keeps one of several', async () => {
  const { task, all } = collector(2);
  const worker = await runJobs(db.pool, { count: task });
  await db.write(async (tx) => {
    await enqueue(tx, 'count', { n: 1 }, { key: 'rollup' });
    await enqueue(tx, 'count', { n: 2 }, { key: 'rollup' });
    await enqueue(tx, 'count', { n: 3 });
  });
  const seen = (await all) as { n: number }[];
  assert.deepEqual(seen.map((each) => each.n).sort(), [2, 3]);
  await worker.stop();
});

test('a job that a killed worker held is run by the next worker at once', async () => {
  await db.write((tx) => enqueue(tx, 'rebuild', {}, { queue: 'rollups' }));
  // What a worker killed in the middle leaves behind.
  for (const table of ['_private_jobs', '_private_job_queues']) {
    await db.pool.query(`update graphile_worker.${table} set locked_by = 'killed', locked_at = now()`);
  }
  const { task, all } = collector(1);
  const worker = await runJobs(db.pool, { rebuild: task });
  await all;
  await worker.stop();
});

test('a job in the hands of a living worker is not taken from it', async () => {
  const held = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  let runs = 0;
  const slow: Task = async () => {
    runs += 1;
    begun.resolve();
    await held.promise;
  };
  const first = await runJobs(db.pool, { slow });
  await db.write((tx) => enqueue(tx, 'slow', {}));
  await begun.promise;
  const { task, all } = collector(1);
  const second = await runJobs(db.pool, { slow, after: task });
  await db.write((tx) => enqueue(tx, 'after', {}));
  await all;
  held.resolve();
  await Promise.all([first.stop(), second.stop()]);
  assert.equal(runs, 1);
});
