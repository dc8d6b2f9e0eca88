import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { CountField } from '#kernel/web/fields/count-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { ask } from '../api.ts';
import { StockNotes, useStockNotes } from '../parts/stock-notes.tsx';
import type { BagOfDay } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly bag: BagOfDay;
  readonly onClose: () => void;
}

/** What is left in one's own bag goes back: the vouchers to the desk, the cash, counted against what was written, to the vault. */
export function EmptyDialog({ officeId, bag, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [count, setCount] = useState<Count>({});
  const vouchers = bag.bag?.vouchers ?? 0;
  const amountVnd = countedVnd(count);
  const bookVnd = BigInt(bag.bag?.balanceVnd ?? 0);
  const stock = useStockNotes(officeId, bag.bag?.handId, bookVnd);
  const act = useAct({
    send: (id, input: Count) => ask('POST /rounds/bags/return', { body: { id, officeId, count: input } }),
    touches: [['payouts'], ['rounds', 'day']],
    onDone: () => {
      toast(texts.emptied(format.count(vouchers), format.vnd(amountVnd)));
      onClose();
    },
  });
  return (
    <ActDialog
      title={texts.empty}
      label={texts.emptyLabel(format.count(vouchers), format.vnd(amountVnd))}
      act={act}
      onClose={onClose}
      input={vouchers > 0 || amountVnd > 0n ? count : null}
    >
      <p>{texts.emptyHint}</p>
      {bookVnd > 0n && (
        <p role="status">
          <StockNotes {...stock} />
        </p>
      )}
      <CountField
        label={texts.counted}
        value={count}
        onChange={setCount}
        disabled={act.busy}
        expectedVnd={bookVnd}
        suggested={stock.notes ?? null}
      />
    </ActDialog>
  );
}
