import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import type { Day } from '#kernel/words/day.ts';
import { ask } from '../api.ts';
import type { DayReply } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly data: DayReply;
  readonly onClose: () => void;
}

interface Closed {
  readonly unitId: number;
  readonly hamlet: string | null;
  readonly towardUnitId: number | null;
  readonly fromDay: Day;
  readonly untilDay: Day | null;
  readonly reason: string;
}

/** A hamlet, a commune or a road of the day's visits is closed; the rounds are judged anew at once. */
export function CloseDialog({ officeId, data, onClose }: Props) {
  const texts = useTexts();
  const communes = useMemo(
    () => [...new Map(data.stops.map(({ unitId, commune }) => [unitId, commune]))],
    [data.stops],
  );
  const [unitId, setUnit] = useState(communes[0]?.[0] ?? 0);
  const [what, setWhat] = useState('');
  const [fromDay, setFrom] = useState<Day | null>(data.day);
  const [untilDay, setUntil] = useState<Day | null>(data.day);
  const [reason, setReason] = useState('');
  const hamlets = [
    ...new Set(data.stops.flatMap((stop) => (stop.unitId === unitId && stop.hamlet ? [stop.hamlet] : []))),
  ];
  const commune = communes.find(([id]) => id === unitId)?.[1] ?? '';
  const hit = data.stops.filter(
    (stop) => stop.unitId === unitId && (what === '' || stop.hamlet === what.slice(2)),
  ).length;
  const act = useAct<Closed, unknown>({
    send: (id, closed) => ask('POST /rounds/closures', { body: { id, officeId, ...closed } }),
    touches: [['rounds', 'day']],
    onDone: () => {
      toast(texts.closed);
      onClose();
    },
  });
  const ready =
    unitId !== 0 && fromDay !== null && reason.trim() !== '' && (untilDay === null || untilDay >= fromDay);
  return (
    <ActDialog
      title={texts.close}
      label={texts.close}
      act={act}
      onClose={onClose}
      input={
        ready
          ? {
              unitId,
              hamlet: what.startsWith('h:') ? what.slice(2) : null,
              towardUnitId: what.startsWith('r:') ? Number(what.slice(2)) : null,
              fromDay,
              untilDay,
              reason: reason.trim(),
            }
          : null
      }
    >
      <NativeSelect
        label={texts.commune}
        value={String(unitId)}
        disabled={act.busy}
        data={communes.map(([id, name]) => ({ value: String(id), label: name }))}
        onChange={({ currentTarget }) => {
          setUnit(Number(currentTarget.value));
          setWhat('');
        }}
      />
      <NativeSelect
        label={texts.closedWhat}
        {...(!what.startsWith('r:') && { description: texts.closesFor(hit) })}
        value={what}
        disabled={act.busy}
        data={[
          { value: '', label: texts.wholeCommune(commune) },
          ...hamlets.map((hamlet) => ({ value: `h:${hamlet}`, label: hamlet })),
          ...communes
            .filter(([id]) => id !== unitId)
            .map(([id, name]) => ({ value: `r:${id}`, label: texts.roadTo(name) })),
        ]}
        onChange={({ currentTarget }) => setWhat(currentTarget.value)}
      />
      <DayField label={texts.closedFrom} required value={fromDay} onChange={setFrom} disabled={act.busy} />
      <DayField
        label={texts.closedUntil}
        description={texts.closedUntilHint}
        value={untilDay}
        onChange={setUntil}
        disabled={act.busy}
      />
      <TextField
        required
        label={texts.reason}
        placeholder={texts.closedExample}
        value={reason}
        disabled={act.busy}
        onChange={setReason}
      />
    </ActDialog>
  );
}
