import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { firstDayOf } from '#kernel/words/day.ts';
import { ask } from '../../api.ts';
import type { Plan } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import styles from './calendar.module.css';

interface Props {
  readonly plan: Plan;
  readonly officeId: string;
  readonly month: string;
  /** Those that get the limit: of the chosen loads, else all in sight. */
  readonly officeIds: readonly string[];
  readonly onClose: () => void;
}

/** How many people an office serves a day, from this month on. */
export function LimitDialog({ plan, officeId, month, officeIds, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [people, setPeople] = useState<number | ''>('');
  const act = useAct({
    send: (_id, limit: { people: number | null }) =>
      ask('POST /payouts/plan/limits', {
        body: { officeId, officeIds: [...officeIds], from: firstDayOf(month), ...limit },
      }),
    onDone: ({ offices }) => {
      toast(texts.limits.done(format.count(offices)));
      onClose();
    },
    touches: [['payouts', 'plan']],
  });
  const names = plan.offices.filter(({ id }) => officeIds.includes(id)).map(({ name }) => name);
  return (
    <ActDialog
      title={texts.limits.title}
      onClose={onClose}
      act={act}
      label={people === '' ? texts.limits.lift : texts.limits.save}
      input={{ people: people === '' ? null : people }}
    >
      <div className={styles['form']}>
        <p>
          {names.length > 3
            ? texts.limits.forMany(format.count(names.length))
            : texts.limits.forFew(names.join(', '))}
        </p>
        <NumberInput
          label={texts.limits.people}
          description={texts.limits.hint}
          min={1}
          max={100_000}
          allowDecimal={false}
          hideControls
          value={people}
          onChange={(value) => setPeople(typeof value === 'number' ? value : '')}
        />
      </div>
    </ActDialog>
  );
}
