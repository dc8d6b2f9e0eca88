import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { MoneyField } from '#kernel/web/fields/money-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { namedAfter } from '#places/offices/called.ts';
import { ask } from '../api.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { tellersQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly onClose: () => void;
}

interface Drawer {
  readonly staffId: string;
  readonly name: string;
  readonly limitVnd: string | null;
}

const asDrawer = (name: string) => ({ kind: 'drawer', name, office: '' });

/** Opens a drawer for somebody who pays at the office and has none. */
export function DrawerDialog({ officeId, onClose }: Props) {
  const texts = useTexts();
  const handName = useHandName();
  const tellers = useQuery(tellersQuery(officeId));
  const [staffId, setStaff] = useState('');
  const [name, setName] = useState('');
  const [limitVnd, setLimit] = useState<bigint | null>(null);
  const act = useAct<Drawer, unknown>({
    send: (id, drawer) => ask('POST /payouts/drawers', { body: { id, officeId, ...drawer } }),
    touches: [['payouts']],
    onDone: (_answer, drawer) => {
      toast(texts.drawerOpened(handName(asDrawer(drawer.name))));
      onClose();
    },
  });
  const chosen = tellers.data?.find((teller) => teller.id === staffId);
  const called = name.trim() === '' && chosen ? namedAfter('drawer', chosen.name) : name.trim();
  return (
    <ActDialog
      title={texts.openDrawer}
      label={texts.openDrawer}
      act={act}
      onClose={onClose}
      input={chosen ? { staffId, name: called, limitVnd: limitVnd?.toString() ?? null } : null}
    >
      <NativeSelect
        label={texts.drawerOf}
        value={staffId}
        data-autofocus
        {...(tellers.data?.length === 0 && { description: texts.noTellers })}
        onChange={(event) => setStaff(event.currentTarget.value)}
      >
        <option value="">–</option>
        {(tellers.data ?? []).map((teller) => (
          <option key={teller.id} value={teller.id} disabled={teller.drawer !== null}>
            {teller.drawer === null
              ? teller.name
              : `${teller.name} (${texts.hasDrawer(handName(asDrawer(teller.drawer)))})`}
          </option>
        ))}
      </NativeSelect>
      <TextField
        label={texts.drawerName}
        maxLength={100}
        placeholder={handName(asDrawer(called))}
        value={name}
        onChange={setName}
      />
      <MoneyField label={texts.drawerLimit} value={limitVnd} onChange={setLimit} />
    </ActDialog>
  );
}
