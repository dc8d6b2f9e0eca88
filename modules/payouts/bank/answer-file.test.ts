import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#kernel/words/id.ts';
import { judgeAnswer, lineOf } from './answer-file.ts';

const [a, b, c] = [newId(), newId(), newId()];
const batch = [a, b, c].map((voucherId) => ({ voucherId }));
const row = (id: string, result: string) => ['1', '0123', 'Ngân hàng', 'Trần Văn Lợi', '1000', id, result];
const judge = (rows: readonly (readonly string[])[]) =>
  judgeAnswer(
    batch,
    rows.flatMap((cells) => lineOf(cells) ?? []),
  );

test('results are read right of the reference, whatever the person is called', () => {
  const { paid, rejected, strangers } = judge([
    row(a, 'Thành công'),
    row(b, 'Lỗi: tài khoản đã đóng'),
    ['STT', 'Số tài khoản', 'Ngân hàng', 'Họ và tên', 'Số tiền', 'Mã tham chiếu', 'Kết quả'],
  ]);
  assert.deepEqual(paid, [{ voucherId: a }]);
  assert.deepEqual(
    rejected.map(({ line, says }) => [line.voucherId, says]),
    [
      [b, 'Lỗi: tài khoản đã đóng'],
      [c, null],
    ],
  );
  assert.deepEqual(strangers, []);
});

test('an answer without results names what was paid; a reference of another batch is told', () => {
  const other = newId();
  const { paid, rejected, strangers, withResults } = judge([row(a, ''), row(b, ''), row(other, '')]);
  assert.equal(withResults, false);
  assert.equal(paid.length, 2);
  assert.equal(rejected.length, 1);
  assert.deepEqual(strangers, [other]);
});
