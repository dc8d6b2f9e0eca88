import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { MoneyField } from '#kernel/web/fields/money-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import type { Funding } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly month: string;
  readonly funding: Funding;
  readonly name: string;
  readonly onClose: () => void;
}

interface Deposit {
  readonly amountVnd: string;
  readonly document: string;
}

/** A funder's deposit against its list, begun with what is still missing. */
export function FundDialog({ month, funding, name, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const missingVnd = -BigInt(funding.differenceVnd);
  const [amountVnd, setAmount] = useState<bigint | null>(missingVnd > 0n ? missingVnd : null);
  const [document, setDocument] = useState('');
  const act = useAct<Deposit, unknown>({
    send: (id, deposit) =>
      ask('POST /payouts/funding', { body: { id, programme: funding.programme, month, ...deposit } }),
    touches: [['payouts']],
    onDone: (_answer, deposit) => {
      toast(texts.recorded(format.vnd(deposit.amountVnd)));
      onClose();
    },
  });
  const ready = amountVnd !== null && amountVnd > 0n && document.trim() !== '';
  return (
    <ActDialog
      title={`${texts.record}: ${name}`}
      label={texts.record}
      act={act}
      onClose={onClose}
      input={ready ? { amountVnd: amountVnd.toString(), document: document.trim() } : null}
    >
      <MoneyField label={texts.amount} required value={amountVnd} onChange={setAmount} data-autofocus />
      <TextField
        label={texts.document}
        description={texts.documentHint}
        maxLength={200}
        required
        value={document}
        onChange={setDocument}
      />
      {ready && <Callout role="status">{texts.recordSum(format.vnd(amountVnd), name)}</Callout>}
    </ActDialog>
  );
}
