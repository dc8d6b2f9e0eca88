import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { dayAt, isMonth, monthOf } from '#kernel/words/day.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { PEOPLE, type Person } from '../parts/people-queries.ts';
import { useProgrammes } from '../parts/programmes.ts';
import { useVoucherTexts } from '../parts/voucher-texts/texts.ts';
import { useToday } from '../parts/use-today.ts';
import styles from './page.module.css';
import type { Part } from './person-page.tsx';
import { CONTROL, mayAt } from './rights.ts';
import { useTexts } from './texts/texts.ts';

type Stop = Person['stops'][number];
type Kind = Stop['kind'];

/** Suspensions and their lifting; the province's payout control decides. */
export function Stops(part: Part) {
  const texts = useTexts();
  const words = useVoucherTexts();
  const format = useFormat();
  const { name: programme } = useProgrammes();
  const { me, place, person } = part;
  const [asked, setAsked] = useState(false);
  const [lifted, setLifted] = useState<Stop | null>(null);
  const mayStop = mayAt(me, CONTROL, place) && !place.path.includes('/');
  return (
    <Sheet
      title={texts.stops}
      tools={
        mayStop && (
          <Button size="compact-xs" variant="default" onClick={() => setAsked(true)}>
            {texts.addStop}
          </Button>
        )
      }
    >
      {person.stops.length === 0 && <p className={styles['quiet']}>{texts.noStops}</p>}
      <ul className={styles['list']} aria-label={texts.stops}>
        {person.stops.map((stop) => (
          <li key={stop.id}>
            <span className={styles['line']}>
              <Marked as={stop.lifted ? 'closed' : 'watch'}>
                {stop.lifted ? texts.liftedStop : texts.stopKinds[stop.kind]}
              </Marked>
              <span>
                {texts.fromMonth(format.month(stop.fromMonth))},{' '}
                {stop.programme === null ? texts.allProgrammes : programme(stop.programme)}
              </span>
              {mayStop && !stop.lifted && (
                <Button size="compact-xs" variant="subtle" onClick={() => setLifted(stop)}>
                  {texts.lift}
                </Button>
              )}
            </span>
            <span>
              {stop.reason === 'not_collected' ? texts.notCollected : stop.reason}
              {stop.liftReason !== null && `. ${words.state}: ${stop.liftReason}`}
            </span>
            <span className={styles['quiet']}>
              {stop.recordedBy}, {format.day(dayAt(new Date(stop.recordedAt)))}
            </span>
          </li>
        ))}
      </ul>
      {asked && <StopDialog {...part} onClose={() => setAsked(false)} />}
      {lifted && <LiftDialog stop={lifted} onClose={() => setLifted(null)} />}
    </Sheet>
  );
}

interface DialogProps extends Part {
  readonly onClose: () => void;
}

function StopDialog({ citizenId, onClose }: DialogProps) {
  const texts = useTexts();
  const { all: programmes } = useProgrammes();
  const [programme, setProgramme] = useState('');
  const [kind, setKind] = useState<Kind>('suspended');
  const [month, setMonth] = useState(monthOf(useToday()).split('-').toReversed().join('/'));
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (id, input: { programme: string | null; kind: Kind; fromMonth: string; reason: string }) =>
      ask('POST /payouts/people/:citizenId/stops', { params: { citizenId }, body: { id, ...input } }),
    touches: [[PEOPLE], ['payouts']],
    onDone: () => {
      toast(texts.stopDone);
      onClose();
    },
  });
  const fromMonth = month.replace(
    /^(\d{1,2})\/(\d{4})$/,
    (_all, m: string, y: string) => `${y}-${m.padStart(2, '0')}`,
  );
  const fit = isMonth(fromMonth) && reason.trim() !== '';
  return (
    <ActDialog
      title={texts.addStop}
      onClose={onClose}
      act={act}
      label={texts.record}
      grave
      input={
        fit
          ? { programme: programme === '' ? null : programme, kind, fromMonth, reason: reason.trim() }
          : null
      }
    >
      <p>{texts.stopWhat}</p>
      <NativeSelect
        label={texts.stopKind}
        data-autofocus
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as Kind)}
        data={[
          { value: 'suspended', label: texts.stopKinds.suspended },
          { value: 'ended', label: texts.stopKinds.ended },
        ]}
      />
      <NativeSelect
        label={texts.filterProgramme}
        value={programme}
        onChange={(event) => setProgramme(event.currentTarget.value)}
        data={[
          { value: '', label: texts.allProgrammes },
          ...programmes.map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      <TextField
        label={texts.fromWhichMonth}
        placeholder={texts.monthShape}
        required
        inputMode="numeric"
        error={month !== '' && !isMonth(fromMonth) ? texts.needMonth : undefined}
        value={month}
        onChange={setMonth}
      />
      <TextField label={texts.reason} required maxLength={200} value={reason} onChange={setReason} />
    </ActDialog>
  );
}

function LiftDialog({ stop, onClose }: { readonly stop: Stop; readonly onClose: () => void }) {
  const texts = useTexts();
  return (
    <ReasonDialog
      title={texts.lift}
      label={texts.lift}
      send={(_id, reason) =>
        ask('POST /payouts/stops/:stopId/lift', { params: { stopId: stop.id }, body: { reason } })
      }
      touches={[[PEOPLE], ['payouts']]}
      done={() => texts.liftDone}
      onClose={onClose}
    />
  );
}
