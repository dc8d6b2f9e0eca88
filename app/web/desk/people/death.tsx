import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Day } from '#kernel/words/day.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { laterWindow } from '#kernel/web/later.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { PEOPLE } from '../parts/people-queries.ts';
import styles from './page.module.css';
import type { Part } from './person-page.tsx';
import { KEEPERS, KEEPERS_AND_CONTROL, mayAt } from './rights.ts';
import { useTexts } from './texts/texts.ts';

const HeirDialog = laterWindow(async () => (await import('./heir-dialog.tsx')).HeirDialog);

/** A death with its paper, who may collect what is still due, and how a wrong death is taken back. */
export function Death(part: Part) {
  const texts = useTexts();
  const format = useFormat();
  const { me, place, person } = part;
  const [asked, setAsked] = useState<'death' | 'heir' | 'wrong' | null>(null);
  const close = () => setAsked(null);
  const dead = person.diedOn !== null;
  return (
    <Sheet
      title={texts.deathAndHeirs}
      tools={
        <>
          {!dead && mayAt(me, KEEPERS_AND_CONTROL, place) && (
            <Button size="compact-xs" variant="default" onClick={() => setAsked('death')}>
              {texts.recordDeath}
            </Button>
          )}
          {dead && mayAt(me, KEEPERS, place) && (
            <Button size="compact-xs" variant="default" onClick={() => setAsked('heir')}>
              {texts.addHeir}
            </Button>
          )}
          {dead && mayAt(me, ['teller', 'point-keeper', 'payout-controller'], place) && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              c="var(--bad)"
              onClick={() => setAsked('wrong')}
            >
              {texts.wrongDeath}
            </Button>
          )}
        </>
      }
    >
      <p className={styles['quiet']}>
        {person.diedOn === null ? texts.alive : texts.diedOn(format.day(person.diedOn))}
      </p>
      {dead && person.heirs.length === 0 && <p className={styles['quiet']}>{texts.noHeirs}</p>}
      <ul className={styles['list']} aria-label={texts.heirs}>
        {person.heirs.map((heir) => (
          <li key={heir.id}>
            <span>
              <strong>{heir.fullName}</strong> ({heir.relation})
            </span>
            <span className={styles['quiet']}>{heir.document}</span>
          </li>
        ))}
      </ul>
      {asked === 'death' && <DeathDialog {...part} onClose={close} />}
      {asked === 'heir' && <HeirDialog {...part} onClose={close} />}
      {asked === 'wrong' && <WrongDeathDialog {...part} onClose={close} />}
    </Sheet>
  );
}

interface DialogProps extends Part {
  readonly onClose: () => void;
}

function DeathDialog({ place, citizenId, onClose }: DialogProps) {
  const texts = useTexts();
  const [diedOn, setDiedOn] = useState<Day | null>(null);
  const [document, setDocument] = useState('');
  const act = useAct({
    send: (id, input: { diedOn: Day; document: string }) =>
      ask('POST /payouts/people/:citizenId/death', {
        params: { citizenId },
        body: { id, officeId: place.id, ...input },
      }),
    touches: [[PEOPLE], ['payouts']],
    onDone: (answer) => {
      toast(texts.deathDone(answer.recalled, answer.awaiting));
      onClose();
    },
  });
  return (
    <ActDialog
      title={texts.recordDeath}
      onClose={onClose}
      act={act}
      label={texts.record}
      grave
      input={diedOn !== null && document.trim() !== '' ? { diedOn, document: document.trim() } : null}
    >
      <p>{texts.deathWhat}</p>
      <DayField label={texts.dayOfDeath} required data-autofocus value={diedOn} onChange={setDiedOn} />
      <TextField
        label={texts.deathDocument}
        description={texts.deathDocumentHint}
        required
        maxLength={200}
        value={document}
        onChange={setDocument}
      />
    </ActDialog>
  );
}

function WrongDeathDialog({ place, citizenId, onClose }: DialogProps) {
  const texts = useTexts();
  const [document, setDocument] = useState('');
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (id, input: { document: string; reason: string }) =>
      ask('POST /payouts/proposals', {
        body: { id, officeId: place.id, what: { kind: 'death-correction', citizenId, ...input } },
      }),
    touches: [[PEOPLE], ['payouts']],
    onDone: () => {
      toast(texts.wrongDeathSent);
      onClose();
    },
  });
  const ready = document.trim() !== '' && reason.trim() !== '';
  return (
    <ActDialog
      title={texts.wrongDeath}
      onClose={onClose}
      act={act}
      label={texts.propose}
      input={ready ? { document: document.trim(), reason: reason.trim() } : null}
    >
      <p>{texts.wrongDeathWhat}</p>
      <TextField
        label={texts.wrongDeathDocument}
        required
        maxLength={200}
        data-autofocus
        value={document}
        onChange={setDocument}
      />
      <TextField label={texts.reason} required maxLength={200} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
