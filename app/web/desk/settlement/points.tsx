import { Link } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { officeLines } from './office-lines.ts';
import type { Settlement } from './queries.ts';
import type { VoucherState } from './search.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly data: Settlement;
  readonly month: string;
  readonly programme: string;
}

const STATES: readonly VoucherState[] = ['listed', 'paid', 'carried', 'returned', 'open'];
const KEYS = {
  listed: 'listVnd',
  paid: 'paidVnd',
  carried: 'carriedVnd',
  returned: 'returnedVnd',
  open: 'openVnd',
} as const;

/** What became of the month by paying office and source; each figure leads to its vouchers. */
export function Points({ data, month, programme }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const rows = officeLines(data.lines);
  const column = columnsOf(format, rows);
  return (
    <DataTable
      caption={texts.points}
      hint={texts.pointsHint}
      fileOf={`${programme}-${month}`}
      maxHeight={480}
      withTotal
      rows={rows}
      rowKey={(row) => `${row.officeId} ${row.source}`}
      columns={[
        column.text('office', texts.office, (row) => row.officeName),
        column.text('source', texts.source, (row) => row.source),
        ...STATES.map((state) => {
          const key = KEYS[state];
          return column.summedVnd(state, texts[state], (row) => row[key], {
            cell: (row) =>
              row[key] === 0n ? (
                '0'
              ) : (
                <Link
                  to="/settlement"
                  search={{ month, programme, state, office: row.officeId, source: row.source }}
                  resetScroll={false}
                  aria-label={`${texts.figureOf(texts[state], row.officeName)}: ${format.vnd(row[key])}`}
                >
                  {format.vnd(row[key])}
                </Link>
              ),
          });
        }),
      ]}
    />
  );
}
