import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { ChoiceField } from '#kernel/web/fields/choice-field.tsx';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { LongTextField, TextField } from '#kernel/web/fields/text-field.tsx';
import { useAct } from '#kernel/web/use-act.ts';
import { ask } from '../../api.ts';
import { useToday } from '../../parts/use-today.ts';
import { type Request, startOf } from './queries.ts';
import { usePrivacyTexts } from './texts/texts.ts';
import { useDone } from '../use-done.ts';

const KINDS = ['see', 'correct', 'restrict', 'erase', 'object'] as const;

interface Asked {
  readonly number: string | null;
  readonly kind: Request['kind'];
  readonly askedBy: string;
  readonly identifiedBy: string;
  readonly text: string;
  readonly receivedAt: string;
}

/** Records what a person asks about their data, as it was received. */
export function NewRequest({ onClose }: { onClose: () => void }) {
  const texts = usePrivacyTexts();
  const [kind, setKind] = useState<Request['kind']>('see');
  const [askedBy, setAskedBy] = useState('');
  const [number, setNumber] = useState('');
  const [identifiedBy, setIdentifiedBy] = useState('');
  const [text, setText] = useState('');
  const [day, setDay] = useState<string | null>(useToday());
  const add = useAct({
    send: (id, body: Asked) => ask('POST /privacy/requests', { body: { id, ...body } }),
    touches: [['privacy']],
    onDone: useDone(onClose),
  });
  const digits = number.replace(/\D/g, '');
  const isNumber = digits === '' || [9, 10, 12].includes(digits.length);
  const whole =
    askedBy.trim() !== '' && identifiedBy.trim() !== '' && text.trim() !== '' && day !== null && isNumber;
  return (
    <ActDialog
      onClose={onClose}
      act={add}
      title={texts.addRequest}
      label={texts.addRequest}
      input={
        whole
          ? {
              number: digits === '' ? null : digits,
              kind,
              askedBy: askedBy.trim(),
              identifiedBy: identifiedBy.trim(),
              text: text.trim(),
              receivedAt: startOf(day),
            }
          : null
      }
    >
      <ChoiceField label={texts.kind} value={kind} onChange={setKind} values={KINDS} names={texts.kinds} />
      <TextField label={texts.askedBy} required maxLength={200} value={askedBy} onChange={setAskedBy} />
      <TextField
        label={texts.number}
        description={texts.numberHint}
        inputMode="numeric"
        maxLength={20}
        wrong={!isNumber && texts.wrongNumber}
        value={number}
        onChange={setNumber}
      />
      <TextField
        label={texts.identifiedBy}
        description={texts.identifiedHint}
        required
        maxLength={300}
        value={identifiedBy}
        onChange={setIdentifiedBy}
      />
      <LongTextField label={texts.text} required maxLength={4000} value={text} onChange={setText} />
      <DayField label={texts.receivedOn} required value={day} onChange={setDay} />
    </ActDialog>
  );
}
