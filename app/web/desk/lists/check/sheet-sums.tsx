import { DataTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Check } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';

/** What each sheet of the file adds up to, and how it was read. */
export function SheetSums({ check }: { check: Check }) {
  const texts = useTexts();
  const format = useFormat();
  const { sheets } = check.report;
  const percent = (proof: number | null) =>
    proof === null ? '–' : format.share(BigInt(Math.round(proof * 1000)), 1000n);
  return (
    <DataTable
      caption={texts.check.sheets}
      note={texts.inDong}
      fileName={`trang-${check.fileName}`}
      rows={sheets}
      rowKey={(row) => row.sheet}
      withTotal={sheets.length > 1}
      maxHeight={280}
      columns={[
        { key: 'sheet', head: texts.check.sheet, value: (row) => row.sheet, cell: (row) => row.sheet || '–' },
        {
          key: 'head',
          head: texts.check.headRow,
          align: 'end',
          value: (row) => row.headRow ?? 0,
          cell: (row) => (row.headRow === null ? texts.check.noHead : format.count(row.headRow)),
        },
        {
          key: 'columns',
          head: texts.check.columnsKnown,
          align: 'end',
          value: (row) => row.columns.filter(({ field }) => field !== null).length,
          cell: (row) =>
            texts.check.ofColumns(
              format.count(row.columns.filter(({ field }) => field !== null).length),
              format.count(row.columns.length),
            ),
        },
        {
          key: 'proof',
          head: texts.check.proof,
          align: 'end',
          value: (row) => row.proof ?? -1,
          cell: (row) => percent(row.proof),
        },
        {
          key: 'people',
          head: texts.people,
          align: 'end',
          value: (row) => row.people,
          cell: (row) => format.count(row.people),
          total: format.count(sheets.reduce((sum, row) => sum + row.people, 0)),
        },
        {
          key: 'total',
          head: texts.amount,
          align: 'end',
          value: (row) => BigInt(row.totalVnd),
          cell: (row) => format.vnd(row.totalVnd),
          total: format.vnd(sheets.reduce((sum, row) => sum + BigInt(row.totalVnd), 0n)),
        },
      ]}
    />
  );
}
