import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { isDay } from '#kernel/words/day.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import type { Wire } from '#kernel/web/ask.ts';
import { BirthField } from '#kernel/web/fields/day-field.tsx';
import type { Birth } from '#kernel/web/fields/day-text.ts';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { ask, type DeskContract } from '../api.ts';
import { PEOPLE } from '../parts/people-queries.ts';
import styles from './page.module.css';
import type { Part } from './person-page.tsx';
import { useTexts } from './texts/texts.ts';

type Body = Wire<DeskContract['POST /payouts/people/:citizenId/correction']['body']>;
type Facts = Body['set'];

interface Props extends Part {
  readonly onClose: () => void;
}

/** Numbers and how each is checked before it is sent. */
const NUMBERS = [
  ['cccd', /^\d{12}$/],
  ['cmnd', /^\d{9}$/],
  ['insuranceNo', /^\d{10}$/],
  ['phone', /^0\d{9,10}$/],
  ['bankAccount', /^[0-9A-Za-z]{5,30}$/],
] as const;
type NumberName = (typeof NUMBERS)[number][0];

/**
 * Corrects what the record says. Masked numbers are not shown here: an empty field leaves the number as it is. What stood
 * before is kept with the reason.
 */
export function CorrectionDialog(props: Props) {
  const { onClose } = props;
  const texts = useTexts();
  const form = useForm(props);
  const act = useAct({
    send: (id, input: { set: Facts; reason: string }) =>
      ask('POST /payouts/people/:citizenId/correction', {
        params: { citizenId: props.citizenId },
        body: { id, officeId: props.place.id, ...input },
      }),
    touches: [[PEOPLE]],
    onDone: () => {
      toast(texts.corrected);
      onClose();
    },
  });
  return (
    <ActDialog
      title={texts.correct}
      onClose={onClose}
      act={act}
      label={texts.correctDo}
      size="lg"
      input={form.input}
    >
      <p>{texts.correctWhat}</p>
      <div className={styles['two']}>
        <TextField label={texts.name} maxLength={120} data-autofocus {...form.text('fullName')} />
        <BirthField label={texts.birth} value={form.birth} onChange={form.setBirth} />
        <NativeSelect
          label={texts.sex}
          value={form.sex}
          onChange={(event) => form.setSex(event.currentTarget.value as '' | 'male' | 'female')}
          data={[
            { value: '', label: texts.keep },
            { value: 'male', label: texts.male },
            { value: 'female', label: texts.female },
          ]}
        />
        {NUMBERS.map(([name]) => (
          <TextField
            key={name}
            label={texts.numbers[name]}
            placeholder={texts.keep}
            autoComplete="off"
            error={form.wrong(name) ? texts.wrongNumber[name] : undefined}
            {...form.text(name)}
          />
        ))}
        <TextField
          label={texts.bankName}
          placeholder={texts.keep}
          maxLength={120}
          {...form.text('bankName')}
        />
        <TextField label={texts.address} placeholder={texts.keep} maxLength={300} {...form.text('address')} />
      </div>
      <TextField label={texts.reason} required maxLength={300} {...form.text('reason')} />
    </ActDialog>
  );
}

type TextName = NumberName | 'fullName' | 'bankName' | 'address' | 'reason';

function useForm({ person }: Part) {
  const { fullName, birth: born } = person.person;
  const before: Birth | null =
    born === null
      ? null
      : isDay(born)
        ? { bornOn: born, birthYear: Number(born.slice(0, 4)) }
        : { bornOn: null, birthYear: Number(born) };
  const [texts, setTexts] = useState<Partial<Record<TextName, string>>>({ fullName });
  const [birth, setBirth] = useState<Birth | null>(before);
  const [sex, setSex] = useState<'' | 'male' | 'female'>('');
  const typed = (name: TextName) => (texts[name] ?? '').trim();
  const wrong = (name: NumberName) =>
    typed(name) !== '' && !NUMBERS.some(([each, shape]) => each === name && shape.test(typed(name)));
  const changed = birth !== null && (birth.bornOn !== before?.bornOn || birth.birthYear !== before.birthYear);
  const plain = ['cccd', 'cmnd', 'insuranceNo', 'phone', 'bankAccount', 'bankName', 'address'] as const;
  const set: Facts = {
    ...(typed('fullName') !== '' && typed('fullName') !== fullName && { fullName: typed('fullName') }),
    ...(changed &&
      (birth.bornOn === null ? { bornOn: null, birthYear: birth.birthYear } : { bornOn: birth.bornOn })),
    ...(sex !== '' && { sex }),
    ...Object.fromEntries(plain.filter((name) => typed(name) !== '').map((name) => [name, typed(name)])),
  };
  const fit = Object.keys(set).length > 0 && typed('reason') !== '' && !NUMBERS.some(([name]) => wrong(name));
  return {
    text: (name: TextName) => ({
      value: texts[name] ?? '',
      onChange: (text: string) => setTexts((now) => ({ ...now, [name]: text })),
    }),
    wrong,
    birth,
    setBirth,
    sex,
    setSex,
    input: fit ? { set, reason: typed('reason') } : null,
  };
}
