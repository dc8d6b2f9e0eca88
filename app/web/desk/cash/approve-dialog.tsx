import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { NotesTable } from '../parts/notes-table.tsx';
import type { Order } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly order: Order;
  readonly onClose: () => void;
}

/** The second person's yes to an order, with its notes in sight. */
export function ApproveDialog({ officeId, order, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const amount = format.vnd(order.amountVnd);
  const act = useAct<{ readonly orderId: string }, unknown>({
    send: (_id, params) => ask('POST /payouts/orders/:orderId/approval', { params, body: { officeId } }),
    touches: [['payouts']],
    onDone: () => {
      toast(texts.approved(amount));
      onClose();
    },
  });
  return (
    <ActDialog
      title={texts.approveTitle}
      label={`${texts.approve} ${format.dong(order.amountVnd)}`}
      act={act}
      onClose={onClose}
      input={{ orderId: order.id }}
    >
      <Callout>{texts.approveSum(amount, handName(order.from), handName(order.to))}</Callout>
      <NotesTable caption={texts.counting} sides={[{ head: texts.orders, count: order.count }]} />
    </ActDialog>
  );
}
