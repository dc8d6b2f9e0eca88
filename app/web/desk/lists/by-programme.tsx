import { Link } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
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
  const column = columnsOf(format, rows);
  return (
    <DataTable
      caption={texts.byProgramme}
      fileOf={`${texts.title} ${month}`}
      rows={rows}
      rowKey={(row) => row.code}
      withTotal
      columns={[
        column.text('name', texts.programme, (row) => row.name),
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
        column.summed('lists', texts.lists, (row) => row.lists),
        column.summed('people', texts.people, (row) => row.people),
        column.summed('vouchers', texts.vouchers, (row) => row.vouchers),
        column.summedVnd('due', texts.due, (row) => row.dueVnd),
        column.summedVnd('funded', texts.funded, (row) => row.fundedVnd),
        column.summedVnd('missing', texts.stillToFund, missingOf, {
          cell: (row) => (missingOf(row) > 0n ? format.vnd(missingOf(row)) : '–'),
        }),
        column.day('opens', texts.opensOn, (row) => row.opensOn),
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
