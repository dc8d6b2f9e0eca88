import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { useAct } from '#kernel/web/use-act.ts';
import { ask } from '../api.ts';
import type { Numbers } from './identity.tsx';
import type { Part } from './person-page.tsx';
import { useTexts } from './texts/texts.ts';

interface Props extends Part {
  readonly onClose: () => void;
  readonly onShown: (numbers: Numbers) => void;
}

/** Asks why the full numbers are needed; the look and its reason are recorded before they are shown. */
export function RevealDialog({ place, citizenId, onClose, onShown }: Props) {
  const texts = useTexts();
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (_id, input: string) =>
      ask('POST /payouts/people/:citizenId/reveal', {
        params: { citizenId },
        body: { officeId: place.id, reason: input },
      }),
    onDone: onShown,
  });
  return (
    <ActDialog
      title={texts.reveal}
      onClose={onClose}
      act={act}
      label={texts.revealDo}
      input={reason.trim() === '' ? null : reason.trim()}
    >
      <p>{texts.revealWhat}</p>
      <TextField
        label={texts.reason}
        required
        maxLength={200}
        data-autofocus
        value={reason}
        onChange={setReason}
      />
    </ActDialog>
  );
}
