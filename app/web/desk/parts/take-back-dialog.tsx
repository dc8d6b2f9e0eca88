import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
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
  const { officeId, handoverId: paymentHandoverId, receiptNo, amountVnd } = payment;
  return (
    <ReasonDialog
      title={texts.takeBackTitle(receiptNo)}
      label={texts.takeBack}
      grave
      field={texts.takeBackReason}
      send={(id, reason) =>
        ask('POST /payouts/proposals', {
          body: { id, officeId, what: { kind: 'pay-reverse', paymentHandoverId, reason } },
        })
      }
      touches={[['payouts'], [PEOPLE]]}
      done={() => texts.takeBackSent}
      onClose={onClose}
    >
      <p>{texts.takeBackWhat(format.vnd(amountVnd))}</p>
    </ReasonDialog>
  );
}
