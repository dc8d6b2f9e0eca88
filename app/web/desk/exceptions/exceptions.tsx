import { Link, useSearch } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { type Column, DataTable } from '#kernel/web/data-table.tsx';
import { useLanguage } from '#kernel/web/language.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { NextRows, useRowsSaid } from '../parts/load-all.tsx';
import { type Exception, useExceptions } from './queries.ts';
import type { ExceptionState } from './search.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly state: ExceptionState;
  /** Those of one phone alone. */
  readonly phone: string | undefined;
  readonly chosen: string | undefined;
}

/** What stays while one of them is open beside the list. */
const BESIDE = ['why', 'kind', 'person'];

/** What did not simply apply, one line each; one of them is chosen by its link. */
export function Exceptions({ officeId, state, phone, chosen }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const { language } = useLanguage();
  const search = useSearch({ from: '/frame/exceptions' });
  const found = useExceptions(officeId, state === 'ruled', phone);
  const { rows } = found;
  const said = useRowsSaid(found);
  if (found.loading) return <Waiting />;
  if (found.error && rows.length === 0) return <FailureNotice error={found.error} onRetry={found.retry} />;
  // Two of one kind are told apart by their numbers.
  const kindOf = ({ kind, seq }: Exception) =>
    `${texts.kinds[kind as keyof typeof texts.kinds] ?? kind}, ${texts.number(format.count(seq))}`;
  const why = ({ code, text }: Exception) =>
    texts.codes[code as keyof typeof texts.codes] ?? text?.[language] ?? code;
  const column = columnsOf(format, rows);
  const columns: readonly Column<Exception>[] = [
    {
      key: 'why',
      head: texts.why,
      value: why,
      cell: (row) => (
        <Link
          to="/exceptions"
          search={{ ...search, exception: row.id }}
          resetScroll={false}
          aria-current={row.id === chosen ? 'true' : undefined}
        >
          {why(row)}
        </Link>
      ),
    },
    column.text('kind', texts.act, kindOf),
    column.vnd('amount', texts.amount, ({ amountVnd }) => amountVnd),
    {
      key: 'state',
      head: texts.state,
      value: ({ state: held }) => texts.held[held],
      cell: ({ state: held, ruled }) => (
        <Marked as={ruled ? 'closed' : held === 'conflict' ? 'bad' : 'watch'}>
          {ruled ? texts.states.ruled : texts.held[held]}
        </Marked>
      ),
    },
    column.text('person', texts.person, ({ person }) => person),
    column.moment('happened', texts.happenedAt, ({ happenedAt }) => happenedAt),
    column.text('office', texts.office, ({ office }) => office),
  ];
  return (
    <DataTable
      caption={chosen === undefined ? texts.list : texts.title}
      note={said}
      tools={<NextRows pages={found} />}
      fileOf={texts.states[state]}
      maxHeight={560}
      rows={rows}
      rowKey={({ id }) => id}
      {...(rows.length === 0 && {
        instead: <Notice title={texts.none[state]}>{texts.noneHint}</Notice>,
      })}
      columns={columns.filter(({ key }) => chosen === undefined || BESIDE.includes(key))}
    />
  );
}
