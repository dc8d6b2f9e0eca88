import { Link, useSearch } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { type Column, DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { NextRows, useRowsSaid } from '../parts/load-all.tsx';
import type { Phone, usePhones } from './queries.ts';
import { useTexts } from './texts/texts.ts';

export const PHONE_AS = { active: 'good', revoked: 'closed', replaced: 'closed', lost: 'bad' } as const;

/** What stays while one phone is open beside the list. */
const BESIDE = ['person', 'name', 'state', 'unsent', 'bag'];

/** Every phone: whose, how it stands, when it was heard, what it holds back. */
export function Phones({
  phones,
  chosen,
}: {
  readonly phones: ReturnType<typeof usePhones>;
  readonly chosen: string | undefined;
}) {
  const texts = useTexts();
  const { rows } = phones;
  const said = useRowsSaid(phones);
  const format = useFormat();
  const search = useSearch({ from: '/frame/phones' });
  const bagOf = ({ bag }: Phone) =>
    bag === null ? texts.bags.none : bag.frozen ? texts.bags.frozen : texts.bags.open;
  const column = columnsOf(format, rows);
  const columns: readonly Column<Phone>[] = [
    {
      key: 'person',
      head: texts.person,
      value: ({ person }) => person,
      cell: ({ id, person }) => (
        <Link
          to="/phones"
          search={{ ...search, phone: id }}
          resetScroll={false}
          aria-current={id === chosen ? 'true' : undefined}
        >
          {person}
        </Link>
      ),
    },
    column.text('name', texts.phone, ({ name }) => name),
    {
      key: 'state',
      head: texts.state,
      value: ({ state }) => texts.states[state],
      cell: ({ state }) => <Marked as={PHONE_AS[state]}>{texts.states[state]}</Marked>,
    },
    {
      key: 'heard',
      head: texts.heard,
      value: ({ lastHeardAt }) => lastHeardAt ?? '',
      cell: ({ lastHeardAt }) => (lastHeardAt === null ? texts.never : format.moment(lastHeardAt)),
    },
    column.figure('unsent', texts.unsent, ({ unsent }) => unsent, {
      cell: ({ unsent }) => (unsent === 0 ? '0' : <Marked as="watch">{format.count(unsent)}</Marked>),
    }),
    {
      key: 'bag',
      head: texts.bag,
      value: bagOf,
      cell: (phone) => (phone.bag?.frozen ? <Marked as="bad">{bagOf(phone)}</Marked> : bagOf(phone)),
    },
    column.figure('exceptions', texts.exceptions, ({ openExceptions }) => openExceptions),
    column.figure('alarms', texts.alarms, ({ openAlarms }) => openAlarms),
    column.text('office', texts.office, ({ office }) => office),
    column.moment('enrolled', texts.enrolledAt, ({ enrolledAt }) => enrolledAt),
  ];
  return (
    <DataTable
      caption={texts.list}
      note={said}
      maxHeight={560}
      tools={<NextRows pages={phones} />}
      rows={rows}
      rowKey={({ id }) => id}
      {...(rows.length === 0 && { instead: <Notice title={texts.none} hint={texts.noneHint} /> })}
      columns={columns.filter(({ key }) => chosen === undefined || BESIDE.includes(key))}
    />
  );
}
