import { DataTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { HandoverDetail } from './queries.ts';
import { useHandoverTexts } from './texts/texts.ts';

type Hand = HandoverDetail['money'][number]['from'];

/** What moved: money, and vouchers by the ways they took. */
export function Moves({ handover }: { readonly handover: HandoverDetail }) {
  const texts = useHandoverTexts();
  const format = useFormat();
  const { money, things } = handover;
  const hand = (key: 'from' | 'to', head: string) => ({
    key,
    head,
    value: (row: Record<typeof key, Hand>) => `${row[key].name} (${row[key].office})`,
    cell: (row: Record<typeof key, Hand>) => `${row[key].name} (${row[key].office})`,
  });
  return (
    <>
      {money.length > 0 && (
        <DataTable
          caption={texts.money}
          fileName={`handover-${handover.id}-money`}
          rows={money}
          rowKey={(row) => `${row.from.id}${row.to.id}${row.amountVnd}`}
          columns={[
            hand('from', texts.from),
            hand('to', texts.to),
            {
              key: 'amount',
              head: texts.amount,
              align: 'end',
              value: (row) => BigInt(row.amountVnd),
              cell: (row) => format.vnd(row.amountVnd),
            },
          ]}
        />
      )}
      {things.moves.length > 0 && (
        <DataTable
          caption={texts.things}
          fileName={`handover-${handover.id}-vouchers`}
          rows={things.moves}
          rowKey={(row) => `${row.from.id}${row.to.id}`}
          columns={[
            hand('from', texts.from),
            hand('to', texts.to),
            {
              key: 'count',
              head: texts.voucher,
              align: 'end',
              value: (row) => row.count,
              cell: (row) => format.count(row.count),
            },
            {
              key: 'amount',
              head: texts.amount,
              align: 'end',
              value: (row) => BigInt(row.amountVnd),
              cell: (row) => format.vnd(row.amountVnd),
            },
          ]}
        />
      )}
    </>
  );
}
