import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { createGzip } from 'node:zlib';
import { MORNING } from '../handover/testing/room.ts';
import { listKeys } from './checkpoints.ts';
import { openFrontier } from './frontier.ts';
import { openKeys } from './keys.ts';
import { leafHash } from './merkle.ts';
import { signNote } from './note.ts';
import { briefly, openExportedRecord, SECOND, whatsOf } from './testing/exported-record.ts';
import { readLeafHashes } from './tree.ts';
import { verifyFile } from './verify-file.ts';

/** Attacks on the verifier itself: files made to pass, to mislead, or to bring it down. */
const record = await openExportedRecord();
const { db, folder, checkpoints, exported, lines, verify, leafAt } = record;

const headOf = (all: readonly string[]) => JSON.parse(all[0] as string) as Record<string, unknown>;
const withHead = (all: readonly string[], facts: object) =>
  all.with(0, JSON.stringify({ ...headOf(all), ...facts }));

test('an export whose last day was cut away whole is short of the checkpoint that was kept, and says by how much', async () => {
  const end = lines.findLastIndex((line, i) => line.startsWith('{"checkpoint"') && i < lines.length - 2);
  const { checkpoint } = JSON.parse(lines[end] as string) as { checkpoint: string };
  const [, size, root] = checkpoint.split('\n');
  const leaves = lines.slice(1, end).filter((line) => line.startsWith('{"n"')).length;
  const cut = withHead([...lines.slice(0, end + 1), JSON.stringify({ end: true, count: leaves })], {
    to: Number(size),
    root,
  });
  const alone = await verify(cut);
  assert.deepEqual([alone.outcome, alone.last?.size], ['whole', Number(size)], 'whole in itself, as it says');
  const { kept, shortOfKept } = await verify(cut, { checkpoint: checkpoints.at(-1) as string });
  assert.deepEqual([kept, shortOfKept], ['ends_before_it', exported.to - Number(size)]);
});

test('leaves behind the last checkpoint, and a range that ends before it begins, are not whole', async () => {
  const { at, line } = leafAt(exported.to - 1);
  const leaf = line.slice(line.indexOf('"leaf":') + 7, -1).replace('"1000"', '"9000"');
  const next = line.replace(
    /^.*$/su,
    `{"n":${exported.to},"xid":"99999999","hash":"${leafHash(leaf).toString('base64')}","leaf":${leaf}}`,
  );
  const tail = [...lines.slice(0, -1), next, JSON.stringify({ end: true, count: exported.leaves + 1 })];
  assert.ok(at > 0);
  const { found } = await verify(tail);
  assert.ok(found > 0);
  const frontier = openFrontier();
  for (const hash of [...(await readLeafHashes(db.read, 0, exported.to)), leafHash(leaf)]) frontier.add(hash);
  const mended = withHead(tail, { root: frontier.root().toString('base64') });
  assert.deepEqual(briefly(await verify(mended)), [`checkpoint_missing ${exported.to}  `]);
  const backwards = join(folder, 'backwards.ndjson');
  await writeFile(backwards, `${withHead(lines, { from: exported.to + 5 })[0]}\n`);
  assert.deepEqual(await verifyFile(backwards), { file: 'unknown' });
});

test('what another key signed, and checkpoints of another province, are called so', async () => {
  const forger = openKeys(join(folder, 'forger'), MORNING);
  const origin = headOf(lines)['origin'] as string;
  const resign = (note: string, name: string) => {
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1).replace(/^.*$/m, name);
    return signNote(text, [{ ...forger.signer, name: forger.origin }]);
  };
  const signed = (name: string) =>
    lines.map((line) => {
      if (!line.startsWith('{"checkpoint"')) return line;
      const { checkpoint } = JSON.parse(line) as { checkpoint: string };
      return JSON.stringify({ checkpoint: resign(checkpoint, name) });
    });
  assert.deepEqual(whatsOf(await verify(signed(origin))), ['checkpoint_unsigned', 'checkpoint_missing']);
  assert.deepEqual(whatsOf(await verify(signed(forger.origin))), [
    'checkpoint_foreign',
    'checkpoint_missing',
  ]);
  const whole = withHead(signed(origin), { keys: forger.listed });
  const key = (await listKeys(db.read))[0]?.verifier as string;
  const { outcome, key: shown } = await verify(whole);
  assert.deepEqual([outcome, shown], ['whole', forger.listed[0]?.verifier], 'the key of a forger is shown');
  assert.deepEqual(whatsOf(await verify(whole, { key })), ['key_unknown']);
  const checkpoint = checkpoints.at(-1) as string;
  assert.deepEqual(whatsOf(await verify(whole, { checkpoint })), ['kept_unsigned']);
  assert.deepEqual(whatsOf(await verify(lines, { checkpoint: resign(checkpoint, forger.origin) })), [
    'kept_foreign',
  ]);
  assert.deepEqual(whatsOf(await verify(lines, { checkpoint: checkpoint.replace(/^\d+$/m, '7') })), [
    'kept_unsigned',
  ]);
  assert.deepEqual(
    whatsOf(await verify(withHead(lines, { keys: [...forger.listed, ...(await listKeys(db.read))] }))).at(0),
    'keys_broken',
  );
});

test('a checkpoint that went through mail is the same checkpoint', async () => {
  const checkpoint = `\uFEFF${(checkpoints.at(-1) as string).replaceAll('\n', '\r\n')}\r\n`;
  assert.equal((await verify(lines, { checkpoint })).kept, 'confirmed');
});

test('a file that another program saved is called so, beside whatever else is wrong with it', async () => {
  for (const changed of [lines.map((line) => `${line}\r`), lines.with(0, `\uFEFF${lines[0]}`)])
    assert.deepEqual(whatsOf(await verify(changed)), ['rewritten']);
  const { at, id, line } = leafAt(200);
  const edited = lines.with(at, line.replace('"1000"', '"9000"')).map((each) => `${each}\r`);
  assert.deepEqual(briefly(await verify(edited)), [`edited 200 ${id} ${SECOND}`, 'rewritten null  ']);
});

test('a line of any length, and a hundred thousand wrong ones, are told without being held', async () => {
  const file = join(folder, 'long.gz');
  const { at } = leafAt(200);
  async function* long(): AsyncGenerator<string> {
    for (const [i, line] of lines.entries()) {
      if (i !== at) yield `${line}\n`;
      else {
        for (let megabytes = 0; megabytes < 100; megabytes++) yield 'x'.repeat(1 << 20);
        yield '\n';
      }
    }
    for (let n = 0; n < 100_000; n++) yield `{"n":${2 * n},"xid":"1","hash":"${'A'.repeat(44)}","leaf":{}}\n`;
  }
  await pipeline(Readable.from(long()), createGzip({ level: 1 }), createWriteStream(file));
  const before = process.memoryUsage.rss();
  const answer = await verifyFile(file);
  assert.ok(process.memoryUsage.rss() - before < 200 * (1 << 20));
  assert.ok(answer.file === 'export');
  assert.deepEqual(whatsOf(answer.verdict), ['unreadable', 'dropped']);
  assert.ok(answer.verdict.found > 100_000 && answer.verdict.findings.length <= 1000);
});

test('a head, a line or a proof of a wrong shape is told as unreadable, whatever it holds', async () => {
  const file = join(folder, 'bent.ndjson');
  for (const facts of [
    { keys: [null] },
    { keys: [{ verifier: 5, validFrom: '', statement: null }] },
    { left: [5] },
    { from: -1 },
    { origin: '\u001b[2Jx' },
    { root: null },
  ]) {
    await writeFile(file, withHead(lines, facts).join('\n'));
    assert.deepEqual(await verifyFile(file), { file: 'unknown' }, JSON.stringify(facts));
  }
  const { at } = leafAt(200);
  for (const line of [
    'null',
    '[]',
    '{"n":200,"hash":"","missing":{"kind":"\u001b[2J","id":{}}}',
    '{"n":-200,"hash":"","missing":{"kind":"look","id":"1"}}',
    `{"n":200,"xid":"1","hash":"${'='.repeat(44)}","leaf":{"leaf":5,"id":[]}}`,
    '{"checkpoint":"\\n\\n— x y\\n"}',
    '{"end":true,"count":1e400}',
  ]) {
    const { outcome } = await verify(lines.with(at, line));
    assert.equal(outcome, 'broken', line);
  }
  const proof = { proof: 'tungnha-receipt/1', code: '', leafHash: '', checkpoint: '', position: 0, path: [] };
  await writeFile(file, JSON.stringify({ ...proof, keys: [null] }));
  assert.deepEqual(await verifyFile(file), { file: 'unknown' });
});
