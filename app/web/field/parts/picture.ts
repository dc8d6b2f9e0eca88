import { sha256 } from '#kernel/devices/seal.ts';
import type { Picture } from '../store/shapes.ts';

const EDGE_PX = 1_280;
const BYTES_MOST = 400 * 1024;

async function pictureOf(blob: Blob): Promise<Picture> {
  const content = new Uint8Array(await blob.arrayBuffer());
  return { content, mediaType: blob.type, sha256: await sha256(content) };
}

function blobOf(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), type, quality),
  );
}

/** A photo made small enough for a slow link; drawing it anew also drops where and with what it was taken. */
export async function shrinkPhoto(file: Blob): Promise<Picture> {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, EDGE_PX / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  for (const quality of [0.75, 0.55, 0.35]) {
    const blob = await blobOf(canvas, 'image/jpeg', quality);
    if (blob.size <= BYTES_MOST || quality === 0.35) return pictureOf(blob);
  }
  throw new Error('no picture');
}

export async function drawingOf(canvas: HTMLCanvasElement): Promise<Picture> {
  return pictureOf(await blobOf(canvas, 'image/png'));
}
