import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { Facts } from '#kernel/web/facts.tsx';
import { CountField } from '#kernel/web/fields/count-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import styles from './page.module.css';
import { type Need } from './queries.ts';
import { takersQuery } from '../parts/takers.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly month: string;
  readonly need: Need;
  readonly onClose: () => void;
}

/** An order for an office below, begun with the notes that its plan still wants. */
export function OrderDialog({ officeId, month, need, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const takers = useQuery(takersQuery(officeId));
  const [count, setCount] = useState<Count>(need.wanted);
  const from = takers.data?.hands.find((hand) => hand.kind === 'vault' && hand.officeId === officeId);
  const amountVnd = countedVnd(count);
  const act = useAct<Count, unknown>({
    send: (id, notes) =>
      ask('POST /payouts/orders', {
        body: {
          id,
          officeId,
          month,
          fromHand: from?.id ?? '',
          toHand: need.vault ?? '',
          count: notes,
        },
      }),
    touches: [['payouts']],
    onDone: (_answer, notes) => {
      toast(texts.orderMade(format.vnd(countedVnd(notes))));
      onClose();
    },
  });
  return (
    <ActDialog
      title={texts.orderTo(need.office)}
      label={`${texts.order} ${format.dong(amountVnd)}`}
      act={act}
      onClose={onClose}
      input={from && amountVnd > 0n ? count : null}
    >
      <Facts
        facts={[
          [texts.due, format.dong(need.needVnd)],
          [texts.held, format.dong(need.heldVnd)],
          [texts.coming, format.dong(need.comingVnd)],
          [texts.wanted, format.dong(need.wantedVnd)],
        ]}
      />
      <p className={styles['quiet']}>{texts.orderNotes}</p>
      <CountField label={texts.counting} value={count} onChange={setCount} disabled={act.busy} />
      {from && amountVnd > 0n && (
        <Callout role="status">{texts.orderSum(format.vnd(amountVnd), handName(from), need.office)}</Callout>
      )}
    </ActDialog>
  );
}
