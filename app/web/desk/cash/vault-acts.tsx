import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Me } from '../api.ts';
import { BankDialog } from './bank-dialog.tsx';
import { DrawerDialog } from './drawer-dialog.tsx';
import { CASHIERS, DRAWER_OPENERS, holds } from './roles.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly month: string | undefined;
  readonly me: Me;
}

/** What is done at an office's vault, whoever keeps it: cash from and to the bank, a drawer for somebody who pays. */
export function VaultActs({ officeId, month, me }: Props) {
  const texts = useTexts();
  const [asked, setAsked] = useState<'bank' | 'drawer' | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      {holds(me, CASHIERS) && (
        <Button size="xs" variant="default" onClick={() => setAsked('bank')}>
          {texts.bank}
        </Button>
      )}
      {holds(me, DRAWER_OPENERS) && (
        <Button size="xs" variant="default" onClick={() => setAsked('drawer')}>
          {texts.openDrawer}
        </Button>
      )}
      {asked === 'bank' && <BankDialog officeId={officeId} month={month} onClose={close} />}
      {asked === 'drawer' && <DrawerDialog officeId={officeId} onClose={close} />}
    </>
  );
}
