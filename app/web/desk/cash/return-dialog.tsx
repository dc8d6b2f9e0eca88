import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
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
  const shared = useShared();
  const format = useFormat();
  const [reason, setReason] = useState('');
  const act = useAct<string, unknown>({
    send: (id, why) =>
      ask('POST /payouts/offers/:offerId/return', {
        params: { offerId: offer.id },
        body: {
          id,
          officeId: how === 'refuse' ? offer.towardOfficeId : offer.fromOfficeId,
          how,
          reason: why,
        },
      }),
    touches: [['payouts']],
    onDone: () => {
      toast(how === 'refuse' ? texts.refused : texts.withdrawn);
      onClose();
    },
  });
  const amount = hidden ? '…' : format.vnd(offer.amountVnd);
  return (
    <ActDialog
      grave={how === 'refuse'}
      title={`${texts[how]}: ${offer.from} → ${offer.toward}`}
      label={texts[how]}
      act={act}
      onClose={onClose}
      input={reason.trim() === '' ? null : reason.trim()}
    >
      <Callout>{texts.returnWhat(amount, format.count(offer.things))}</Callout>
      <TextField
        label={shared.reason}
        maxLength={200}
        required
        data-autofocus
        value={reason}
        onChange={setReason}
      />
    </ActDialog>
  );
}
