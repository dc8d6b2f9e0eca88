import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openProvince } from './database.ts';
import { readSettings } from './settings.ts';

const folder = await mkdtemp(join(tmpdir(), 'tungnha-province-'));
const settings = readSettings({ DATA_DIR: folder });
const lines: string[] = [];
const log = (line: string) => void lines.push(line);

after(() => rm(folder, { recursive: true, force: true }));

test('a province opens, is migrated once, and outlives the process that started its database', async () => {
  const first = await openProvince(settings, { migrate: true, log });
  assert.ok(lines.some((line) => line.includes('0001_')));
  lines.length = 0;
  const second = await openProvince(settings, { migrate: true, log });
  assert.deepEqual(lines, []);
  assert.equal(second.appUrl, first.appUrl);

  await first.stop();
  const answer = await untilAnswered(() => second.db.pool.query('select count(*) from migration'));
  assert.ok(answer.rows[0].count > 0n);
  assert.equal(lines.length, 1);
  await second.stop();
});

test('a port that is none is refused', () => {
  assert.throws(() => readSettings({ PORT: 'http' }), /PORT must be a number/);
});

async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await pause(20);
    }
  }
}
