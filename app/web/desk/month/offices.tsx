import { Link } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { shareOf } from '#kernel/web/format.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { Marked } from '#kernel/web/marked.tsx';
import type { Overview } from '../api.ts';
import { useTexts } from './texts/texts.ts';
import { ShareCell } from './share-cell.tsx';
import styles from './offices.module.css';

type Office = Overview['offices'][number];

interface Props {
  readonly data: Overview;
  readonly month: string;
  readonly fileOf: string;
}

/** The offices directly below, each with its subtree, each leading one step deeper. */
export function Offices({ data, month, fileOf }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const late = data.offices.filter((row) => row.late).length;
  const sum = (of: (row: Office) => bigint) => data.offices.reduce((all, row) => all + of(row), 0n);
  const column = columnsOf(format, data.offices);
  // The province has no voucher at its counter, and answers for the transfers that the bank has not answered.
  const ownName = (row: Office) => (row.dueCount === 0 ? texts.ownTransfers : texts.ownCounter);
  const stateText = (row: Office) => {
    const state = stateOf(row);
    return state === 'late' ? texts.late(format.count(row.overdueCount)) : texts[state];
  };
  return (
    <DataTable
      caption={texts.offices}
      fileOf={fileOf}
      rows={data.offices}
      rowKey={(row) => row.id}
      maxHeight={420}
      withTotal={data.offices.length > 1}
      tools={
        late > 0 && (
          <span title={texts.lateHint}>
            <Marked as="watch">{texts.lateCount(format.count(late))}</Marked>
          </span>
        )
      }
      {...(data.offices.length === 0 && { instead: <p className={styles['none']}>{texts.noOffices}</p> })}
      columns={[
        {
          key: 'name',
          head: texts.office,
          value: (row) => (row.id === data.office.id ? ownName(row) : row.name),
          cell: (row) =>
            row.id === data.office.id ? (
              ownName(row)
            ) : (
              <Link to="/month" search={{ month, office: row.id }} className={styles['link'] ?? ''}>
                {row.name}
              </Link>
            ),
        },
        {
          key: 'state',
          head: texts.state,
          value: (row) => stateText(row),
          cell: (row) => <Marked as={MARKS[stateOf(row)]}>{stateText(row)}</Marked>,
        },
        {
          key: 'share',
          head: texts.share,
          value: (row) => shareOf(BigInt(row.paidVnd), BigInt(row.dueVnd)),
          text: (row) => format.share(BigInt(row.paidVnd), BigInt(row.dueVnd)),
          cell: (row) => <ShareCell paid={BigInt(row.paidVnd)} due={BigInt(row.dueVnd)} />,
          total: (
            <ShareCell paid={sum((row) => BigInt(row.paidVnd))} due={sum((row) => BigInt(row.dueVnd))} />
          ),
        },
        column.summedVnd('dueVnd', texts.due, (row) => row.dueVnd),
        column.summedVnd('paidVnd', texts.paid, (row) => row.paidVnd),
        column.summed('dueCount', texts.dueVouchers, (row) => row.dueCount),
        column.summed('paidCount', texts.paidVouchers, (row) => row.paidCount),
      ]}
    />
  );
}

const MARKS = { empty: 'going', late: 'watch', done: 'good', onTime: 'going' } as const;

function stateOf(row: Office): keyof typeof MARKS {
  if (row.late) return 'late';
  if (row.dueCount === 0) return 'empty';
  return row.paidCount + row.returnedCount >= row.dueCount ? 'done' : 'onTime';
}
