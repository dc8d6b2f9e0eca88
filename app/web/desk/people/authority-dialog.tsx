import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { addDays, type Day } from '#kernel/words/day.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { lastDayOfAuthority } from '#modules/payouts/people/rules/authority.ts';
import { ask } from '../api.ts';
import { PEOPLE } from '../parts/people-queries.ts';
import { useProgrammes } from '../parts/programmes.ts';
import styles from './page.module.css';
import type { Part } from './person-page.tsx';
import { useTexts } from './texts/texts.ts';
import { useFields } from './use-fields.ts';

interface Props extends Part {
  readonly onClose: () => void;
}

interface Input {
  readonly proxyName: string;
  readonly proxyCccd: string;
  readonly relation: string | null;
  readonly programmes: string[] | null;
  readonly madeOn: Day;
  readonly expiresOn: Day;
  readonly certifiedBy: string;
}

/** Records a written authority. Its last day is offered as the latest that the law gives: twelve months. */
export function AuthorityDialog({ place, citizenId, onClose }: Props) {
  const texts = useTexts();
  const { all: programmes } = useProgrammes();
  const { fields, field } = useFields({ name: '', cccd: '', relation: '', by: '' });
  const [madeOn, setMadeOn] = useState<Day | null>(null);
  const [expiresOn, setExpiresOn] = useState<Day | null>(null);
  const [only, setOnly] = useState<readonly string[]>([]);
  const act = useAct({
    send: (id, input: Input) =>
      ask('POST /payouts/people/:citizenId/authorities', {
        params: { citizenId },
        body: { id, officeId: place.id, ...input },
      }),
    touches: [[PEOPLE]],
    onDone: () => {
      toast(texts.authorityDone);
      onClose();
    },
  });
  const cccd = fields.cccd.replaceAll(/\D/g, '');
  const fit =
    fields.name.trim() !== '' &&
    /^\d{12}$/.test(cccd) &&
    fields.by.trim() !== '' &&
    madeOn !== null &&
    expiresOn !== null;
  return (
    <ActDialog
      title={texts.addAuthority}
      onClose={onClose}
      act={act}
      label={texts.record}
      size="lg"
      input={
        fit
          ? {
              proxyName: fields.name.trim(),
              proxyCccd: cccd,
              relation: fields.relation.trim() === '' ? null : fields.relation.trim(),
              programmes: only.length === 0 ? null : [...only],
              madeOn,
              expiresOn,
              certifiedBy: fields.by.trim(),
            }
          : null
      }
    >
      <p>{texts.authorityWhat}</p>
      <div className={styles['two']}>
        <TextField label={texts.proxyName} required maxLength={200} data-autofocus {...field('name')} />
        <TextField
          label={texts.proxyCccd}
          required
          inputMode="numeric"
          autoComplete="off"
          error={fields.cccd !== '' && !/^\d{12}$/.test(cccd) ? texts.wrongNumber.cccd : undefined}
          {...field('cccd')}
        />
        <TextField label={texts.relation} maxLength={100} {...field('relation')} />
        <TextField label={texts.certifiedBy} required maxLength={200} {...field('by')} />
        <DayField
          label={texts.madeOn}
          required
          value={madeOn}
          onChange={(day) => {
            setMadeOn(day);
            // The day before the same day a year later is the last of twelve months as people count them.
            if (day !== null && expiresOn === null) setExpiresOn(addDays(lastDayOfAuthority(day), -1));
          }}
        />
        <DayField label={texts.expiresOn} required value={expiresOn} onChange={setExpiresOn} />
      </div>
      <Checkbox.Group
        label={texts.scope}
        description={texts.scopeHint}
        className={styles['scope']}
        value={[...only]}
        onChange={setOnly}
      >
        <div className={styles['two']}>
          {programmes.map(({ code, name }) => (
            <Checkbox key={code} size="xs" value={code} label={name} />
          ))}
        </div>
      </Checkbox.Group>
    </ActDialog>
  );
}
