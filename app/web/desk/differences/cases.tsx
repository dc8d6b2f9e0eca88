import { Link, useSearch } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { useHandName, useKindNames } from '../parts/handover/texts/texts.ts';
import { NextRows, useRowsSaid } from '../parts/load-all.tsx';
import { type CaseLine, useCases } from './queries.ts';
import type { CaseState } from './search.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly state: CaseState;
  readonly chosen: string | undefined;
}

/** The differences of an office and those below it; one of them is chosen by its link. */
export function Cases({ officeId, state, chosen }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const names = useKindNames();
  const handName = useHandName();
  const search = useSearch({ from: '/frame/differences' });
  const cases = useCases(officeId, state);
  const { rows } = cases;
  const said = useRowsSaid(cases);
  if (cases.loading) return <Waiting />;
  if (cases.error && rows.length === 0) return <FailureNotice error={cases.error} onRetry={cases.retry} />;
  const stateOf = (row: CaseLine) => (row.ruled ? texts.ruled : row.disputed ? texts.disputed : texts.open);
  const column = columnsOf(format, rows);
  return (
    <DataTable
      caption={texts.list}
      note={said}
      fileOf={texts.states[state]}
      maxHeight={520}
      rows={rows}
      rowKey={(row) => row.id}
      tools={<NextRows pages={cases} />}
      {...(rows.length === 0 && { instead: <Notice title={texts.none}>{texts.noneHint}</Notice> })}
      columns={[
        {
          key: 'kind',
          head: texts.kind,
          value: (row) => names.difference(row.kind),
          cell: (row) => (
            <Link
              to="/differences"
              search={{ ...search, case: row.id }}
              resetScroll={false}
              aria-current={row.id === chosen ? 'true' : undefined}
            >
              {names.difference(row.kind)}
            </Link>
          ),
        },
        column.vnd('amount', texts.amount, (row) => row.amountVnd),
        {
          key: 'state',
          head: texts.state,
          value: stateOf,
          cell: (row) => (
            <Marked as={row.ruled ? 'closed' : row.disputed ? 'bad' : 'watch'}>{stateOf(row)}</Marked>
          ),
        },
        ...(state === 'ruled'
          ? [column.text('ruling', texts.ruling, (row) => (row.ruling ? texts.rulings[row.ruling] : ''))]
          : []),
        column.text('hand', texts.hand, (row) => handName(row.hand)),
        column.moment('opened', texts.openedAt, (row) => row.openedAt, { fileOnly: chosen !== undefined }),
        {
          key: 'office',
          head: texts.office,
          // Beside an open case there is room for what tells the cases apart.
          fileOnly: chosen !== undefined,
          value: (row) => row.office,
          cell: (row) => row.office,
        },
      ]}
    />
  );
}
