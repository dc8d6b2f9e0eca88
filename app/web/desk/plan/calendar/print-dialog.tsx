import { MultiSelect, Radio } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { searchKey } from '#kernel/words/text.ts';
import { ask } from '../../api.ts';
import type { PlanOffice } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import styles from './calendar.module.css';

interface Props {
  readonly officeId: string;
  readonly month: string;
  /** Those with something to pay. */
  readonly offices: readonly PlanOffice[];
  /** The offices of the loads chosen in the calendar: whose sheets are wanted first. */
  readonly chosen: readonly string[];
  readonly onClose: () => void;
  /** Prints the sheets of these offices, or the overview when there are none. */
  readonly onPrint: (officeIds: readonly string[]) => void;
}

/** What of the plan goes on paper. What the whole plan was at this moment is kept, to be compared with later. */
export function PrintDialog({ officeId, month, offices, chosen, onClose, onPrint }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [what, setWhat] = useState<'overview' | 'sheets' | 'all'>(chosen.length > 0 ? 'sheets' : 'overview');
  const [wanted, setWanted] = useState<readonly string[]>(chosen);
  const act = useAct({
    send: (id, { body }: { body: { officeId: string; month: string }; sheets: readonly string[] }) =>
      ask('POST /payouts/plan/prints', { body: { id, ...body } }),
    onDone: ({ version }, { sheets }) => {
      toast(texts.prints.kept(format.count(version)));
      onClose();
      onPrint(sheets);
    },
    touches: [['payouts', 'plan-prints']],
  });
  const sheets = what === 'overview' ? [] : what === 'all' ? offices.map(({ id }) => id) : wanted;
  return (
    <ActDialog
      title={texts.prints.dialog}
      label={texts.prints.doIt}
      act={act}
      onClose={onClose}
      input={what === 'sheets' && wanted.length === 0 ? null : { body: { officeId, month }, sheets }}
    >
      <div className={styles['form']}>
        <Radio.Group label={texts.prints.what} value={what} onChange={(value) => setWhat(value)}>
          <div className={styles['choices']}>
            <Radio value="overview" label={texts.prints.overview} />
            <Radio value="sheets" label={texts.prints.some} />
            <Radio value="all" label={texts.prints.every(format.count(offices.length))} />
          </div>
        </Radio.Group>
        {what === 'sheets' && (
          <MultiSelect
            label={texts.prints.offices}
            required
            searchable
            clearable
            filter={({ options, search }) =>
              options.filter(
                (option) => 'label' in option && searchKey(option.label).includes(searchKey(search)),
              )
            }
            value={[...wanted]}
            onChange={setWanted}
            data={offices.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <p className={styles['quiet']}>{texts.prints.hint}</p>
      </div>
    </ActDialog>
  );
}
