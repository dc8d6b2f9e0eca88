import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Marked } from '#kernel/web/marked.tsx';
import { toast } from '#kernel/web/toast.ts';
import { ask } from '../api.ts';
import { meQuery } from '../queries.ts';
import { BackupCodes } from './backup-codes.tsx';
import { ConfirmForm } from './confirm-form.tsx';
import { OwnPassword } from './own-password.tsx';
import styles from './page.module.css';
import { useTexts } from './texts/texts.ts';

/** What the server gave for setting up; it is not told again. */
interface Begun {
  readonly totpUri: string;
  readonly backupCodes: readonly string[];
}

interface Props {
  readonly on: boolean;
  /** It is set up, and its backup codes are put away. */
  readonly onKept?: () => void;
}

/** Whether a code from the phone is asked for at sign-in, and the way to turn that on and off. */
export function SecondFactor({ on, onKept }: Props) {
  const texts = useTexts();
  const queries = useQueryClient();
  const state = useRef<HTMLParagraphElement>(null);
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const isOn = on || codes !== null;
  // The form that had the focus is gone then, so the state takes it and is heard.
  const settle = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    state.current?.focus();
  };
  return (
    <div className={styles['part']}>
      <p ref={state} tabIndex={-1} data-state={isOn ? 'on' : 'off'}>
        <Marked as={isOn ? 'good' : 'watch'}>{isOn ? texts.isOn : texts.isOff}</Marked>
      </p>
      {codes !== null ? (
        <BackupCodes
          codes={codes}
          onKept={() => {
            setCodes(null);
            state.current?.focus();
            onKept?.();
          }}
        />
      ) : on ? (
        <OwnPassword
          key="off"
          hint={texts.offHint}
          act={texts.turnOff}
          grave
          send={async (password) => {
            await ask('POST /auth/two-factor/disable', { body: { password } });
            toast(texts.turnedOff);
            await settle();
          }}
        />
      ) : begun === null ? (
        <OwnPassword
          key="on"
          hint={texts.onHint}
          act={texts.begin}
          send={async (password) =>
            setBegun(await ask('POST /auth/two-factor/enable', { body: { password } }))
          }
        />
      ) : (
        <ConfirmForm
          totpUri={begun.totpUri}
          onCancel={() => {
            setBegun(null);
            state.current?.focus();
          }}
          onConfirmed={async () => {
            setCodes(begun.backupCodes);
            setBegun(null);
            await queries.invalidateQueries({ queryKey: meQuery.queryKey });
          }}
        />
      )}
    </div>
  );
}
