import { Link } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { HandoverDetail } from './queries.ts';
import { useHandName, useHandoverTexts, useKindNames } from './texts/texts.ts';

/** The differences that a handover found, each leading to what both sides say. */
export function DifferencesOf({ cases }: { readonly cases: HandoverDetail['cases'] }) {
  const texts = useHandoverTexts();
  const names = useKindNames();
  const handName = useHandName();
  const format = useFormat();
  if (cases.length === 0) return null;
  const column = columnsOf(format, cases);
  return (
    <DataTable
      caption={texts.cases}
      rows={cases}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'kind',
          head: texts.difference,
          value: (row) => names.difference(row.kind),
          cell: (row) => (
            <Link to="/differences" search={{ case: row.id }}>
              {names.difference(row.kind)}
            </Link>
          ),
        },
        column.text('hand', texts.from, (row) => handName(row.hand)),
        column.vnd('amount', texts.amount, (row) => row.amountVnd),
        {
          key: 'state',
          head: texts.status,
          value: (row) => (row.ruled ? texts.ruled : texts.open),
          cell: (row) =>
            row.ruled ? <Marked as="closed">{texts.ruled}</Marked> : <Marked as="watch">{texts.open}</Marked>,
        },
      ]}
    />
  );
}
