import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Overview } from '../api.ts';
import { useTexts } from './texts/texts.ts';
import { FigureSwitch, type Seen } from './figure-switch.tsx';
import { HourBars } from './hour-bars.tsx';
import styles from './offices.module.css';

interface Props {
  readonly data: Overview;
  readonly fileOf: string;
}

/** Where the bars' figures would be too small to read. */
const NARROW = '(max-width: 560px)';

/** When payments were made, hour by hour. */
export function Hours({ data, fileOf }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [seen, setSeen] = useState<Seen>(() => (matchMedia(NARROW).matches ? 'table' : 'chart'));
  const { hours } = data;
  const none = hours.length === 0 && <p className={styles['none']}>{texts.noHours}</p>;
  const instead = none || (seen === 'chart' && <HourBars hours={hours} />);
  const column = columnsOf(format, hours);
  return (
    <DataTable
      caption={texts.hours}
      fileOf={fileOf}
      rows={hours}
      rowKey={(row) => `${row.day} ${row.hour}`}
      maxHeight={400}
      tools={<FigureSwitch name={texts.hours} value={seen} onChange={setSeen} />}
      {...(instead && { instead })}
      columns={[
        column.day('day', texts.day, (row) => row.day),
        {
          key: 'hour',
          head: texts.hour,
          value: (row) => row.hour,
          text: (row) => texts.hourSpan(row.hour),
          cell: (row) => texts.hourSpan(row.hour),
        },
        column.figure('paidCount', texts.paidVouchers, (row) => row.paidCount),
        column.vnd('paidVnd', texts.paid, (row) => row.paidVnd),
      ]}
    />
  );
}
