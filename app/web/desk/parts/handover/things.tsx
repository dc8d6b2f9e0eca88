import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useProgrammes } from '../programmes.ts';
import type { HandoverDetail } from './queries.ts';
import { useHandoverTexts } from './texts/texts.ts';

type Item = HandoverDetail['things']['items'][number];

/** The vouchers that a handover moved, one by one, without the names of people. */
export function Things({ handover }: { readonly handover: HandoverDetail }) {
  const texts = useHandoverTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const { count, items } = handover.things;
  const statusOf = (row: Item) =>
    (texts.statuses as Readonly<Record<string, string>>)[row.status] ?? row.status;
  const column = columnsOf(format, items);
  return (
    <DataTable
      caption={texts.voucherCount}
      note={
        items.length < count
          ? texts.firstOf(format.count(items.length), format.count(count))
          : texts.vouchers(format.count(count))
      }
      fileOf={handover.id.slice(-8)}
      maxHeight={360}
      rows={items}
      rowKey={(row) => row.id}
      columns={[
        { key: 'id', head: texts.voucher, value: (row) => row.id, cell: (row) => row.id.slice(-12) },
        column.text('programme', texts.programme, (row) => programmes.name(row.programme)),
        column.month('benefit', texts.benefitMonth, (row) => row.benefitMonth),
        column.vnd('amount', texts.amount, (row) => row.amountVnd),
        column.text('status', texts.status, statusOf),
        {
          key: 'receipt',
          head: texts.receipt,
          value: (row) => row.receiptNo ?? '',
          cell: (row) => row.receiptNo ?? '–',
        },
      ]}
    />
  );
}
