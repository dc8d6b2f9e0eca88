import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../words/id.ts';
import { gzipped, packBatch, readBatchHead, through } from './batch.ts';
import {
  admissionText,
  enrolmentText,
  makeEnrolmentCode,
  proveDevice,
  readEnrolmentCode,
  readEnrolmentText,
} from './enrolment.ts';
import { framesOf, readFrames } from './frames.ts';
import { canonicalJson, NO_HASH, readOperation, type SignedOperation } from './operation.ts';
import {
  CHAIN_START,
  type ChainEnd,
  type Draft,
  isSigned,
  makeDeviceKeys,
  publicKeyText,
  readPublicKey,
  sealOperation,
  sha256,
} from './seal.ts';

const device = newId();
const clock = { run: newId(), monotonicMs: 12_345, offsetMs: -3 };

const draft = (body: Draft['body'] = {}): Draft => ({
  id: newId(),
  device,
  kind: 'test.note',
  occurredAt: '2020-12-06T02:00:00.000Z',
  clock,
  body,
  attachments: [],
});

async function sealSeveral(key: CryptoKey, count: number): Promise<SignedOperation[]> {
  const sealed: SignedOperation[] = [];
  let end: ChainEnd = CHAIN_START;
  for (let i = 0; i < count; i++) {
    const next = await sealOperation(key, end, draft({ n: i, text: 'Nguyễn Thị Hòa' }));
    sealed.push(next.signed);
    end = next.end;
  }
  return sealed;
}

test('operations count up, hang on the one before, and are signed by a key that cannot be read out', async () => {
  const keys = await makeDeviceKeys();
  await assert.rejects(crypto.subtle.exportKey('jwk', keys.privateKey));
  const [one, two] = (await sealSeveral(keys.privateKey, 2)) as [SignedOperation, SignedOperation];
  const [first, second] = [readOperation(one.text), readOperation(two.text)];
  assert.deepEqual([first?.seq, first?.prev], [1, NO_HASH]);
  assert.deepEqual([second?.seq, second?.prev], [2, await sha256(one.text)]);
  const known = await readPublicKey(await publicKeyText(keys.publicKey));
  assert.ok(known);
  assert.equal(await isSigned(known, one.text, one.signature), true);
  assert.equal(await isSigned(known, two.text, one.signature), false);
  assert.equal(await isSigned(known, one.text.replace('Hòa', 'Hoà'), one.signature), false);
  const other = await makeDeviceKeys();
  assert.equal(await isSigned(other.publicKey, one.text, one.signature), false);
});

test('an operation has one text: other orders, spaces, fields and sizes are none', async () => {
  const keys = await makeDeviceKeys();
  const [{ text }] = (await sealSeveral(keys.privateKey, 1)) as [SignedOperation];
  const value = JSON.parse(text) as Record<string, unknown>;
  assert.ok(readOperation(text));
  for (const wrong of [
    JSON.stringify(Object.fromEntries(Object.entries(value).toReversed())),
    text.replace(':', ': '),
    canonicalJson({ ...value, more: 1 }),
    canonicalJson({ ...value, seq: 0 }),
    canonicalJson({ ...value, seq: 1.5 }),
    canonicalJson({ ...value, prev: 'x' }),
    canonicalJson({ ...value, occurredAt: '2020-13-06T02:00:00.000Z' }),
    canonicalJson({ ...value, body: [] }),
    canonicalJson({ ...value, body: { text: 'a'.repeat(40_000) } }),
    canonicalJson({ ...value, body: { text: 'a\u0000' } }),
    '{',
    'null',
  ])
    assert.equal(readOperation(wrong), null, wrong.slice(0, 60));
  assert.equal(canonicalJson({ b: 1, a: { 10: 1, 9: 2 } }), '{"a":{"10":1,"9":2},"b":1}');
});

test('a batch names its operations under one signature, and travels compressed', async () => {
  const keys = await makeDeviceKeys();
  const operations = await sealSeveral(keys.privateKey, 20);
  const sentAt = '2020-12-06T02:10:00.000Z';
  const batch = await packBatch(
    keys.privateKey,
    { device, sentAt, clock, lastSeq: 20, coveredSeq: 0 },
    operations,
  );
  const head = readBatchHead(batch.head);
  assert.equal(head?.operations.length, 20);
  assert.equal(head.operations[19], await sha256((operations[19] as SignedOperation).text));
  assert.equal(await isSigned(keys.publicKey, batch.head, batch.signature), true);
  assert.equal(readBatchHead('{"form":"batch/1"}'), null);
  const sent = await gzipped(batch);
  assert.ok(sent.length < JSON.stringify(batch).length / 2);
  const back = new TextDecoder().decode(await through(new DecompressionStream('gzip'), sent));
  assert.deepEqual(JSON.parse(back), batch);
});

test('unsent operations leave as QR codes and come back whole, in any order and seen twice', async () => {
  const keys = await makeDeviceKeys();
  const operations = await sealSeveral(keys.privateKey, 30);
  const file = { form: 'operations/1' as const, device, exportedAt: '2020-12-06T02:10:00.000Z', operations };
  const frames = await framesOf(file);
  assert.ok(frames.length > 3);
  assert.deepEqual(await readFrames(frames.slice(1, -1)), { missing: [1, frames.length] });
  assert.deepEqual(await readFrames([...frames.toReversed(), frames[0] as string]), { file });
  const spoilt = frames.with(1, (frames[1] as string).replace(/.{8}$/, 'AAAAAAAA'));
  assert.equal(await readFrames(spoilt), null);
});

test('a code is typed as people type, and the link carries it behind the #', async () => {
  const code = makeEnrolmentCode();
  assert.equal(readEnrolmentCode(code.toLowerCase().replaceAll('-', ' ')), code);
  assert.equal(readEnrolmentCode('7K2MA'), null);
  const text = enrolmentText('https://qt.example', code);
  assert.deepEqual(readEnrolmentText(text), { origin: 'https://qt.example', code });
  assert.equal(new URL(text).search + new URL(text).pathname, '/field/');
  const keys = await makeDeviceKeys();
  const proof = await proveDevice(keys.privateKey, 'c', device, 'POST /x');
  assert.equal(await isSigned(keys.publicKey, admissionText('c', device, 'POST /x'), proof.signature), true);
  assert.equal(await isSigned(keys.publicKey, admissionText('c', device, 'POST /y'), proof.signature), false);
});
