import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
import { ask } from '../api.ts';
import type { CaseDetail } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly found: CaseDetail;
  readonly onClose: () => void;
}

/** A dispute or a statement of whoever is concerned; it stays as it was written. */
export function EntryDialog({ found, onClose }: Props) {
  const texts = useTexts();
  const [kind, setKind] = useState<'disputed' | 'explained'>('disputed');
  return (
    <ReasonDialog
      title={texts.write}
      label={kind === 'disputed' ? texts.dispute : texts.explain}
      field={texts.note}
      hint={texts.noteHint}
      maxLength={1000}
      send={(id, note) =>
        ask('POST /payouts/cases/:caseId/entries', {
          params: { caseId: found.id },
          body: { id, officeId: found.officeId, kind, note },
        })
      }
      touches={[['payouts']]}
      done={() => texts.written}
      onClose={onClose}
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
    </ReasonDialog>
  );
}
