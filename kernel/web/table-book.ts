import { isSheetNumber, safeCell, saveFile } from './table-text.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Saves cells as one sheet of an xlsx file: the first row is the head, whole numbers stay numbers. */
export async function saveBook(
  cells: readonly (readonly string[])[],
  title: string,
  fileName: string,
): Promise<void> {
  // The writer is fetched when the first file is saved: no screen needs it to open.
  const { writeXlsx } = await import('hucre/xlsx');
  const bytes = await writeXlsx({
    sheets: [
      {
        name: title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31),
        columns: (cells[0] ?? []).map(() => ({ autoWidth: true })),
        rows: cells.map((row) => row.map((cell) => (isSheetNumber(cell) ? Number(cell) : safeCell(cell)))),
        freezePane: { rows: 1 },
      },
    ],
  });
  saveFile(bytes as BlobPart, fileName, XLSX);
}
