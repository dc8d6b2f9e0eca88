import { Link } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useLanguage } from '#kernel/web/language.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Overview } from '../api.ts';
import { useTexts } from './texts/texts.ts';

type Programme = Overview['programmes'][number];

/** The programmes of a month and how far the settlement of each is. */
export function Programmes({ overview, month }: { readonly overview: Overview; readonly month: string }) {
  const texts = useTexts();
  const { language } = useLanguage();
  const format = useFormat();
  const rows = overview.programmes;
  if (rows.length === 0) return <Notice title={texts.programmes}>{texts.noProgrammes}</Notice>;
  const nameOf = (row: Programme) => (language === 'vi' ? row.nameVi : row.nameEn);
  const stateOf = (row: Programme) => (row.locked ? texts.locked : row.settled ? texts.settled : texts.going);
  const column = columnsOf(format, rows);
  return (
    <DataTable
      caption={texts.programmes}
      fileOf={month}
      withTotal
      rows={rows}
      rowKey={(row) => row.code}
      columns={[
        {
          key: 'name',
          head: texts.programme,
          value: nameOf,
          cell: (row) => (
            <Link to="/settlement" search={{ month, programme: row.code }}>
              {nameOf(row)}
            </Link>
          ),
        },
        column.summedVnd('dueVnd', texts.due, (row) => row.dueVnd),
        column.summedVnd('paidVnd', texts.paid, (row) => row.paidVnd),
        column.summedVnd('returnedVnd', texts.returned, (row) => row.returnedVnd),
        column.summedVnd('fundedVnd', texts.funded, (row) => row.fundedVnd),
        column.day('settleOn', texts.settleOn, (row) => row.settleOn),
        {
          key: 'state',
          head: texts.state,
          value: stateOf,
          cell: (row) => (
            <Marked as={row.locked ? 'closed' : row.settled ? 'good' : 'going'}>{stateOf(row)}</Marked>
          ),
        },
      ]}
    />
  );
}
