import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { LongTextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import type { Phone } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly how: 'revoked' | 'lost';
  readonly phone: Phone;
  readonly officeId: string;
  readonly onClose: () => void;
}

/** Ends a phone, with what that means for its bag and for what it has not sent. */
export function EndDialog({ how, phone, officeId, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [reason, setReason] = useState('');
  const { id: deviceId, bag, unsent, person } = phone;
  const act = useAct({
    send: (_id, input: string) =>
      ask('POST /devices/:deviceId/revocation', {
        params: { deviceId },
        body: { officeId, how, reason: input },
      }),
    touches: [['payouts']],
    onDone: () => {
      toast(texts.ended[how](person));
      onClose();
    },
  });
  return (
    <ActDialog
      grave
      title={texts.endTitle[how](person)}
      label={how === 'lost' && bag ? texts.lostBagLabel : texts.endLabel[how]}
      act={act}
      onClose={onClose}
      input={reason.trim() === '' ? null : reason.trim()}
    >
      <Callout as="watch">{how === 'lost' && bag ? texts.lostBag(bag.name) : texts.endHint[how]}</Callout>
      {unsent > 0 && <Callout>{texts.endUnsent(format.count(unsent))}</Callout>}
      <LongTextField
        label={texts.why}
        required
        maxLength={500}
        value={reason}
        disabled={act.busy}
        onChange={setReason}
      />
    </ActDialog>
  );
}
