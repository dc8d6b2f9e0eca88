import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import { useParts } from '../../parts/texts/texts.ts';
import styles from '../calendar/calendar.module.css';
import { daysOf } from '../calendar/loads.ts';
import type { Plan } from '../queries.ts';
import { CHANNELS, type Channel } from '../search.ts';
import { useTexts } from '../texts/texts.ts';

const WHYS = ['age', 'sick', 'request', 'account', 'other'] as const;

interface Props {
  readonly plan: Plan;
  readonly officeId: string;
  readonly month: string;
  readonly people: readonly {
    readonly id: string;
    readonly fullName: string;
    readonly amountVnd: string;
    readonly withAccount: boolean;
  }[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Plans the chosen people otherwise, and says why; what is not chosen stays as it is. */
export function ExceptionDialog({ plan, officeId, month, people, onClose, onDone }: Props) {
  const texts = useTexts();
  const names = useParts();
  const format = useFormat();
  const [channel, setChannel] = useState<Channel | ''>('');
  const [day, setDay] = useState('');
  const [office, setOffice] = useState('');
  const [why, setWhy] = useState<(typeof WHYS)[number] | ''>('');
  const act = useAct({
    send: (
      _id,
      body: {
        change: { channel?: Channel; payOn?: string; toOfficeId?: string };
        why: (typeof WHYS)[number];
      },
    ) =>
      ask('POST /payouts/plan/people', {
        body: { officeId, month, voucherIds: people.map(({ id }) => id), ...body },
      }),
    onDone: ({ vouchers }) => {
      toast(texts.exception.done(format.count(vouchers)));
      onClose();
      onDone();
    },
    touches: [['payouts']],
  });
  const nothing = channel === '' && day === '' && office === '';
  const without = channel === 'bank' ? people.filter(({ withAccount }) => !withAccount) : [];
  const sum = people.reduce((all, { amountVnd }) => all + BigInt(amountVnd), 0n);
  const keep = { value: '', label: texts.exception.keep };
  return (
    <ActDialog
      title={texts.exception.title}
      onClose={onClose}
      act={act}
      label={texts.exception.act}
      input={
        nothing || why === '' || without.length > 0
          ? null
          : {
              change: {
                ...(channel !== '' && { channel }),
                ...(day !== '' && { payOn: day }),
                ...(office !== '' && { toOfficeId: office }),
              },
              why,
            }
      }
    >
      <div className={styles['form']}>
        <p>{texts.exception.says(format.count(people.length), format.vnd(sum))}</p>
        <NativeSelect
          label={texts.channel}
          value={channel}
          data={[keep, ...CHANNELS.map((value) => ({ value, label: names.channels[value] }))]}
          onChange={(event) => setChannel(event.currentTarget.value as Channel | '')}
        />
        <NativeSelect
          label={texts.day}
          value={day}
          data={[keep, ...daysOf(plan).map((value) => ({ value, label: format.day(value) }))]}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <NativeSelect
          label={texts.office}
          value={office}
          data={[keep, ...plan.offices.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => setOffice(event.currentTarget.value)}
        />
        <NativeSelect
          label={texts.exception.why}
          required
          value={why}
          data={[
            { value: '', label: texts.exception.chooseWhy },
            ...WHYS.map((value) => ({ value, label: texts.exception.whys[value] })),
          ]}
          onChange={(event) => setWhy(event.currentTarget.value as typeof why)}
        />
        {without.length > 0 && (
          <p role="alert">
            {texts.exception.noAccount(
              without
                .slice(0, 5)
                .map(({ fullName }) => fullName)
                .join(', '),
            )}
          </p>
        )}
        {office !== '' && <p className={styles['quiet']}>{texts.exception.onTheWay}</p>}
      </div>
    </ActDialog>
  );
}
