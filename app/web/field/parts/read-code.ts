/** Reads a QR code from a picture or a frame of the camera; null when there is none in it. */
export type ReadCode = (image: ImageBitmapSource) => Promise<string | null>;

interface Detector {
  detect(image: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}

interface DetectorMaker {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** The phone's own detector where it has one; else zxing, which is fetched only then and works without a network too. */
export async function openReader(): Promise<ReadCode> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorMaker };
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  if (BarcodeDetector && formats.includes('qr_code')) {
    const own = new BarcodeDetector({ formats: ['qr_code'] });
    return async (image) => (await own.detect(image))[0]?.rawValue ?? null;
  }
  const { readWithZxing } = await import('./read-with-zxing.ts');
  return readWithZxing;
}
