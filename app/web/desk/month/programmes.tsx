import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { shareOf } from '#kernel/web/format.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { useLanguage } from '#kernel/web/language.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import type { Overview } from '../api.ts';
import { useTexts } from './texts/texts.ts';
import styles from './programmes.module.css';
import { ShareCell } from './share-cell.tsx';

type Programme = Overview['programmes'][number];

interface Props {
  readonly data: Overview;
  readonly fileOf: string;
}

/** Each programme of the month: its money, its days and how far its books are. */
export function Programmes({ data, fileOf }: Props) {
  const texts = useTexts();
  const { language } = useLanguage();
  const format = useFormat();
  const column = columnsOf(format, data.programmes);
  const nameOf = (row: Programme) => (language === 'vi' ? row.nameVi : row.nameEn);
  const [due, paid] = [BigInt(data.total.dueVnd), BigInt(data.total.paidVnd)];
  // Funders pay the province, so that what they have transferred says nothing about an office below it.
  const isProvince = data.office.kind === 'province';
  return (
    <DataTable
      caption={texts.programmes}
      fileOf={fileOf}
      rows={data.programmes}
      rowKey={(row) => row.code}
      withTotal
      columns={[
        {
          key: 'name',
          head: texts.programme,
          value: nameOf,
          cell: (row) => (
            <>
              {nameOf(row)}
              <small className={styles['days']}>
                {texts.daysOf(format.dayShort(row.opensOn), format.dayShort(row.settleOn))}
              </small>
            </>
          ),
        },
        column.summedVnd('dueVnd', texts.due, (row) => row.dueVnd),
        column.summedVnd('paidVnd', texts.paid, (row) => row.paidVnd),
        {
          key: 'share',
          head: texts.share,
          value: (row) => shareOf(BigInt(row.paidVnd), BigInt(row.dueVnd)),
          text: (row) => format.share(BigInt(row.paidVnd), BigInt(row.dueVnd)),
          cell: (row) => <ShareCell paid={BigInt(row.paidVnd)} due={BigInt(row.dueVnd)} />,
          total: <ShareCell paid={paid} due={due} />,
        },
        column.summedVnd('bankVnd', texts.bank, (row) => row.bankVnd),
        column.summedVnd('returnedVnd', texts.returned, (row) => row.returnedVnd),
        ...(isProvince ? [column.summedVnd('fundedVnd', texts.funded, (row) => row.fundedVnd)] : []),
        {
          key: 'days',
          head: texts.days,
          fileOnly: true,
          value: (row) => row.opensOn,
          text: (row) => `${format.day(row.opensOn)} – ${format.day(row.settleOn)}`,
          cell: () => null,
        },
        {
          key: 'state',
          head: texts.state,
          value: (row) => texts[stateOf(row, data.today)],
          cell: (row) => <State of={stateOf(row, data.today)} />,
        },
      ]}
    />
  );
}

type StateOfProgramme = 'locked' | 'settled' | 'notOpen' | 'toSettle' | 'going';

/** How far a programme's month is, as of a day. */
function stateOf(row: Programme, today: string): StateOfProgramme {
  if (row.locked) return 'locked';
  if (row.settled) return 'settled';
  if (today < row.opensOn) return 'notOpen';
  return today > row.settleOn ? 'toSettle' : 'going';
}

const MARKS = {
  locked: 'closed',
  settled: 'good',
  notOpen: 'going',
  toSettle: 'watch',
  going: 'going',
} as const;

function State({ of }: { of: StateOfProgramme }) {
  const texts = useTexts();
  return <Marked as={MARKS[of]}>{texts[of]}</Marked>;
}
