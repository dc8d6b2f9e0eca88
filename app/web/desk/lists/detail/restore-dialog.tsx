import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { LongTextField } from '#kernel/web/fields/text-field.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { ask } from '../../api.ts';
import { restorationQuery } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';

interface Props {
  readonly listId: string;
  readonly rootId: string;
  readonly onClose: () => void;
}

interface Restore {
  readonly vouchers: number;
  readonly totalVnd: string;
  readonly reason: string;
}

/** Takes a withdrawal back: its vouchers can be paid again; above the limit it is proposed. */
export function RestoreDialog({ listId, rootId, onClose }: Props) {
  const texts = useTexts().takeBack;
  const format = useFormat();
  const outlook = useQuery(restorationQuery(listId));
  const [reason, setReason] = useState('');
  const { data } = outlook;
  const limitVnd = data?.twoPeopleAboveVnd ?? null;
  const asProposal = data !== undefined && limitVnd !== null && BigInt(data.totalVnd) > BigInt(limitVnd);
  const act = useAct({
    send: async (id, input: Restore) => {
      if (!asProposal)
        return ask('POST /payouts/lists/:listId/restoration', { params: { listId }, body: { id, ...input } });
      const { vouchers, reason: why } = input;
      const what = { kind: 'list-restoration' as const, listId, vouchers, reason: why };
      await ask('POST /payouts/proposals', { body: { id, officeId: rootId, what } });
      return null;
    },
    touches: [['payouts']],
    onDone: (answer) => {
      toast(
        answer ? texts.restored(format.count(answer.vouchers), format.vnd(answer.totalVnd)) : texts.proposed,
      );
      onClose();
    },
  });
  const possible = data && !data.settled && data.vouchers > 0;
  const { vouchers = 0, totalVnd = '0' } = data ?? {};
  return (
    <ActDialog
      title={texts.restoreTitle}
      label={asProposal ? texts.propose : texts.restore}
      act={act}
      onClose={onClose}
      input={possible && reason.trim() !== '' ? { vouchers, totalVnd, reason: reason.trim() } : null}
    >
      {outlook.error ? (
        <FailureNotice error={outlook.error} onRetry={() => void outlook.refetch()} />
      ) : !data ? (
        <Waiting />
      ) : (
        <Callout role="status">
          {data.settled
            ? texts.settled
            : vouchers === 0
              ? texts.nothingToRestore
              : texts.restores(format.count(vouchers), format.vnd(totalVnd))}
        </Callout>
      )}
      <LongTextField
        label={texts.reason}
        maxLength={200}
        required
        data-autofocus
        disabled={act.busy}
        value={reason}
        onChange={setReason}
      />
      {asProposal && <Callout role="status">{texts.two(format.vnd(limitVnd))}</Callout>}
    </ActDialog>
  );
}
