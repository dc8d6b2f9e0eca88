import { Button } from '@mantine/core';
import { useState } from 'react';
import { Facts } from '#kernel/web/facts.tsx';
import { EyeIcon } from '#kernel/web/icons.tsx';
import { laterWindow } from '#kernel/web/later.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import type { Reply } from '#kernel/web/ask.ts';
import type { DeskContract } from '../api.ts';
import { useBirthText } from '../parts/birth-text.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import type { Part } from './person-page.tsx';
import { RevealDialog } from './reveal-dialog.tsx';
import { CONTROL, KEEPERS_AND_CONTROL, mayAt } from './rights.ts';
import { useTexts } from './texts/texts.ts';

const MoveDialog = laterWindow(async () => (await import('./move-dialog.tsx')).MoveDialog);

// Asked for seldom, and heavy for a first load.
const CorrectionDialog = laterWindow(async () => (await import('./correction-dialog.tsx')).CorrectionDialog);

export type Numbers = Reply<DeskContract, 'POST /payouts/people/:citizenId/reveal'>;

/** Who it is: masked, until somebody says why they need to see it. */
export function Identity(part: Part) {
  const texts = useTexts();
  const birthText = useBirthText();
  const { me, place, person } = part;
  const [asked, setAsked] = useState<'reveal' | 'move' | 'correct' | null>(null);
  const [numbers, setNumbers] = useState<Numbers | null>(null);
  const close = () => setAsked(null);
  const { fullName, birth, cccdMasked, hamlet, commune } = person.person;
  const shown = (value: string | null) => value ?? texts.none;
  return (
    <Sheet
      title={texts.identity}
      tools={
        <>
          {mayAt(me, ['teller', 'point-keeper'], place) && (
            <ButtonLink size="compact-xs" to="/counter" search={{ person: person.person.id }}>
              {texts.toCounter}
            </ButtonLink>
          )}
          {mayAt(me, KEEPERS_AND_CONTROL, place) && (
            <Button size="compact-xs" variant="default" onClick={() => setAsked('move')}>
              {texts.move}
            </Button>
          )}
          {mayAt(me, CONTROL, place) && (
            <Button size="compact-xs" variant="default" onClick={() => setAsked('correct')}>
              {texts.correct}
            </Button>
          )}
          {numbers === null ? (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<EyeIcon />}
              onClick={() => setAsked('reveal')}
            >
              {texts.reveal}
            </Button>
          ) : (
            <Button size="compact-xs" variant="default" onClick={() => setNumbers(null)}>
              {texts.hide}
            </Button>
          )}
        </>
      }
    >
      <Facts
        facts={[
          [texts.name, fullName],
          [texts.birth, birthText(birth)],
          [texts.cccd, numbers ? shown(numbers.cccd) : shown(cccdMasked)],
          [texts.place, shown([hamlet, commune].filter(Boolean).join(', ') || null)],
          numbers && [texts.cmnd, shown(numbers.cmnd)],
          numbers && [texts.insurance, shown(numbers.insuranceNo)],
          numbers && [texts.phone, shown(numbers.phone)],
          numbers && [texts.bankAccount, shown(numbers.bankAccount)],
          numbers && [texts.address, shown(numbers.address)],
        ]}
      />
      {asked === 'reveal' && (
        <RevealDialog
          {...part}
          onClose={close}
          onShown={(next) => {
            setNumbers(next);
            close();
          }}
        />
      )}
      {asked === 'move' && <MoveDialog {...part} onClose={close} />}
      {asked === 'correct' && <CorrectionDialog {...part} onClose={close} />}
    </Sheet>
  );
}
