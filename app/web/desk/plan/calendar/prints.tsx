import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useParts } from '../../parts/texts/texts.ts';
import { differencesQuery, printsQuery } from '../queries.ts';
import styles from './calendar.module.css';
import { useTexts } from '../texts/texts.ts';

/** What has changed since the plan was printed, against any of its printings. */
export function Prints({ officeId, month }: { officeId: string; month: string }) {
  const texts = useTexts();
  const names = useParts();
  const format = useFormat();
  const prints = useQuery(printsQuery(officeId, month));
  const [wanted, setWanted] = useState<string | null>(null);
  const all = (prints.data ?? []).toReversed();
  const print = all.find(({ id }) => id === wanted) ?? all[0];
  const differences = useQuery({
    ...differencesQuery(print?.id ?? '', officeId),
    enabled: print !== undefined,
  });
  if (prints.error) return <FailureNotice error={prints.error} onRetry={() => void prints.refetch()} />;
  const rows = differences.data ?? [];
  const signed = (vnd: bigint) => (vnd > 0n ? `+${format.vnd(vnd)}` : format.vnd(vnd));
  const none = print === undefined ? texts.prints.never : rows.length === 0 ? texts.prints.same : null;
  const column = columnsOf(format, rows);
  return (
    <DataTable
      caption={texts.prints.title}
      {...(print && {
        note: texts.prints.since(
          format.count(print.version),
          print.printedBy,
          format.moment(print.printedAt),
        ),
      })}
      fileOf={`${texts.title} ${month}`}
      hint={print ? undefined : texts.prints.neverHint}
      rows={rows}
      rowKey={(row) => `${row.officeId} ${row.day} ${row.channel}`}
      maxHeight={320}
      tools={
        all.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={texts.prints.choose}
            value={print?.id ?? ''}
            data={all.map(({ id, version, printedAt }) => ({
              value: id,
              label: texts.prints.version(format.count(version), format.moment(printedAt)),
            }))}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        )
      }
      {...(differences.error
        ? {
            instead: <FailureNotice error={differences.error} onRetry={() => void differences.refetch()} />,
          }
        : none !== null && { instead: <p className={styles['none']}>{none}</p> })}
      columns={[
        column.text('office', texts.office, (row) => row.office),
        column.day('day', texts.day, (row) => row.day),
        column.text('channel', texts.channel, (row) => names.channels[row.channel]),
        column.figure('before', texts.prints.before, (row) => row.beforePeople),
        column.figure('now', texts.prints.now, (row) => row.nowPeople),
        column.vnd('vnd', texts.prints.difference, (row) => BigInt(row.nowVnd) - BigInt(row.beforeVnd), {
          cell: (row) => signed(BigInt(row.nowVnd) - BigInt(row.beforeVnd)),
        }),
      ]}
    />
  );
}
