import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { LongTextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { PEOPLE } from './people-queries.ts';
import { useVoucherTexts } from './voucher-texts/texts.ts';

interface Props {
  readonly payment: {
    readonly officeId: string;
    readonly handoverId: string;
    readonly receiptNo: string;
    readonly amountVnd: string;
  };
  readonly onClose: () => void;
}

/** Asks a second person to take a payment back: nothing moves until they agree. */
export function TakeBackDialog({ payment, onClose }: Props) {
  const texts = useVoucherTexts();
  const format = useFormat();
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (id, input: { officeId: string; paymentHandoverId: string; reason: string }) => {
      const { officeId, ...what } = input;
      return ask('POST /payouts/proposals', {
        body: { id, officeId, what: { kind: 'pay-reverse', ...what } },
      });
    },
    touches: [['payouts'], [PEOPLE]],
    onDone: () => {
      toast(texts.takeBackSent);
      onClose();
    },
  });
  return (
    <ActDialog
      title={texts.takeBackTitle(payment.receiptNo)}
      onClose={onClose}
      act={act}
      label={texts.takeBack}
      grave
      input={
        reason.trim() !== ''
          ? { officeId: payment.officeId, paymentHandoverId: payment.handoverId, reason: reason.trim() }
          : null
      }
    >
      <p>{texts.takeBackWhat(format.vnd(payment.amountVnd))}</p>
      <LongTextField
        label={texts.takeBackReason}
        maxLength={200}
        required
        data-autofocus
        value={reason}
        onChange={setReason}
      />
    </ActDialog>
  );
}
