import { queryOptions, useQuery } from '@tanstack/react-query';
import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { type Count, DENOMINATIONS_VND, notesFrom } from '#kernel/words/money.ts';
import { ask } from '../api.ts';
import { useParts } from './texts/texts.ts';

const stockQuery = (officeId: string, handId: string) =>
  queryOptions({
    queryKey: ['payouts', 'notes', officeId, handId],
    queryFn: ({ signal }) =>
      ask('GET /payouts/hands/:handId/notes', { params: { handId }, query: { officeId } }, signal),
    enabled: handId !== '',
  });

/**
 * Notes out of a hand's own stock that make an amount: `null` when its notes cannot make it, undefined while nothing is known
 * of them. What may be there at most is never exceeded, so a note that is not there is never suggested.
 */
export function useStockNotes(officeId: string, handId: string | undefined, amountVnd: bigint) {
  const { data } = useQuery(stockQuery(officeId, handId ?? ''));
  const stock = data?.atMost ?? null;
  const notes: Count | null | undefined = stock === null ? undefined : notesFrom(stock, amountVnd);
  return { notes, exact: data?.exact ?? false, unknown: data !== undefined && stock === null };
}

/** Says which notes to count out, or why none are said. */
export function StockNotes({ notes, exact, unknown }: ReturnType<typeof useStockNotes>) {
  const texts = useParts();
  const format = useFormat();
  if (notes === null) return <Marked as="watch">{exact ? texts.noExactNotes : texts.noLikelyNotes}</Marked>;
  if (unknown) return texts.notesUnknown;
  if (notes === undefined) return null;
  return (
    <>
      {exact ? texts.notesHere : texts.notesLikely}: <strong>{notesText(notes, format.count)}</strong>
    </>
  );
}

/** `6 × 500.000 + 1 × 200.000`, largest notes first. */
function notesText(count: Count, write: (note: number) => string): string {
  return DENOMINATIONS_VND.filter((note) => count[note])
    .map((note) => `${count[note]}\u00a0×\u00a0${write(note)}`)
    .join(' + ');
}
