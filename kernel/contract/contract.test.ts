import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { bind } from '../http/bind.ts';
import { contract } from './contract.ts';
import { cursorOf, readCursor } from './pages.ts';
import { Id, Nullable, OneOf, shape, VndText } from './shapes.ts';

const summary = { vi: 'Thử', en: 'Try' };
const route = { may: ['clerk'], scope: 'none', summary, reply: shape({}), refusals: [] } as const;

test('a promise that contradicts itself does not load', () => {
  const open = Type.Object({ a: Type.String() });
  assert.throws(() => contract({ 'GET /a/:id': route }), /params differ/);
  assert.throws(() => contract({ 'POST /a': { ...route, body: open } }), /not closed/);
  assert.throws(
    () => contract({ 'POST /a': { ...route, body: shape({ list: Type.Array(open) }) } }),
    /not closed/,
  );
  assert.throws(() => contract({ 'POST /a': { ...route, scope: 'office' } }), /names no officeId/);
  assert.throws(() => contract({ 'GET /a': { ...route, may: 'anyone', scope: 'province' } }), /no office/);
  assert.throws(() => contract({ 'GET /a': { ...route, refusals: ['x', 'x'] } }), /declared twice/);
});

const paid = contract({
  'POST /pay/:id': {
    ...route,
    params: shape({ id: Id }),
    body: shape({ amountVnd: VndText, kind: OneOf('cash', 'bank') }),
    reply: shape({ amountVnd: VndText, restVnd: Nullable(VndText) }),
    refusals: ['already_paid'],
  },
  'GET /none': route,
});

test('what does not keep the promise does not compile', () => {
  const none = () => ({});
  bind(paid, {
    'POST /pay/:id': ({ body }) => {
      const amountVnd: bigint = body.amountVnd;
      const kind: 'cash' | 'bank' = body.kind;
      return { amountVnd, restVnd: kind === 'cash' ? null : 1n };
    },
    'GET /none': none,
  });
  bind(paid, {
    // @ts-expect-error the amount is no number
    'POST /pay/:id': () => ({ amountVnd: 1, restVnd: null }),
    'GET /none': none,
  });
  // @ts-expect-error a handler is missing
  bind(paid, { 'GET /none': none });
  bind(paid, {
    // @ts-expect-error the route does not declare this refusal
    'POST /pay/:id': ({ refuse }) => refuse('too_early'),
    'GET /none': none,
  });
});

test('a cursor says where a page ended; another text is none', () => {
  assert.deepEqual(readCursor(cursorOf('le thi mo', 5n), 'text', 'text'), ['le thi mo', '5']);
  for (const text of ['', '{}', 'W10', cursorOf('one')]) assert.equal(readCursor(text, 'text', 'text'), null);
  const at = '2020-12-06 09:00:00.123456+07';
  assert.deepEqual(readCursor(cursorOf(at), 'instant'), [at]);
  for (const text of ['x', '2020-02-31 09:00:00+07', '2020-12-06 25:00:00+07', '\0'])
    for (const part of ['instant', 'id', 'day'] as const)
      assert.equal(readCursor(cursorOf(text), part), null, text);
  assert.equal(readCursor(cursorOf('a\0'), 'text'), null);
});
