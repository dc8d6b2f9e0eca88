import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Batch, readBatchHead } from '#kernel/devices/batch.ts';
import { readOperation } from '#kernel/devices/operation.ts';
import {
  CHAIN_START,
  type ChainEnd,
  isSigned,
  makeDeviceKeys,
  sealOperation,
  sha256,
} from '#kernel/devices/seal.ts';
import { newId } from '#kernel/words/id.ts';
import type { Answer, Kept, SyncReply } from '../store/shapes.ts';
import { batchSize, flush, type Line, type Queue, type SyncParts } from './flush.ts';

const device = newId();
const { privateKey, publicKey } = await makeDeviceKeys();
const clock = (offsetMs: number | null) => ({ run: device, monotonicMs: 1, offsetMs });
const SERVER_AHEAD_MS = 3 * 86_400_000;

async function sealed(count: number, bytes = new Map<number, Uint8Array<ArrayBuffer>>()): Promise<Kept[]> {
  const kept: Kept[] = [];
  let end: ChainEnd = CHAIN_START;
  for (let i = 1; i <= count; i++) {
    const content = bytes.get(i);
    const attachments = content
      ? [{ sha256: await sha256(content), bytes: content.length, mediaType: 'image/png' }]
      : [];
    const made = await sealOperation(privateKey, end, {
      id: newId(),
      device,
      kind: 'test.note',
      occurredAt: '2020-12-06T02:00:00.000Z',
      clock: clock(null),
      body: { n: i },
      attachments,
    });
    ({ end } = made);
    const { id, kind, seq } = made.operation;
    kept.push({ ...made.signed, seq, id, kind, attachments, hash: end.hash, answer: null, settledAt: null });
  }
  return kept;
}

/** The phone's memory, as IndexedDB keeps it. */
function memoryQueue(kept: Kept[], pictures = new Map<string, Uint8Array<ArrayBuffer>>()) {
  const state = {
    offsetMs: null as number | null,
    rulingsCursor: null as string | null,
    whole: new Set<string>(),
  };
  const queue: Queue = {
    unanswered: async (most) => kept.filter((each) => !each.answer).slice(0, most),
    end: async () => ({
      lastSeq: kept.length,
      coveredSeq: 0,
      answeredSeq: Math.max(0, ...kept.filter((each) => each.answer).map((each) => each.seq)),
      offsetMs: state.offsetMs,
      rulingsCursor: state.rulingsCursor,
    }),
    heard: async ({ answers, offsetMs, rulingsCursor }) => {
      state.rulingsCursor = rulingsCursor;
      state.offsetMs = offsetMs;
      for (const answer of answers) {
        const i = kept.findIndex((each) => each.hash === answer.hash);
        if (i >= 0) kept[i] = { ...(kept[i] as Kept), answer };
      }
    },
    reopen: async (from) => {
      const lost = kept.filter((each) => each.seq >= from && each.answer);
      for (const each of lost) kept[each.seq - 1] = { ...each, answer: null };
      return lost.length;
    },
    hashOf: async (seq) => kept[seq - 1]?.hash ?? null,
    covered: async () => {},
    picture: async (hash) => pictures.get(hash) ?? null,
    pictureIsWhole: async (hash) => void state.whole.add(hash),
  };
  return { queue, state };
}

type Cut = 'before' | 'after' | 'no';

/** The server's side of the protocol in memory, behind a link that is cut before a batch arrives or before its answer leaves. */
function fakeServer(cuts: () => Cut = () => 'no', refuse: (seq: number) => boolean = () => false) {
  const here = new Map<string, { seq: number; times: number }>();
  const files = new Map<string, Uint8Array[]>();
  const wanted = new Map<string, number>();
  const sizes: number[] = [];
  const bytesOf = (hash: string) => (files.get(hash) ?? []).reduce((sum, part) => sum + part.length, 0);
  const take = async (batch: Batch): Promise<SyncReply> => {
    const head = readBatchHead(batch.head);
    assert.ok(head && (await isSigned(publicKey, batch.head, batch.signature)));
    sizes.push(batch.operations.length);
    const answers: Answer[] = [];
    for (const [i, { text, signature }] of batch.operations.entries()) {
      const operation = readOperation(text);
      const hash = await sha256(text);
      assert.ok(operation && hash === head.operations[i] && (await isSigned(publicKey, text, signature)));
      const before = here.get(operation.id);
      const first = refuse(operation.seq) ? ('refused' as const) : ('posted' as const);
      if (!before) here.set(operation.id, { seq: operation.seq, times: 1 });
      for (const each of operation.attachments) wanted.set(each.sha256, each.bytes);
      const { id, seq } = operation;
      const none = { code: null, facts: {}, text: null, receipt: null, exceptionId: null };
      answers.push({ ...none, id, seq, hash, outcome: before ? 'already' : first, first });
    }
    const seqs = new Set([...here.values()].map((each) => each.seq));
    let nextSeq = 1;
    while (seqs.has(nextSeq)) nextSeq++;
    return {
      answers,
      nextSeq,
      serverTime: new Date(Date.now() + SERVER_AHEAD_MS).toISOString(),
      challenge: 'c',
      state: 'active',
      covered: null,
      attachmentsWanted: [...wanted]
        .filter(([hash, bytes]) => bytesOf(hash) < bytes)
        .map(([hash]) => ({ sha256: hash, have: bytesOf(hash) })),
      rulings: [],
      rulingsCursor: null,
    };
  };
  const line: Line = {
    send: async (batch) => {
      const cut = cuts();
      if (cut === 'before') throw new Error('cut');
      const reply = await take(batch);
      if (cut === 'after') throw new Error('cut');
      return reply;
    },
    sendPart: async (hash, _challenge, offset, part) => {
      if (cuts() === 'before') throw new Error('cut');
      if (offset === bytesOf(hash)) files.set(hash, [...(files.get(hash) ?? []), part]);
      const have = bytesOf(hash);
      if (cuts() === 'after') throw new Error('cut');
      return { have, whole: have === wanted.get(hash) };
    },
  };
  return { line, here, files, sizes, forget: (id: string) => here.delete(id) };
}

const partsOf = (queue: Queue, line: Line): SyncParts => ({
  queue,
  line,
  device,
  key: privateKey,
  evidenceKey: null,
  clock,
  now: Date.now,
});

/** Flushes until it goes through, as the phone does; fails when it never does. */
async function flushAtLast(parts: SyncParts, tries = 300) {
  const size = batchSize();
  for (let i = 0; i < tries; i++) {
    const done = await flush(parts, size).catch(() => null);
    if (done) return done;
  }
  return assert.fail('the queue never emptied');
}

test('over any link that is cut before or after the commit, each operation arrives once and is answered', async () => {
  const content = new Uint8Array(120_000).map((_, i) => i);
  const kept = await sealed(57, new Map([[9, content]]));
  const hash = kept[8]?.attachments[0]?.sha256 as string;
  await fc.assert(
    fc.asyncProperty(
      fc.infiniteStream(fc.constantFrom<Cut>('no', 'before', 'after', 'no')),
      async (stream) => {
        const own = kept.map((each) => ({ ...each }));
        const { queue, state } = memoryQueue(own, new Map([[hash, content]]));
        const server = fakeServer(() => stream.next().value ?? 'no');
        const done = await flushAtLast(partsOf(queue, server.line));
        assert.equal(server.here.size, 57);
        assert.ok(own.every((each) => each.answer?.first === 'posted'));
        assert.deepEqual([done.gapAt, done.picturesLeft], [null, 0]);
        assert.deepEqual(Buffer.concat(server.files.get(hash) ?? []), Buffer.from(content));
        assert.ok(Math.abs((state.offsetMs ?? 0) - SERVER_AHEAD_MS) < 5_000);
      },
    ),
    { numRuns: 25 },
  );
});

test('batches are of twenty; a link that breaks gets smaller ones, one that holds larger ones again', async () => {
  const { queue } = memoryQueue(await sealed(50));
  let cuts = 2;
  const server = fakeServer(() => (cuts-- > 0 ? 'after' : 'no'));
  await flushAtLast(partsOf(queue, server.line));
  assert.deepEqual(server.sizes, [20, 10, 5, 10, 20, 15]);
});

test('a refused operation is answered and stops nobody behind it', async () => {
  const kept = await sealed(30);
  const { queue } = memoryQueue(kept);
  await flush(partsOf(queue, fakeServer(undefined, (seq) => seq === 3).line));
  assert.equal(kept[2]?.answer?.first, 'refused');
  assert.ok(kept.slice(3).every((each) => each.answer?.first === 'posted'));
});

test('what the server has lost is sent again while it is here, and is a gap when it is not', async () => {
  const kept = await sealed(8);
  const { queue } = memoryQueue(kept);
  const server = fakeServer();
  await flush(partsOf(queue, server.line));
  server.forget(kept[4]?.id as string);
  assert.equal((await flush(partsOf(queue, server.line))).gapAt, null);
  assert.equal(server.here.size, 8);
  server.forget(kept[4]?.id as string);
  const deleted: Queue = { ...queue, reopen: async () => 0 };
  assert.equal((await flush(partsOf(deleted, server.line))).gapAt, 5);
});

test('a locked phone sends its operations and keeps its pictures for later', async () => {
  const content = new Uint8Array(1_000);
  const { queue } = memoryQueue(await sealed(2, new Map([[1, content]])));
  assert.equal((await flush(partsOf(queue, fakeServer().line))).picturesLeft, 1);
});
