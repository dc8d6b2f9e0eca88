import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonical } from './envelope.ts';

/** What hashes were made of from the beginning: receipts given then must still be found. */
function written(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each === 'bigint') return each.toString();
    if (each === null || typeof each !== 'object' || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

test('equal inputs have equal bytes, and the same ones as ever', () => {
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.double(), fc.boolean(), fc.bigInt()),
      fc.constantFrom(null, undefined, new Date(0)),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(
        fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('500', '1000', '01')),
        tie('tree'),
        {
          maxKeys: 5,
          noNullPrototype: true,
        },
      ),
    ),
  }));
  fc.assert(
    fc.property(fc.record({ input: tree }), (value) => assert.equal(canonical(value), written(value))),
  );
  assert.equal(canonical({ b: 1n, a: { 1000: 2, 500: 1 } }), '{"a":{"500":1,"1000":2},"b":"1"}');
});
