import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill, templateOf } from './template.ts';

test('an empty value takes one of the blanks around it along', () => {
  const line = templateOf('Theo danh sách {number} của {by}');
  assert.equal(fill(line, { number: '12/2020', by: 'cơ quan' }), 'Theo danh sách 12/2020 của cơ quan');
  assert.equal(fill(line, { number: null, by: 'cơ quan' }), 'Theo danh sách của cơ quan');
});
