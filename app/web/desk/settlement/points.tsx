import { Link } from '@tanstack/react-router';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { type OfficeLine, officeLines } from './office-lines.ts';
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
  return (
    <DataTable
      caption={texts.points}
      note={texts.pointsNote}
      fileName={`settlement-offices-${programme}-${month}`}
      maxHeight={480}
      withTotal
      rows={rows}
      rowKey={(row) => `${row.officeId} ${row.source}`}
      columns={[
        { key: 'office', head: texts.office, value: (row) => row.officeName, cell: (row) => row.officeName },
        { key: 'source', head: texts.source, value: (row) => row.source, cell: (row) => row.source },
        ...STATES.map((state) => {
          const key = KEYS[state];
          return {
            key: state,
            head: texts[state],
            align: 'end' as const,
            value: (row: OfficeLine) => row[key],
            text: (row: OfficeLine) => row[key].toString(),
            cell: (row: OfficeLine) =>
              row[key] === 0n ? (
                '0'
              ) : (
                <Link
                  to="/settlement"
                  search={{ month, programme, state, office: row.officeId, source: row.source }}
                  aria-label={`${texts.figureOf(texts[state], row.officeName)}: ${format.vnd(row[key])}`}
                >
                  {format.vnd(row[key])}
                </Link>
              ),
            total: format.vnd(rows.reduce((sum, row) => sum + row[key], 0n)),
          };
        }),
      ]}
    />
  );
}
