import { Link } from '@tanstack/react-router';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useLanguage } from '#kernel/web/language.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Overview } from '../api.ts';
import styles from './lists.module.css';
import type { ListItem } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly month: string;
  readonly overview: Overview;
  readonly lists: readonly ListItem[];
  readonly mayTakeIn: boolean;
}

/** Each programme of the month: whether its list has come, what it brings, and whether its money is there. */
export function ByProgramme({ month, overview, lists, mayTakeIn }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const { language } = useLanguage();
  const rows = overview.programmes.map((programme) => {
    const own = lists.filter((list) => list.programme === programme.code);
    const into = own.filter(({ kind }) => kind !== 'withdrawal');
    const dueVnd = BigInt(programme.dueVnd);
    const fundedVnd = BigInt(programme.fundedVnd);
    const state = programme.locked
      ? 'locked'
      : programme.settled
        ? 'settled'
        : into.length === 0
          ? 'missing'
          : fundedVnd < dueVnd
            ? 'unfunded'
            : 'ready';
    return {
      code: programme.code,
      name: language === 'vi' ? programme.nameVi : programme.nameEn,
      lists: own.length,
      people: into.reduce((sum, { people }) => sum + people, 0),
      vouchers: programme.dueCount,
      dueVnd,
      fundedVnd,
      opensOn: programme.opensOn,
      state,
    } as const;
  });
  const sum = (of: (row: (typeof rows)[number]) => bigint | number) =>
    rows.reduce((all, row) => all + BigInt(of(row)), 0n);
  return (
    <DataTable
      caption={texts.byProgramme}
      note={texts.inDong}
      fileName={`che-do-${month}`}
      rows={rows}
      rowKey={(row) => row.code}
      withTotal
      columns={[
        { key: 'name', head: texts.programme, value: (row) => row.name, cell: (row) => row.name },
        {
          key: 'state',
          head: texts.state,
          value: (row) => texts.states[row.state],
          cell: (row) => (
            <span className={styles['state']}>
              <Marked as={MARKS[row.state]}>{texts.states[row.state]}</Marked>
              {row.state === 'missing' && mayTakeIn && (
                <Link to="/lists/new" search={{ month, programme: row.code }}>
                  {texts.takeInShort}
                </Link>
              )}
            </span>
          ),
        },
        {
          key: 'lists',
          head: texts.lists,
          align: 'end',
          value: (row) => row.lists,
          cell: (row) => format.count(row.lists),
          total: format.vnd(sum((row) => row.lists)),
        },
        {
          key: 'people',
          head: texts.people,
          align: 'end',
          value: (row) => row.people,
          cell: (row) => format.count(row.people),
          total: format.vnd(sum((row) => row.people)),
        },
        {
          key: 'vouchers',
          head: texts.vouchers,
          align: 'end',
          value: (row) => row.vouchers,
          cell: (row) => format.count(row.vouchers),
          total: format.vnd(sum((row) => row.vouchers)),
        },
        {
          key: 'due',
          head: texts.due,
          align: 'end',
          value: (row) => row.dueVnd,
          cell: (row) => format.vnd(row.dueVnd),
          total: format.vnd(sum((row) => row.dueVnd)),
        },
        {
          key: 'funded',
          head: texts.funded,
          align: 'end',
          value: (row) => row.fundedVnd,
          cell: (row) => format.vnd(row.fundedVnd),
          total: format.vnd(sum((row) => row.fundedVnd)),
        },
        {
          key: 'missing',
          head: texts.stillToFund,
          align: 'end',
          value: (row) => missingOf(row),
          cell: (row) => (missingOf(row) > 0n ? format.vnd(missingOf(row)) : '–'),
          total: format.vnd(sum(missingOf)),
        },
        {
          key: 'opens',
          head: texts.opensOn,
          value: (row) => row.opensOn,
          cell: (row) => format.day(row.opensOn),
        },
      ]}
    />
  );
}

const MARKS = {
  locked: 'closed',
  settled: 'good',
  missing: 'going',
  unfunded: 'watch',
  ready: 'good',
} as const;

function missingOf({ dueVnd, fundedVnd }: { dueVnd: bigint; fundedVnd: bigint }): bigint {
  return dueVnd > fundedVnd ? dueVnd - fundedVnd : 0n;
}
