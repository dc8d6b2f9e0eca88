import { useQuery } from '@tanstack/react-query';
import { Callout } from '#kernel/web/callout.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { takersQuery } from '../parts/takers.ts';
import { useTexts } from './texts/texts.ts';

/** Whether cash of this amount needs a second person, by the limit in force. */
export function useNeedsTwo(officeId: string): (amountVnd: bigint) => boolean {
  const takers = useQuery(takersQuery(officeId));
  const above = takers.data?.twoPeopleAboveVnd ?? null;
  return (amountVnd) => above !== null && amountVnd > BigInt(above);
}

/** Says before it is sent that this becomes a proposal, and above which amount. */
export function TwoPeople({ officeId }: { readonly officeId: string }) {
  const texts = useTexts();
  const format = useFormat();
  const takers = useQuery(takersQuery(officeId));
  return (
    <Callout as="watch" role="status">
      {texts.needsTwo(format.vnd(takers.data?.twoPeopleAboveVnd ?? 0n))}
    </Callout>
  );
}
