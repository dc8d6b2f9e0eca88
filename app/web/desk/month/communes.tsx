import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { shareOf } from '#kernel/web/format.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Overview } from '../api.ts';
import { useTexts } from './texts/texts.ts';
import { CommuneMap } from './commune-map.tsx';
import { FigureSwitch, type Seen } from './figure-switch.tsx';
import { ShareCell } from './share-cell.tsx';

interface Props {
  readonly data: Overview;
  readonly fileOf: string;
}

/** The communes served, on a map or in a table. */
export function Communes({ data, fileOf }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [seen, setSeen] = useState<Seen>('chart');
  const { communes } = data;
  const column = columnsOf(format, communes);
  return (
    <DataTable
      caption={texts.communes}
      fileOf={fileOf}
      rows={communes}
      rowKey={(row) => row.unitId}
      maxHeight={400}
      tools={<FigureSwitch name={texts.communes} value={seen} onChange={setSeen} />}
      {...(seen === 'chart' && { instead: <CommuneMap communes={communes} month={data.month} /> })}
      columns={[
        column.text('name', texts.commune, (row) => row.name),
        {
          key: 'district',
          head: texts.district,
          value: (row) => row.district ?? '',
          cell: (row) => row.district ?? '–',
        },
        {
          key: 'share',
          head: texts.share,
          value: (row) => shareOf(BigInt(row.paidVnd), BigInt(row.dueVnd)),
          text: (row) => format.share(BigInt(row.paidVnd), BigInt(row.dueVnd)),
          cell: (row) => <ShareCell paid={BigInt(row.paidVnd)} due={BigInt(row.dueVnd)} />,
        },
        column.vnd('dueVnd', texts.due, (row) => row.dueVnd),
        column.vnd('paidVnd', texts.paid, (row) => row.paidVnd),
      ]}
    />
  );
}
