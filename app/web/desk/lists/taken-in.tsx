import { Link } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useProgrammes } from '../parts/programmes.ts';
import styles from './lists.module.css';
import type { ListItem } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly caption: string;
  readonly lists: readonly ListItem[];
}

/** Every list of the month, newest first, each leading to what it brought. */
export function TakenIn({ caption, lists }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const column = columnsOf(format, lists);
  return (
    <DataTable
      caption={caption}

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
        column.text('programme', texts.programme, (row) => programmes.name(row.programme)),
        column.text('kind', texts.kind, (row) => texts.kindOf(row.kind)),
        column.figure('people', texts.people, (row) => row.people),
        column.figure('vouchers', texts.vouchers, (row) => row.vouchers),
        column.vnd('total', texts.amount, (row) => row.totalVnd),
        column.figure('warnings', texts.warnings, (row) => row.warnings),
        column.text('by', texts.acceptedBy, (row) => row.acceptedBy),
        column.moment('at', texts.acceptedAt, (row) => row.acceptedAt),
      ]}
    />
  );
}
