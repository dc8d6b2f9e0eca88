import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { ReadCode } from './read-code.ts';

// The engine comes from our own server and lies in the offline store, not at a foreign host.
prepareZXingModule({
  overrides: {
    locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasm : prefix + path),
  },
});

export const readWithZxing: ReadCode = async (image) => {
  const bitmap = await createImageBitmap(image);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const ink = canvas.getContext('2d');
  ink?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const pixels = ink?.getImageData(0, 0, canvas.width, canvas.height);
  if (!pixels) return null;
  const [found] = await readBarcodes(pixels, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 });
  return found?.text ?? null;
};
