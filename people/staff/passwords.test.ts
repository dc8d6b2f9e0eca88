import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isInLeakFile, readLeaked } from './leaked-passwords.ts';
import { newOneTimePassword, whyNotPassword } from './passwords.ts';

const folder = await mkdtemp(join(tmpdir(), 'tungnha-leaks-'));
after(() => rm(folder, { recursive: true, force: true }));

const who = {
  username: 'gdv.hoa',
  names: ['Nguyễn Thị Hoa', 'Bưu điện huyện Gio Linh', 'Bưu điện tỉnh Quảng Trị'],
};

test('short and monotonous passwords and those of this place are weak; a sentence is not', async () => {
  for (const weak of [
    'ngan-qua',
    'aaaaabbbbb',
    'xx-gdv.hoa-xx',
    'Matkhau-123',
    'mật khẩu 123',
    'P@ssw0rd-123',
    'VNPOST 2026',
    'Tung nha 2026!',
    'buudienquangtri',
    'Gio Linh 12345',
    'hoanguyen1990',
    'Nguyễn Thị Hoa',
  ])
    assert.equal(await whyNotPassword(weak, who), 'weak_password', weak);
  for (const good of [
    'bốn con mèo đen',
    'mua hat de 83 lan',
    'gió lùa cửa sổ phòng tôi',
    newOneTimePassword(),
  ])
    assert.equal(await whyNotPassword(good, who), null, good);
  assert.equal(await whyNotPassword('hoanguyen1990', { username: 'gdv.lan', names: [] }), null);
});

test('the list that is shipped holds far more than the 3,000 commonest that are long enough', async () => {
  assert.ok((await readLeaked(10)).split('\n').length > 100_000);
  for (const leaked of [
    'qwertyuiop',
    'basketball',
    'Manchester',
    '1qaz2wsx3edc',
    'q w e r t y u i o p',
    'basket-ball',
  ])
    assert.equal(await whyNotPassword(leaked, who), 'leaked_password', leaked);
});

test('a file of leaked passwords of the operator is searched by halves, to its first and last line', async () => {
  const passwords = Array.from({ length: 501 }, (_, n) => `bốn con mèo đen ${n}`);
  const lines = passwords
    .map((each, n) => `${createHash('sha1').update(each).digest('hex').toUpperCase()}:${n * 7_919 + 1}`)
    .toSorted();
  for (const [end, last] of [
    ['\n', '\n'],
    ['\r\n', ''],
  ] as const) {
    const leakFile = join(folder, 'leaks.txt');
    await writeFile(leakFile, lines.join(end) + last);
    for (const each of passwords) assert.equal(await isInLeakFile(leakFile, each), true, each);
    for (let n = 501; n < 700; n++) assert.equal(await isInLeakFile(leakFile, `bốn con mèo đen ${n}`), false);
    assert.equal(await whyNotPassword('bốn con mèo đen 7', { ...who, leakFile }), 'leaked_password');
    assert.equal(await whyNotPassword('bốn con mèo đen 7', who), null);
  }
  await writeFile(join(folder, 'empty.txt'), '');
  assert.equal(await isInLeakFile(join(folder, 'empty.txt'), 'bất cứ gì'), false);
});
