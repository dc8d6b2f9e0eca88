import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { ask } from '../api.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly closureId: string;
  readonly what: string;
  readonly onClose: () => void;
}

/** A way is open again. */
export function LiftDialog({ officeId, closureId, what, onClose }: Props) {
  const texts = useTexts();
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (_id, why: string) =>
      ask('POST /rounds/closures/:closureId/lift', {
        params: { closureId },
        body: { officeId, reason: why },
      }),
    touches: [['rounds', 'day']],
    onDone: () => {
      toast(texts.lifted(what));
      onClose();
    },
  });
  return (
    <ActDialog
      title={texts.liftTitle(what)}
      label={texts.lift}
      act={act}
      onClose={onClose}
      input={reason.trim() === '' ? null : reason.trim()}
    >
      <TextField required label={texts.reason} value={reason} disabled={act.busy} onChange={setReason} />
    </ActDialog>
  );
}
