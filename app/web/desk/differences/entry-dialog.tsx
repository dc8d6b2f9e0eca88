import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { LongTextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { ask } from '../api.ts';
import type { CaseDetail } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly found: CaseDetail;
  readonly onClose: () => void;
}

interface Entry {
  readonly kind: 'disputed' | 'explained';
  readonly note: string;
}

/** A dispute or a statement of whoever is concerned; it stays as it was written. */
export function EntryDialog({ found, onClose }: Props) {
  const texts = useTexts();
  const [kind, setKind] = useState<Entry['kind']>('disputed');
  const [note, setNote] = useState('');
  const act = useAct<Entry, unknown>({
    send: (id, entry) =>
      ask('POST /payouts/cases/:caseId/entries', {
        params: { caseId: found.id },
        body: { id, officeId: found.officeId, ...entry },
      }),
    touches: [['payouts']],
    onDone: () => {
      toast(texts.written);
      onClose();
    },
  });
  return (
    <ActDialog
      title={texts.write}
      label={kind === 'disputed' ? texts.dispute : texts.explain}
      act={act}
      onClose={onClose}
      input={note.trim() === '' ? null : { kind, note: note.trim() }}
    >
      <SegmentedControl
        aria-label={texts.writeKind}
        value={kind}
        onChange={setKind}
        data={[
          { value: 'disputed', label: texts.dispute },
          { value: 'explained', label: texts.explain },
        ]}
      />
      <LongTextField
        label={texts.note}
        description={texts.noteHint}
        required
        minRows={4}
        maxLength={1000}
        data-autofocus
        value={note}
        onChange={setNote}
      />
    </ActDialog>
  );
}
