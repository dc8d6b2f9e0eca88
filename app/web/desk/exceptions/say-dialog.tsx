import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { LongTextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import type { Exception } from './queries.ts';
import { useTexts } from './texts/texts.ts';

export type Saying = 'explained' | 'apply' | 'dismiss';

interface Props {
  readonly saying: Saying;
  readonly exception: Exception;
  /** What the phone says was handed over, in VND. */
  readonly givenVnd: string | null;
  readonly officeId: string;
  readonly onClose: () => void;
}

/** A word on an exception: a statement, or one person's ruling, with what it does said in figures. */
export function SayDialog({ saying, exception, givenVnd, officeId, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [note, setNote] = useState('');
  const { id: exceptionId, needs } = exception;
  const act = useAct({
    send: (id, input: string) =>
      ask('POST /devices/exceptions/:exceptionId/entries', {
        params: { exceptionId },
        body: { id, officeId, kind: saying, note: input },
      }),
    touches: [['payouts']],
    onDone: (answer) => {
      toast(
        saying === 'explained'
          ? texts.saidDone
          : answer.ruled
            ? texts.ruledDone
            : texts.waitsForOthers(format.count(answer.needs)),
      );
      onClose();
    },
  });
  const amount = givenVnd === null ? null : format.vnd(givenVnd);
  return (
    <ActDialog
      grave={saying === 'dismiss' && exception.state === 'quarantined'}
      title={texts.sayTitle[saying]}
      label={texts.sayLabel[saying]}
      act={act}
      onClose={onClose}
      input={note.trim() === '' ? null : note.trim()}
    >
      {saying !== 'explained' && (
        <Callout role="status">
          {exception.state === 'conflict'
            ? texts.seenConsequence
            : amount === null
              ? texts.plainConsequence[saying]
              : texts.consequence[saying](amount)}
          {needs > 1 && ` ${texts.needsMore}`}
        </Callout>
      )}
      <LongTextField
        label={saying === 'explained' ? texts.note : texts.grounds}
        description={texts.noteHint}
        required
        minRows={3}
        maxLength={1000}
        value={note}
        disabled={act.busy}
        onChange={setNote}
      />
    </ActDialog>
  );
}
