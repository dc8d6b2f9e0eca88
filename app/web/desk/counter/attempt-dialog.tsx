import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { LongTextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { PEOPLE, type PersonVoucher, type PastVoucher } from '../parts/people-queries.ts';
import { useVoucherTexts } from '../parts/voucher-texts/texts.ts';
import { sumVnd } from './payment.ts';
import { useTexts } from './texts/texts.ts';

type Reason = PastVoucher['attempts'][number]['reason'];

interface Props {
  readonly officeId: string;
  readonly vouchers: readonly PersonVoucher[];
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Writes down why somebody leaves without money. The vouchers stay due. */
export function AttemptDialog({ officeId, vouchers, name, onClose, onDone }: Props) {
  const texts = useTexts();
  const words = useVoucherTexts();
  const format = useFormat();
  const [reason, setReason] = useState<Reason>('no_papers');
  const [note, setNote] = useState('');
  const act = useAct({
    send: (id, input: { voucherIds: string[]; reason: Reason; note: string | null }) =>
      ask('POST /payouts/attempts', { body: { id, officeId, ...input } }),
    touches: [[PEOPLE]],
    onDone: () => {
      toast(texts.unpaidDone);
      onClose();
      onDone();
    },
  });
  const here = vouchers.filter((voucher) => voucher.officeId === officeId);
  const needsNote = reason === 'other' && note.trim() === '';
  return (
    <ActDialog
      title={texts.unpaidTitle(name)}
      onClose={onClose}
      act={act}
      label={texts.unpaidDo}
      input={
        here.length === 0 || needsNote
          ? null
          : { voucherIds: here.map(({ id }) => id), reason, note: note.trim() === '' ? null : note.trim() }
      }
    >
      <p>{here.length === 0 ? texts.unpaidNone : texts.unpaidWhat(here.length, format.vnd(sumVnd(here)))}</p>
      <NativeSelect
        label={texts.unpaidReason}
        data-autofocus
        value={reason}
        data={Object.entries(words.attempts).map(([value, label]) => ({ value, label }))}
        onChange={(event) => setReason(event.currentTarget.value as Reason)}
      />
      <LongTextField
        label={texts.unpaidNote}
        maxLength={300}
        required={reason === 'other'}
        value={note}
        onChange={setNote}
      />
    </ActDialog>
  );
}
