import { Link } from '@tanstack/react-router';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { HandoverLink } from '../parts/handover/link.tsx';
import type { SettlementState } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly state: SettlementState;
  readonly month: string;
  readonly programme: string;
}

type List = SettlementState['lists'][number];

/** Each list of the funder against the vouchers made from it. */
export function Lists({ state, month, programme }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const kindOf = (row: List) => (texts.listKinds as Readonly<Record<string, string>>)[row.kind] ?? row.kind;
  const money = (key: 'totalVnd' | 'voucherVnd' | 'withdrawnVnd', head: string) => ({
    key,
    head,
    align: 'end' as const,
    value: (row: List) => BigInt(row[key]),
    cell: (row: List) => format.vnd(row[key]),
  });
  return (
    <div id="lists">
      <DataTable
        caption={texts.lists}
        note={texts.inDong}
        fileName={`settlement-lists-${programme}-${month}`}
        rows={state.lists}
        rowKey={(row) => row.listId}
        columns={[
          {
            key: 'list',
            head: texts.list,
            value: (row) => row.fileName,
            cell: (row) => <HandoverLink id={row.handoverId}>{row.fileName}</HandoverLink>,
          },
          { key: 'kind', head: texts.kind, value: kindOf, cell: kindOf },
          {
            key: 'vouchers',
            head: texts.vouchers,
            align: 'end',
            value: (row) => row.vouchers,
            cell: (row) => (
              <Link to="/settlement" search={{ month, programme, state: 'listed', list: row.listId }}>
                {format.count(row.vouchers)}
              </Link>
            ),
          },
          money('totalVnd', texts.total),
          money('voucherVnd', texts.voucherVnd),
          money('withdrawnVnd', texts.withdrawn),
          {
            key: 'difference',
            head: texts.difference,
            align: 'end',
            value: (row) => BigInt(row.differenceVnd),
            cell: (row) =>
              row.differenceVnd === '0' ? (
                <Marked as="good">{texts.fits}</Marked>
              ) : (
                <Marked as="bad">{format.vnd(row.differenceVnd)}</Marked>
              ),
          },
        ]}
      />
    </div>
  );
}
