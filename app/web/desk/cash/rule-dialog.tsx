import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { NotesTable } from '../parts/notes-table.tsx';
import type { Proposal } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { WhatIsProposed } from './what-is-proposed.tsx';

interface Props {
  readonly proposal: Proposal;
  readonly granted: boolean;
  readonly onClose: () => void;
}

/** The second person agrees, and it is carried out at once; or does not, with a reason. */
export function RuleDialog({ proposal, granted, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [note, setNote] = useState('');
  const act = useAct<string | undefined, unknown>({
    send: (_id, said) =>
      ask('POST /payouts/proposals/:proposalId/ruling', {
        params: { proposalId: proposal.id },
        body: { officeId: proposal.officeId, granted, note: said ?? null },
      }),
    touches: [['payouts']],
    onDone: () => {
      toast(granted ? texts.granted : texts.denied);
      onClose();
    },
  });
  const said = note.trim() === '' ? undefined : note.trim();
  const { what } = proposal;
  return (
    <ActDialog
      title={granted ? texts.grantTitle : texts.denyTitle}
      label={granted ? texts.grant : texts.deny}
      grave={!granted}
      act={act}
      onClose={onClose}
      input={granted || said !== undefined ? said : null}
    >
      <Callout as={granted ? undefined : 'watch'}>
        {granted ? texts.grantSum(texts.kinds[proposal.kind], format.vnd(proposal.amountVnd)) : texts.denySum}
      </Callout>
      <p>
        <WhatIsProposed what={what} />
      </p>
      {'count' in what && (
        <NotesTable caption={texts.counting} sides={[{ head: texts.proposal, count: what.count }]} />
      )}
      <TextField
        label={granted ? texts.note : texts.reason}
        maxLength={200}
        required={!granted}
        data-autofocus
        value={note}
        onChange={setNote}
      />
    </ActDialog>
  );
}
