import { useQuery } from '@tanstack/react-query';
import { Facts } from '#kernel/web/facts.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { myHandsQuery } from '../parts/hands.ts';
import type { Place } from '../parts/place.ts';
import { CUSTODIANS, VAULT_KEEPERS } from '../parts/roles.ts';
import { useTexts } from './texts/texts.ts';

/** What the person and the office hold at this moment, for those who hold anything. */
export function Holding({ place, roles }: { place: Place; roles: readonly string[] }) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const holds = CUSTODIANS.some((role) => roles.includes(role));
  const hands = useQuery({ ...myHandsQuery(place.id), enabled: holds });
  // Whoever only pays at a counter does not answer for the vault beside it.
  const mine = hands.data?.filter(
    ({ kind }) => kind !== 'vault' || VAULT_KEEPERS.some((role) => roles.includes(role)),
  );
  if (!holds || !mine || mine.length === 0) return null;
  const held = ({ kind, balanceVnd, things }: (typeof mine)[number]) => {
    // Cash never lies on a desk.
    const cash = kind === 'desk' ? [] : [format.dong(balanceVnd)];
    const vouchers = kind === 'desk' || things > 0 ? [texts.vouchers(format.count(things))] : [];
    return [...cash, ...vouchers].join('; ');
  };
  return (
    <Sheet title={texts.holding}>
      <Facts facts={mine.map((hand) => [handName({ ...hand, office: place.name }), held(hand)] as const)} />
    </Sheet>
  );
}
