import { columnsOf } from '#kernel/web/columns-of.ts';
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
  const column = columnsOf(format, sheets);
  return (
    <DataTable
      caption={texts.check.sheets}
      fileOf={check.fileName}
      rows={sheets}
      rowKey={(row) => row.sheet}
      withTotal={sheets.length > 1}
      maxHeight={280}
      columns={[
        { key: 'sheet', head: texts.check.sheet, value: (row) => row.sheet, cell: (row) => row.sheet || '–' },
        column.figure('head', texts.check.headRow, (row) => row.headRow, {
          cell: (row) => (row.headRow === null ? texts.check.noHead : format.count(row.headRow)),
        }),
        column.figure(
          'columns',
          texts.check.columnsKnown,
          (row) => row.columns.filter(({ field }) => field !== null).length,
          {
            cell: (row) =>
              texts.check.ofColumns(
                format.count(row.columns.filter(({ field }) => field !== null).length),
                format.count(row.columns.length),
              ),
          },
        ),
        {
          key: 'proof',
          head: texts.check.proof,
          align: 'end',
          value: (row) => row.proof ?? -1,
          text: (row) => percent(row.proof),
          cell: (row) => percent(row.proof),
        },
        column.summed('people', texts.people, (row) => row.people),
        column.summedVnd('total', texts.amount, (row) => row.totalVnd),
      ]}
    />
  );
}
