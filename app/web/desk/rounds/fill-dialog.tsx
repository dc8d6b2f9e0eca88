import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { CountField } from '#kernel/web/fields/count-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { ask } from '../api.ts';
import type { BagOfDay } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly bag: BagOfDay;
  readonly onClose: () => void;
}

/** The round's vouchers from the desk and its cash from the vault, counted out for the payer to accept. */
export function FillDialog({ officeId, bag, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const given = bag.offers.some(
    ({ what, state }) => what === 'cash' && state !== 'refuse' && state !== 'withdraw' && state !== 'denied',
  );
  const [count, setCount] = useState<Count>(given ? {} : bag.notes);
  const amountVnd = countedVnd(count);
  const act = useAct({
    send: (id, input: Count) =>
      ask('POST /rounds/bags/:roundId/filling', {
        params: { roundId: bag.roundId },
        body: { id, officeId, count: input },
      }),
    touches: [['payouts'], ['rounds', 'day']],
    onDone: ({ vouchers, proposed }) => {
      toast(
        proposed
          ? texts.fillProposed(format.count(vouchers))
          : texts.filled(format.count(vouchers), format.vnd(amountVnd)),
      );
      onClose();
    },
  });
  return (
    <ActDialog
      title={texts.fillOf(bag.payer)}
      label={texts.fillLabel(format.count(bag.ready), format.vnd(amountVnd))}
      act={act}
      onClose={onClose}
      input={bag.ready > 0 || amountVnd > 0n ? count : null}
    >
      <p>
        {bag.ready === 0
          ? texts.nothingReady
          : texts.fillVouchers(format.count(bag.ready), format.vnd(bag.readyVnd))}
      </p>
      <CountField
        label={texts.fillCash}
        value={count}
        onChange={setCount}
        expectedVnd={given ? BigInt(bag.readyVnd) : countedVnd(bag.notes)}
        disabled={act.busy}
      />
      <p>{texts.fillHint}</p>
    </ActDialog>
  );
}
