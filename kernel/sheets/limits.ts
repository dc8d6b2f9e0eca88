/** What a sheet file may cost us. Every reader counts against these while it reads, never only before. */
export interface SheetLimits {
  /** Bytes of the file itself. */
  fileBytes: number;
  /** Bytes of everything inside a zip once inflated. */
  inflatedBytes: number;
  /** Bytes of the table of shared texts, which has to be held whole. */
  sharedBytes: number;
  /** Inflated bytes for one packed byte, for parts above 16 MB. Deflate can reach 1,032; real sheets stay under 60. */
  ratio: number;
  rows: number;
  /** Cells of a row that are kept; what stands further right is cut off. */
  columns: number;
  /** Characters of one cell. */
  cellLength: number;
}

export const USUAL_LIMITS: SheetLimits = {
  fileBytes: 256 * 2 ** 20,
  inflatedBytes: 768 * 2 ** 20,
  sharedBytes: 192 * 2 ** 20,
  ratio: 200,
  rows: 1_200_000,
  columns: 200,
  cellLength: 4_000,
};
