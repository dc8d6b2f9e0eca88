import { Link } from '@tanstack/react-router';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { dayAt } from '#kernel/words/day.ts';
import { useProgrammes } from '../parts/programmes.ts';
import styles from './lists.module.css';
import type { ListItem } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly caption: string;
  readonly fileName: string;
  readonly lists: readonly ListItem[];
}

/** Every list of the month, newest first, each leading to what it brought. */
export function TakenIn({ caption, fileName, lists }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const when = (at: string) => `${format.day(dayAt(new Date(at)))} ${format.time(new Date(at)).slice(0, 5)}`;
  return (
    <DataTable
      caption={caption}
      note={texts.inDong}
      fileName={fileName}
      rows={lists}
      rowKey={(row) => row.id}
      maxHeight={480}
      {...(lists.length === 0 && { instead: <p className={styles['none']}>{texts.noneTakenIn}</p> })}
      columns={[
        {
          key: 'file',
          head: texts.file,
          value: (row) => row.fileName,
          cell: (row) => (
            <Link to="/lists/$listId" params={{ listId: row.id }} className={styles['link'] ?? ''}>
              {row.fileName}
            </Link>
          ),
        },
        {
          key: 'programme',
          head: texts.programme,
          value: (row) => programmes.name(row.programme),
          cell: (row) => programmes.name(row.programme),
        },
        {
          key: 'kind',
          head: texts.kind,
          value: (row) => texts.kindOf(row.kind),
          cell: (row) => texts.kindOf(row.kind),
        },
        {
          key: 'people',
          head: texts.people,
          align: 'end',
          value: (row) => row.people,
          cell: (row) => format.count(row.people),
        },
        {
          key: 'vouchers',
          head: texts.vouchers,
          align: 'end',
          value: (row) => row.vouchers,
          cell: (row) => format.count(row.vouchers),
        },
        {
          key: 'total',
          head: texts.amount,
          align: 'end',
          value: (row) => BigInt(row.totalVnd),
          cell: (row) => format.vnd(row.totalVnd),
        },
        {
          key: 'warnings',
          head: texts.warnings,
          align: 'end',
          value: (row) => row.warnings,
          cell: (row) => format.count(row.warnings),
        },
        { key: 'by', head: texts.acceptedBy, value: (row) => row.acceptedBy, cell: (row) => row.acceptedBy },
        {
          key: 'at',
          head: texts.acceptedAt,
          value: (row) => row.acceptedAt,
          text: (row) => when(row.acceptedAt),
          cell: (row) => when(row.acceptedAt),
        },
      ]}
    />
  );
}
