import { formatVnd } from '#kernel/words/money.ts';
import { kindOf } from '../kind.ts';
import type { Act } from '../../store/shapes.ts';
import { BagScreen } from './bag-screen.tsx';
import { type Bag, type Body, holdBag } from './bag.ts';
import { PersonScreen } from './person-screen.tsx';
import { say } from './texts.ts';

/** Money at the door, first of the kinds. */
export const payouts = kindOf<Bag>({
  module: 'payouts',
  route: 'POST /devices/:deviceId/bag',
  purgeAt: (bag) => bag.purgeAt,
  hold: holdBag,
  say: sayAct,
  Stop: PersonScreen,
  Bag: BagScreen,
});

function sayAct(act: Act, bag: Bag | null): string {
  const { acts, vnd, someone, reasons } = say();
  const nameOf = (citizenId: string) =>
    bag?.people.find((each) => each.citizenId === citizenId)?.fullName ?? someone;
  if (act.kind === 'payouts.pay') {
    const { citizenId, amountVnd } = act.body as unknown as Body<'payouts.pay'>;
    return acts['payouts.pay'](nameOf(citizenId), vnd(formatVnd(BigInt(amountVnd))));
  }
  if (act.kind === 'payouts.visit') {
    const { citizenId, reason } = act.body as unknown as Body<'payouts.visit'>;
    return acts['payouts.visit'](nameOf(citizenId), reasons[reason]);
  }
  const text = acts[act.kind as keyof typeof acts];
  return typeof text === 'string' ? text : act.kind;
}
