import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { CountField } from '#kernel/web/fields/count-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { myHandsQuery } from '../parts/hands.ts';
import type { Order } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly order: Order;
  readonly onClose: () => void;
}

/** Sending what an order asks for: the notes as they go out, which come to the order's sum. */
export function SendDialog({ officeId, order, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const [count, setCount] = useState<Count>(order.count);
  const amount = format.vnd(order.amountVnd);
  const act = useAct<Count, unknown>({
    send: (id, notes) =>
      ask('POST /payouts/orders/:orderId/sending', {
        params: { orderId: order.id },
        body: { id, officeId, count: notes },
      }),
    touches: [['payouts']],
    onDone: () => {
      toast(texts.sentDone(amount));
      onClose();
    },
  });
  const vault = useQuery(myHandsQuery(officeId)).data?.find(({ id }) => id === order.fromHand);
  const short = vault !== undefined && BigInt(vault.balanceVnd) < BigInt(order.amountVnd);
  const fits = countedVnd(count) === BigInt(order.amountVnd) && !short;
  return (
    <ActDialog
      title={texts.sendTitle}
      label={`${texts.send} ${format.dong(order.amountVnd)}`}
      act={act}
      onClose={onClose}
      input={fits ? count : null}
    >
      <Callout>{texts.sendSum(amount, handName(order.to))}</Callout>
      {short && (
        <Callout as="bad" role="alert">
          {texts.vaultShort(format.vnd(vault.balanceVnd))}
        </Callout>
      )}
      <CountField
        label={texts.counting}
        value={count}
        onChange={setCount}
        expectedVnd={BigInt(order.amountVnd)}
        disabled={act.busy}
      />
    </ActDialog>
  );
}
