import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { suspenseQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** Suspense of each office by the book against its open differences: whatever is left over is not explained. */
export function SuspenseTable({ officeId }: { readonly officeId: string }) {
  const texts = useTexts();
  const format = useFormat();
  const suspense = useQuery(suspenseQuery(officeId));
  if (suspense.error && !suspense.data)
    return <FailureNotice error={suspense.error} onRetry={() => void suspense.refetch()} />;
  if (!suspense.data) return null;
  if (suspense.data.length === 0)
    return (
      <Sheet title={texts.suspense}>
        <Marked as="good">{texts.noSuspense}</Marked>
      </Sheet>
    );
  const rows = suspense.data;
  const column = columnsOf(format, rows);
  return (
    <DataTable
      caption={texts.suspense}
      note={texts.suspenseNote}
      withTotal
      rows={rows}
      rowKey={(row) => row.officeId}
      columns={[
        {
          key: 'office',
          head: texts.office,
          value: (row) => row.office,
          cell: (row) => (
            <Link to="/cash" search={{ tab: 'holders', office: row.officeId, hand: row.handId }}>
              {row.office}
            </Link>
          ),
        },
        column.summedVnd('balanceVnd', texts.balance, (row) => row.balanceVnd),
        column.summedVnd('shortageVnd', texts.shortages, (row) => row.shortageVnd),
        column.summedVnd('surplusVnd', texts.surpluses, (row) => row.surplusVnd),
        column.summedVnd('unexplained', texts.unexplained, (row) => row.unexplainedVnd, {
          cell: (row) =>
            row.unexplainedVnd === '0' ? (
              <Marked as="good">{texts.whole}</Marked>
            ) : (
              <Marked as="bad">{format.vnd(row.unexplainedVnd)}</Marked>
            ),
        }),
      ]}
    />
  );
}
