import type { ExportFile } from '#kernel/devices/frames.ts';
import type { Kept } from '../store/shapes.ts';

/** The operations that the server has not yet signed for, as the office takes them in. */
export function exportFile(device: string, kept: readonly Kept[]): ExportFile {
  const operations = kept.map(({ text, signature }) => ({ text, signature }));
  return { form: 'operations/1', device, exportedAt: new Date().toISOString(), operations };
}

/** Puts the file among the phone's downloads, from where it goes by cable, Bluetooth or a memory card. */
export function saveFile(file: ExportFile): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `tung-nha-${file.device.slice(-8)}-${file.exportedAt.slice(0, 19).replaceAll(':', '')}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
