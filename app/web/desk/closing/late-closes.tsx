import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { lateClosesQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** Offices at and below this one with days behind them that nobody has closed. */
export function LateCloses({ officeId }: { readonly officeId: string }) {
  const texts = useTexts();
  const format = useFormat();
  const late = useQuery(lateClosesQuery(officeId));
  if (late.error && !late.data)
    return <FailureNotice error={late.error} onRetry={() => void late.refetch()} />;
  if (!late.data) return null;
  if (late.data.length === 0)
    return (
      <Sheet title={texts.late}>
        <Marked as="good">{texts.noLate}</Marked>
      </Sheet>
    );
  const column = columnsOf(format, late.data);
  return (
    <DataTable
      caption={texts.late}
      note={texts.lateNote(format.count(late.data.length))}
      maxHeight={320}
      rows={late.data}
      rowKey={(row) => row.officeId}
      columns={[
        {
          key: 'office',
          head: texts.office,
          value: (row) => row.office,
          cell: (row) => (
            <Link to="/closing" search={{ office: row.officeId }}>
              {row.office}
            </Link>
          ),
        },
        column.day('since', texts.since, (row) => row.since, {
          cell: (row) => <Marked as="bad">{format.day(row.since)}</Marked>,
        }),
        {
          key: 'last',
          head: texts.lastClosed,
          value: (row) => row.lastClosed ?? '',
          cell: (row) => (row.lastClosed === null ? texts.never : format.day(row.lastClosed)),
        },
        column.figure('hands', texts.openHands, (row) => row.hands),
        column.vnd('held', texts.held, (row) => row.heldVnd),
      ]}
    />
  );
}
