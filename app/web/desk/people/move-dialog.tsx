import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { searchKey } from '#kernel/words/text.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { ask } from '../api.ts';
import { communesQuery, PEOPLE } from '../parts/people-queries.ts';
import type { Part } from './person-page.tsx';
import { useTexts } from './texts/texts.ts';

interface Props extends Part {
  readonly onClose: () => void;
}

/** A move of residence: what is still due follows to the office that serves the new place. */
export function MoveDialog({ place, citizenId, person, onClose }: Props) {
  const texts = useTexts();
  const communes = useQuery(communesQuery).data ?? [];
  const [unit, setUnit] = useState<string | null>(null);
  const [hamlet, setHamlet] = useState('');
  const [reason, setReason] = useState('');
  const due = person.vouchers.filter((voucher) => voucher.status === 'due').length;
  const act = useAct({
    send: (id, input: { unitId: number; hamlet: string | null; reason: string }) =>
      ask('POST /payouts/people/:citizenId/move', {
        params: { citizenId },
        body: { id, officeId: place.id, ...input },
      }),
    touches: [[PEOPLE], ['payouts']],
    onDone: (answer) => {
      toast(texts.moved(answer.office, answer.sent, answer.awaiting));
      onClose();
    },
  });
  const ready = unit !== null && reason.trim() !== '';
  return (
    <ActDialog
      title={texts.move}
      onClose={onClose}
      act={act}
      label={texts.moveDo}
      input={
        ready
          ? {
              unitId: Number(unit),
              hamlet: hamlet.trim() === '' ? null : hamlet.trim(),
              reason: reason.trim(),
            }
          : null
      }
    >
      <p>{texts.moveWhat(due)}</p>
      <Select
        label={texts.newCommune}
        required
        searchable
        data-autofocus
        placeholder={texts.typeCommune}
        limit={50}
        nothingFoundMessage={texts.nobody}
        value={unit}
        onChange={setUnit}
        data={communes.map(({ id, name, district }) => ({
          value: String(id),
          label: district === null ? name : `${name}, ${district}`,
        }))}
        filter={({ options, search }) =>
          options.filter((option) => 'label' in option && searchKey(option.label).includes(searchKey(search)))
        }
      />
      <TextField label={texts.newHamlet} maxLength={100} value={hamlet} onChange={setHamlet} />
      <TextField label={texts.reasonOfMove} required maxLength={200} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
