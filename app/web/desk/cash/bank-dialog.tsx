import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { CountField } from '#kernel/web/fields/count-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { useTexts } from './texts/texts.ts';
import { TwoPeople, useNeedsTwo } from './two-people.tsx';

interface Props {
  readonly officeId: string;
  readonly onClose: () => void;
}

interface BankCash {
  readonly direction: 'draw' | 'deposit';
  readonly count: Count;
  readonly document: string;
  readonly asProposal: boolean;
}

/** Notes between the bank account and the office's vault, by a cheque or a deposit slip. */
export function BankDialog({ officeId, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const needsTwo = useNeedsTwo(officeId);
  const [direction, setDirection] = useState<'draw' | 'deposit'>('draw');
  const [document, setDocument] = useState('');
  const [count, setCount] = useState<Count>({});
  const amountVnd = countedVnd(count);
  const asProposal = needsTwo(amountVnd);
  const act = useAct<BankCash, unknown>({
    send: (id, { asProposal: two, ...what }) =>
      two
        ? ask('POST /payouts/proposals', { body: { id, officeId, what: { kind: 'bank-cash', ...what } } })
        : ask('POST /payouts/bank-cash', { body: { id, officeId, ...what } }),
    touches: [['payouts']],
    onDone: (_answer, done) => {
      const amount = format.vnd(countedVnd(done.count));
      const said = done.direction === 'draw' ? texts.drawn(amount) : texts.deposited(amount);
      toast(done.asProposal ? texts.proposed : said);
      onClose();
    },
  });
  const ready = amountVnd > 0n && document.trim() !== '';
  return (
    <ActDialog
      title={texts.bank}
      label={asProposal ? texts.propose : texts[direction]}
      act={act}
      onClose={onClose}
      input={ready ? { direction, count, document: document.trim(), asProposal } : null}
    >
      <SegmentedControl
        aria-label={texts.bank}
        value={direction}
        disabled={act.busy}
        onChange={setDirection}
        data={[
          { value: 'draw', label: texts.draw },
          { value: 'deposit', label: texts.deposit },
        ]}
      />
      <TextField
        label={texts.document}
        description={texts.documentHint}
        maxLength={200}
        required
        disabled={act.busy}
        value={document}
        onChange={setDocument}
      />
      <CountField label={texts.counting} value={count} onChange={setCount} disabled={act.busy} />
      {asProposal && <TwoPeople officeId={officeId} />}
    </ActDialog>
  );
}
