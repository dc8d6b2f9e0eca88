import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { modulesOf, QUIET, qrOperators } from './qr.ts';

const wasm = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

const TEXT = 'https://chitra.example.vn/kiem-chung?so=GL-201208-7Q2M4XKV9T&ma=7Q2M4-XKV9T';
const SIZE = 240;

/** The filled rectangles of the operators as a picture of grey bytes, as a printer would fill them. */
function painted(operators: string) {
  const data = new Uint8ClampedArray(new ArrayBuffer(SIZE * SIZE * 4)).fill(255);
  for (const [, x, y, w, h] of operators.matchAll(/(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) re/g)) {
    const [left, bottom, wide, tall] = [x, y, w, h].map(Number) as [number, number, number, number];
    const top = -bottom - tall;
    for (let py = Math.round(top); py < Math.round(top + tall); py++)
      for (let px = Math.round(left); px < Math.round(left + wide); px++)
        data.fill(0, (py * SIZE + px) * 4, (py * SIZE + px) * 4 + 3);
  }
  return { data, width: SIZE, height: SIZE, colorSpace: 'srgb' as const };
}

test('what is drawn reads back as the text, also with a corner torn off', async () => {
  const picture = painted(qrOperators(TEXT, 0, 0, SIZE));
  const [read] = await readBarcodes(picture, { formats: ['QRCode'] });
  assert.equal(read?.text, TEXT);
  const torn = painted(qrOperators(TEXT, 0, 0, SIZE));
  for (let y = SIZE - 50; y < SIZE - 20; y++)
    for (let x = SIZE - 50; x < SIZE - 20; x++)
      torn.data.fill(255, (y * SIZE + x) * 4, (y * SIZE + x) * 4 + 3);
  assert.equal((await readBarcodes(torn, { formats: ['QRCode'] }))[0]?.text, TEXT);
});

test('the quiet zone is four modules on every side', () => {
  const module = SIZE / (modulesOf(TEXT).length + 2 * QUIET);
  const places = [...qrOperators(TEXT, 0, 0, SIZE).matchAll(/(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) re/g)];
  const lefts = places.map(([, x]) => Number(x));
  const rights = places.map(([, x, , w]) => Number(x) + Number(w));
  assert.ok(Math.abs(Math.min(...lefts) - QUIET * module) < 0.1);
  assert.ok(Math.abs(SIZE - Math.max(...rights) - QUIET * module) < 0.1);
});
