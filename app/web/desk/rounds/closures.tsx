import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Column, DataTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { CloseDialog } from './close-dialog.tsx';
import { LiftDialog } from './lift-dialog.tsx';
import type { ClosureOfDay, DayReply } from './queries.ts';
import styles from './page.module.css';
import { useTexts } from './texts/texts.ts';

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
  const columns: Column<ClosureOfDay>[] = [
    { key: 'what', head: texts.closedWhat, value: what, cell: what },
    {
      key: 'days',
      head: texts.closedDays,
      value: ({ fromDay }) => fromDay,
      cell: ({ fromDay, untilDay }) =>
        untilDay === null
          ? texts.fromOn(format.day(fromDay))
          : texts.fromTo(format.day(fromDay), format.day(untilDay)),
    },
    { key: 'reason', head: texts.reason, value: ({ reason }) => reason, cell: ({ reason }) => reason },
    { key: 'by', head: texts.by, value: ({ by }) => by, cell: ({ by }) => by },
    {
      key: 'lift',
      head: '',
      value: () => '',
      acts: true,
      cell: (closure) =>
        data.may.plan && (
          <Button size="compact-xs" variant="default" onClick={() => setLifting(closure)}>
            {texts.lift}
          </Button>
        ),
    },
  ];
  return (
    <>
      <DataTable
        caption={texts.closures}
        fileName="duong-dong"
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
