import { Button } from '@mantine/core';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { type Column, DataTable } from '#kernel/web/data-table.tsx';
import { laterWindow } from '#kernel/web/later.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { LiftDialog } from './lift-dialog.tsx';
import type { ClosureOfDay, DayReply } from './queries.ts';
import styles from './page.module.css';
import { useTexts } from './texts/texts.ts';

const CloseDialog = laterWindow(async () => (await import('./close-dialog.tsx')).CloseDialog);

/** What nobody can reach that day: hamlets, communes, roads; written down here and opened again here. */
export function Closures({ officeId, data }: { officeId: string; data: DayReply }) {
  const texts = useTexts();
  const format = useFormat();
  const [closing, setClosing] = useState(false);
  const [lifting, setLifting] = useState<ClosureOfDay | null>(null);
  const what = (closure: ClosureOfDay) =>
    closure.toward !== null
      ? texts.roadBetween(closure.commune, closure.toward)
      : [closure.hamlet, closure.commune].filter(Boolean).join(', ');
  const column = columnsOf(format, data.closures);
  const columns: Column<ClosureOfDay>[] = [
    column.text('what', texts.closedWhat, what),
    {
      key: 'days',
      head: texts.closedDays,
      value: ({ fromDay }) => fromDay,
      cell: ({ fromDay, untilDay }) =>
        untilDay === null
          ? texts.fromOn(format.day(fromDay))
          : texts.fromTo(format.day(fromDay), format.day(untilDay)),
    },
    column.text('reason', texts.reason, ({ reason }) => reason),
    column.text('by', texts.by, ({ by }) => by),
    column.acts(
      '',
      (closure) =>
        data.may.plan && (
          <Button size="compact-xs" variant="default" onClick={() => setLifting(closure)}>
            {texts.lift}
          </Button>
        ),
    ),
  ];
  return (
    <>
      <DataTable
        caption={texts.closures}
        columns={columns}
        rows={data.closures}
        rowKey={({ id }) => id}
        tools={
          data.may.plan &&
          data.stops.length > 0 && (
            <Button size="compact-xs" variant="default" onClick={() => setClosing(true)}>
              {texts.close}
            </Button>
          )
        }
        {...(data.closures.length === 0 && { instead: <p className={styles['none']}>{texts.noClosures}</p> })}
      />
      {closing && <CloseDialog officeId={officeId} data={data} onClose={() => setClosing(false)} />}
      {lifting && (
        <LiftDialog
          officeId={officeId}
          closureId={lifting.id}
          what={what(lifting)}
          onClose={() => setLifting(null)}
        />
      )}
    </>
  );
}
