import { useQuery } from '@tanstack/react-query';
import { Facts } from '#kernel/web/facts.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { CUSTODIANS } from '../parts/roles.ts';
import { myHandsQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** What the person and the office hold at this moment, for those who hold anything. */
export function Holding({ officeId, roles }: { officeId: string; roles: readonly string[] }) {
  const texts = useTexts();
  const format = useFormat();
  const holds = CUSTODIANS.some((role) => roles.includes(role));
  const hands = useQuery({ ...myHandsQuery(officeId), enabled: holds });
  if (!holds || !hands.data || hands.data.length === 0) return null;
  const held = (hand: (typeof hands.data)[number]) =>
    hand.things > 0
      ? `${texts.dong(format.vnd(hand.balanceVnd))}; ${texts.vouchers(format.count(hand.things))}`
      : texts.dong(format.vnd(hand.balanceVnd));
  return (
    <Sheet title={texts.holding}>
      <Facts facts={hands.data.map((hand) => [hand.name, held(hand)] as const)} />
    </Sheet>
  );
}
