import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ActState } from '#kernel/web/act-state.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { myHandsQuery, type Offer, offersQuery } from '../parts/hands.ts';
import { PEOPLE } from '../parts/people-queries.ts';
import styles from './counter.module.css';
import { useTexts } from './texts/texts.ts';

/** Vouchers and cash on their way to this counter. Vouchers are taken in here; cash is counted on the cash screen. */
export function WaitingOffers({ officeId }: { officeId: string }) {
  const texts = useTexts();
  const offers = useQuery(offersQuery(officeId)).data ?? [];
  const hands = useQuery(myHandsQuery(officeId)).data ?? [];
  const mine = offers.filter(({ towardHand }) =>
    hands.some((hand) => hand.id === towardHand && hand.kind !== 'vault'),
  );
  if (mine.length === 0) return null;
  return (
    <Sheet title={texts.waiting} note={mine.length}>
      <ul className={styles['list']} aria-label={texts.waiting}>
        {mine.map((offer) => (
          <WaitingOffer key={offer.id} officeId={officeId} offer={offer} />
        ))}
      </ul>
    </Sheet>
  );
}

function WaitingOffer({ officeId, offer }: { officeId: string; offer: Offer }) {
  const texts = useTexts();
  const format = useFormat();
  const act = useAct({
    send: (id, offerId: string) =>
      ask('POST /payouts/vouchers/acceptance', { body: { id, officeId, offerIds: [offerId] } }),
    touches: [['payouts'], [PEOPLE]],
    onDone: (answer) => toast(texts.accepted(answer.vouchers)),
  });
  const isCash = BigInt(offer.amountVnd) > 0n;
  return (
    <li>
      <span className={styles['grow']}>
        {isCash
          ? texts.cashFrom(format.vnd(offer.amountVnd), offer.from)
          : texts.vouchersFrom(offer.things, offer.from)}
      </span>
      {isCash ? (
        <Link to="/cash">{texts.toCash}</Link>
      ) : (
        <Button
          size="compact-xs"
          variant="default"
          loading={act.step.at === 'sending'}
          onClick={() => act.run(offer.id)}
        >
          {texts.accept}
        </Button>
      )}
      <ActState act={act} />
    </li>
  );
}
