import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { CountField } from '#kernel/web/fields/count-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { takersQuery } from '../parts/takers.ts';
import { ordersQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { TwoPeople, useNeedsTwo } from './two-people.tsx';

interface Props {
  readonly officeId: string;
  /** Whose orders are to be sent from the vault; undefined while no month has begun. */
  readonly month: string | undefined;
  readonly onClose: () => void;
}

interface BankCash {
  readonly direction: 'draw' | 'deposit';
  readonly count: Count;
  readonly document: string;
  readonly asProposal: boolean;
}

/** Notes between the bank account and the office's vault, by a cheque or a deposit slip. */
export function BankDialog({ officeId, month, onClose }: Props) {
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
  const waiting = useOrdersToSend(officeId, month);
  const waitingNotes = sumOf(waiting);
  const ready = amountVnd > 0n && document.trim() !== '';
  return (
    <ActDialog
      title={texts.bank}
      label={
        asProposal
          ? texts.propose
          : (direction === 'draw' ? texts.drawSum : texts.depositSum)(format.vnd(amountVnd))
      }
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
      {direction === 'draw' && waiting.length > 0 && (
        <Button size="xs" variant="default" disabled={act.busy} onClick={() => setCount(waitingNotes)}>
          {texts.asOrdered(format.count(waiting.length), format.vnd(countedVnd(waitingNotes)))}
        </Button>
      )}
      <CountField label={texts.counting} value={count} onChange={setCount} disabled={act.busy} />
      {asProposal && <TwoPeople officeId={officeId} />}
    </ActDialog>
  );
}

/** The notes of each order that waits to be sent from the office's vault. */
function useOrdersToSend(officeId: string, month: string | undefined): readonly Count[] {
  const orders = useQuery({ ...ordersQuery(officeId, month ?? ''), enabled: month !== undefined }).data ?? [];
  const hands = useQuery(takersQuery(officeId)).data?.hands ?? [];
  const vaults = hands.filter((hand) => hand.kind === 'vault' && hand.officeId === officeId);
  return orders
    .filter((order) => order.sentAs === null && (order.approved || !order.needsApproval))
    .filter((order) => vaults.some(({ id }) => id === order.fromHand))
    .map(({ count }) => count);
}

function sumOf(counts: readonly Count[]): Count {
  const sum: Record<string, number> = {};
  for (const [note, pieces] of counts.flatMap((count) => Object.entries(count)))
    sum[note] = (sum[note] ?? 0) + pieces;
  return sum;
}
