import { Link } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
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
  const column = columnsOf(format, state.lists);
  return (
    <div id="lists">
      <DataTable
        caption={texts.lists}
        fileOf={`${programme}-${month}`}
        rows={state.lists}
        rowKey={(row) => row.listId}
        columns={[
          {
            key: 'list',
            head: texts.list,
            value: (row) => row.fileName,
            cell: (row) => <HandoverLink id={row.handoverId}>{row.fileName}</HandoverLink>,
          },
          column.text('kind', texts.kind, kindOf),
          column.figure('vouchers', texts.vouchers, (row) => row.vouchers, {
            cell: (row) => (
              <Link
                to="/settlement"
                resetScroll={false}
                search={{ month, programme, state: 'listed', list: row.listId }}
              >
                {format.count(row.vouchers)}
              </Link>
            ),
          }),
          column.vnd('totalVnd', texts.total, (row) => row.totalVnd),
          column.vnd('voucherVnd', texts.voucherVnd, (row) => row.voucherVnd),
          column.vnd('withdrawnVnd', texts.withdrawn, (row) => row.withdrawnVnd),
          column.vnd('difference', texts.difference, (row) => row.differenceVnd, {
            cell: (row) =>
              row.differenceVnd === '0' ? (
                <Marked as="good">{texts.fits}</Marked>
              ) : (
                <Marked as="bad">{format.vnd(row.differenceVnd)}</Marked>
              ),
          }),
        ]}
      />
    </div>
  );
}
