import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Day } from '#kernel/words/day.ts';
import { ask } from '../../api.ts';
import type { Plan } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import styles from './calendar.module.css';
import { daysOf, isFree, type Load, loadsOf } from './loads.ts';

/** A load that is to be paid on another day; without a unit and hamlet, all of its office's day. */
export interface Move extends Load {
  readonly atOfficeId: string;
  readonly fromDay: Day;
  readonly toDay?: Day;
  readonly unitId?: number;
  readonly hamlet?: string;
  readonly programme?: string;
  readonly channel?: 'point' | 'office' | 'home';
}

interface Props {
  readonly plan: Plan;
  readonly officeId: string;
  readonly month: string;
  readonly moves: readonly Move[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says what a move means in people, dong and the load of the new day, and does it. */
export function MoveDialog({ plan, officeId, month, moves, onClose, onDone }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [day, setDay] = useState<Day | ''>(moves[0]?.toDay ?? '');
  const act = useAct({
    send: (_id, body: { moves: readonly Move[]; toDay: Day }) =>
      ask('POST /payouts/plan/moves', {
        body: {
          officeId,
          month,
          moves: body.moves.map(({ atOfficeId, fromDay, unitId, hamlet, programme, channel }) => ({
            atOfficeId,
            fromDay,
            toDay: body.toDay,
            ...(unitId !== undefined && { unitId }),
            ...(hamlet !== undefined && { hamlet }),
            ...(programme !== undefined && { programme }),
            ...(channel !== undefined && { channel }),
          })),
        },
      }),
    onDone: ({ vouchers }, { toDay }) => {
      toast(texts.move.done(format.count(vouchers), format.day(toDay)));
      onClose();
      onDone();
    },
    touches: [['payouts']],
  });
  const moving = moves.filter(({ fromDay }) => fromDay !== day);
  const open = moving.reduce((all, move) => all + move.open, 0);
  const loads = loadsOf(plan.cells);
  const over = plan.offices.filter((office) => {
    const coming = moving
      .filter(({ atOfficeId }) => atOfficeId === office.id)
      .reduce((all, { people }) => all + people, 0);
    const there = loads.get(`${office.id} ${day}`)?.people ?? 0;
    return office.dayLimit !== null && coming > 0 && there + coming > office.dayLimit;
  });
  return (
    <ActDialog
      title={texts.move.title}
      onClose={onClose}
      act={act}
      label={texts.move.act}
      input={day === '' || moving.length === 0 ? null : { moves: moving, toDay: day }}
    >
      <div className={styles['form']}>
        <NativeSelect
          label={texts.move.to}
          required
          data-autofocus
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
          data={[
            { value: '', label: texts.move.chooseDay },
            ...daysOf(plan).map((each) => ({
              value: each,
              label: `${texts.weekdays[new Date(`${each}T00:00:00Z`).getUTCDay()] ?? ''}, ${format.day(each)}${isFree(each, plan.holidays) ? ` (${texts.move.free})` : ''}`,
            })),
          ]}
        />
        {day !== '' && (
          <p>{texts.move.says(format.count(moving.length), format.count(open), format.day(day))}</p>
        )}
        {over.length > 0 && <p role="alert">{texts.move.over(over.map(({ name }) => name).join(', '))}</p>}
        <p className={styles['quiet']}>{texts.move.hint}</p>
      </div>
    </ActDialog>
  );
}
