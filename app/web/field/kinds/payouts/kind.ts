import { kindOf } from '../kind.ts';
import type { Act } from '../../store/shapes.ts';
import { BagScreen } from './bag-screen.tsx';
import { type Bag, type Body, holdBag, nameIn, renewBag } from './bag.ts';
import { PersonScreen } from './person-screen.tsx';
import { say } from './texts.ts';
import { vnd } from '../../written.ts';

/** Money at the door, first of the kinds. */
export const payouts = kindOf<Bag>({
  module: 'payouts',
  route: 'POST /devices/:deviceId/bag',
  purgeAt: (bag) => bag.purgeAt,
  renew: renewBag,
  hold: holdBag,
  things: (n) => say().vouchersOf(n),
  say: sayAct,
  Stop: PersonScreen,
  Bag: BagScreen,
});

function sayAct(act: Act, bag: Bag | null): string {
  const { acts, someone, reasons, closedEven, closedOff, acceptedOff } = say();
  const nameOf = (citizenId: string) => nameIn(bag, citizenId) ?? someone;
  if (act.kind === 'payouts.pay') {
    const { citizenId, amountVnd } = act.body as unknown as Body<'payouts.pay'>;
    return acts['payouts.pay'](nameOf(citizenId), vnd(BigInt(amountVnd)));
  }
  if (act.kind === 'payouts.visit') {
    const { citizenId, reason } = act.body as unknown as Body<'payouts.visit'>;
    return acts['payouts.visit'](nameOf(citizenId), reasons[reason]);
  }
  if (act.kind === 'payouts.close-bag') {
    const off = BigInt((act.answer?.receipt?.['differenceVnd'] as string | undefined) ?? 0);
    if (act.answer?.first !== 'posted') return acts['payouts.close-bag'];
    return off === 0n ? closedEven : closedOff(vnd(off < 0n ? -off : off), off < 0n);
  }
  if (act.kind === 'payouts.accept-offer') {
    const found = act.answer?.receipt?.['differences'] as readonly unknown[] | undefined;
    return found?.length ? acceptedOff : acts['payouts.accept-offer'];
  }
  const text = acts[act.kind as keyof typeof acts];
  return typeof text === 'string' ? text : act.kind;
}
