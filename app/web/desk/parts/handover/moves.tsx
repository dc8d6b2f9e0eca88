import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { HandoverDetail } from './queries.ts';
import { useHandoverTexts, useHandPlace } from './texts/texts.ts';

type Hand = HandoverDetail['money'][number]['from'];

interface Move {
  readonly from: Hand;
  readonly to: Hand;
  readonly amountVnd: string;
}

/** What moved: money, and vouchers by the ways they took. */
export function Moves({ handover }: { readonly handover: HandoverDetail }) {
  const texts = useHandoverTexts();
  const format = useFormat();
  const { money, things } = handover;
  const column = columnsOf<Move>(format);
  const hand = useHandPlace();
  const way = [
    column.text('from', texts.from, ({ from }) => hand(from)),
    column.text('to', texts.to, ({ to }) => hand(to)),
  ];
  const amount = column.vnd('amount', texts.amount, ({ amountVnd }) => amountVnd);
  return (
    <>
      {money.length > 0 && (
        <DataTable
          caption={texts.money}
          fileOf={handover.id.slice(-8)}
          rows={money}
          rowKey={(row) => `${row.from.id}${row.to.id}${row.amountVnd}`}
          columns={[...way, amount]}
        />
      )}
      {things.moves.length > 0 && (
        <DataTable
          caption={texts.things}
          fileOf={handover.id.slice(-8)}
          rows={things.moves}
          rowKey={(row) => `${row.from.id}${row.to.id}`}
          columns={[
            ...way,
            columnsOf(format, things.moves).figure('count', texts.voucherCount, ({ count }) => count),
            amount,
          ]}
        />
      )}
    </>
  );
}
