import { useQuery } from '@tanstack/react-query';
import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { myHandsQuery } from '../parts/hands.ts';
import { useTexts } from './texts/texts.ts';

/** What the teller's own drawer holds by the book, beside the heading. */
export function DrawerBalance({ officeId }: { officeId: string }) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const { data } = useQuery(myHandsQuery(officeId));
  if (!data) return null;
  const drawer = data.find((hand) => hand.mine && hand.kind === 'drawer');
  if (!drawer) return <Marked as="watch">{texts.noDrawer}</Marked>;
  return (
    <span role="status">
      {handName({ ...drawer, office: '' })}:{' '}
      <strong data-figure="drawer">{format.vnd(drawer.balanceVnd)}</strong> {format.currency}
    </span>
  );
}
