import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { laterWindow } from '#kernel/web/later.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useBlind } from '../parts/accept/use-blind.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { myHandsQuery, type Offer, offersQuery } from '../parts/hands.ts';
import styles from './counter.module.css';
import { useTexts } from './texts/texts.ts';

const AcceptDialog = laterWindow(
  async () => (await import('../parts/accept/accept-dialog.tsx')).AcceptDialog,
);

/** Vouchers and cash on their way to this counter, each looked through or counted before it is taken in. */
export function WaitingOffers({ officeId }: { officeId: string }) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const offers = useQuery(offersQuery(officeId)).data ?? [];
  const hands = useQuery(myHandsQuery(officeId)).data ?? [];
  const [blind] = useBlind();
  const [taking, setTaking] = useState<Offer | null>(null);
  const mine = offers.filter(({ towardHand }) =>
    hands.some((hand) => hand.id === towardHand && hand.kind !== 'vault'),
  );
  const what = ({ amountVnd, things, from }: Offer) =>
    amountVnd === '0'
      ? texts.vouchersFrom(format.count(things), handName(from))
      : blind
        ? texts.cashToCount(handName(from))
        : texts.cashFrom(format.vnd(amountVnd), handName(from));
  return (
    <>
      {mine.length > 0 && (
        <Sheet title={texts.waiting} note={mine.length}>
          <ul className={styles['list']} aria-label={texts.waiting}>
            {mine.map((offer) => (
              <li key={offer.id}>
                <span className={styles['grow']}>{what(offer)}</span>
                <Button size="compact-xs" variant="default" onClick={() => setTaking(offer)}>
                  {offer.amountVnd === '0' ? texts.lookAndAccept : texts.countAndAccept}
                </Button>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {taking && (
        <AcceptDialog
          offer={{ ...taking, towardOfficeId: officeId }}
          blind={blind}
          onClose={() => setTaking(null)}
        />
      )}
    </>
  );
}
