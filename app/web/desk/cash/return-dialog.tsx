import { Callout } from '#kernel/web/callout.tsx';
import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import type { Offer } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly offer: Offer;
  readonly how: 'refuse' | 'withdraw';
  /** A blind count tells nothing of the sum here either. */
  readonly hidden: boolean;
  readonly onClose: () => void;
}

/** The taker refuses, or the giver takes back: everything returns to where it came from, with the reason. */
export function ReturnDialog({ offer, how, hidden, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const officeId = how === 'refuse' ? offer.towardOfficeId : offer.fromOfficeId;
  const amount = hidden ? '…' : format.vnd(offer.amountVnd);
  return (
    <ReasonDialog
      grave={how === 'refuse'}
      title={`${texts[how]}: ${handName(offer.from)} → ${handName(offer.toward)}`}
      label={texts[how]}
      send={(id, reason) =>
        ask('POST /payouts/offers/:offerId/return', {
          params: { offerId: offer.id },
          body: { id, officeId, how, reason },
        })
      }
      touches={[['payouts']]}
      done={() => (how === 'refuse' ? texts.refused : texts.withdrawn)}
      onClose={onClose}
    >
      <Callout>{texts.returnWhat(amount, format.count(offer.things))}</Callout>
    </ReasonDialog>
  );
}
