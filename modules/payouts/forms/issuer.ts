import type { Read } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import { showPapersSay } from '#places/offices/papers.ts';
import type { Issuer } from './shapes.ts';

/** Above the province office stands the corporation. */
const CORPORATION = 'TỔNG CÔNG TY BƯU ĐIỆN VIỆT NAM';

/** The office that issues a paper, at the province's place. The province's own office has no superior but the corporation. */
export async function issuerOf(
  read: Read,
  office: string,
  superior: string | null,
  madeOn: Day,
): Promise<Issuer> {
  const { placeOfIssue: place } = await showPapersSay(read);
  const parentName = superior === null || superior === office ? CORPORATION : superior;
  return { parentName, name: office, number: null, place, madeOn };
}
