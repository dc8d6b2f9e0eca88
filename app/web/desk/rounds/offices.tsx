import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { type Column, DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { officesQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly chosen: string;
  readonly day: string;
}

/** The offices below, each with how many it has to visit that day and whether its rounds are accepted. */
export function Offices({ officeId, chosen, day }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const offices = useQuery(officesQuery(officeId, day));
  if (offices.error) return <FailureNotice error={offices.error} onRetry={() => void offices.refetch()} />;
  const rows = offices.data ?? [];
  // An office without others below it is the page already.
  if (rows.every((row) => row.officeId === chosen)) return null;
  type Row = (typeof rows)[number];
  const column = columnsOf(format, rows);
  const columns: Column<Row>[] = [
    {
      key: 'office',
      head: texts.office,
      value: ({ office }) => office,
      cell: (row) =>
        row.officeId === chosen ? (
          <strong>{row.office}</strong>
        ) : (
          <Link from="/rounds" to="/rounds" search={(now) => ({ ...now, office: row.officeId })}>
            {row.office}
          </Link>
        ),
    },
    column.summed('stops', texts.toVisit, ({ stops }) => stops),
    column.summedVnd('amount', texts.money, ({ amountVnd }) => amountVnd),
    {
      key: 'plan',
      head: texts.plan,
      value: ({ version }) => version ?? 0,
      cell: ({ version, rounds, plannedStops }) =>
        version === null ? (
          <Marked as="watch">{texts.noPlan}</Marked>
        ) : (
          <Marked as="good">{texts.planned(version, rounds, plannedStops)}</Marked>
        ),
      text: ({ version, rounds, plannedStops }) =>
        version === null ? texts.noPlan : texts.planned(version, rounds, plannedStops),
    },
  ];
  return (
    <DataTable
      caption={texts.offices}
      fileOf={texts.title}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.officeId}
      withTotal
      maxHeight={420}
    />
  );
}
