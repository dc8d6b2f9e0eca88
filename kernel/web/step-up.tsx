import { Button } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { PasswordField } from './fields/password-field.tsx';
import { asFailure, Failure, readFailure } from './failure.ts';
import { LockIcon } from './icons.tsx';
import { useFailureText } from './notice.tsx';
import styles from './notice.module.css';
import { useShared } from './texts/texts.ts';

const CODE = /^\d{6}$/;
const WRONG = ['wrong_credentials', 'wrong_code'];

/**
 * Asks who is at the keyboard to prove it again, by password or by the six digits of the authenticator, beside the act that
 * waits for it, and then lets that act go on. It may stand inside the act's own form, so it is none itself.
 */
export function StepUp({ onProved }: { readonly onProved: () => void }) {
  const shared = useShared();
  const say = useFailureText();
  const title = useId();
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const prove = async () => {
    if (text === '' || busy) return;
    setBusy(true);
    try {
      await sendProof(text);
      onProved();
    } catch (error) {
      setFailure(asFailure(error));
      field.current?.focus();
    } finally {
      setText('');
      setBusy(false);
    }
  };
  const wrong = failure && (WRONG.includes(failure.code) ? shared.proveWrong : say(failure));
  return (
    <div className={styles['notice']} role="group" aria-labelledby={title} data-as="watch">
      <LockIcon size={20} />
      <div>
        <strong id={title}>{shared.proveTitle}</strong>
        <p>{shared.proveWhy}</p>
        <PasswordField
          ref={field}
          mt="xs"
          label={shared.proveField}
          autoComplete="current-password"
          value={text}
          error={wrong}
          onChange={(next) => {
            setText(next);
            setFailure(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void prove();
          }}
        />
        <Button mt="xs" loading={busy} disabled={text === ''} onClick={() => void prove()}>
          {shared.proveAndGoOn}
        </Button>
      </div>
    </div>
  );
}

async function sendProof(text: string): Promise<void> {
  const response = await fetch('/api/auth/step-up', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(CODE.test(text) ? { code: text } : { password: text }),
  }).catch(() => {
    throw new Failure({ code: 'unreachable' });
  });
  if (!response.ok) throw await readFailure(response);
}
