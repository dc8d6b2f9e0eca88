import { Button, Modal, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { asFailure, Failure, readFailure } from './failure.ts';
import { useFailureText } from './notice.tsx';
import styles from './act-dialog.module.css';
import { useShared } from './texts/texts.ts';

const CODE = /^\d{6}$/;

/**
 * Asks who is at the keyboard to prove it again, by password or by the six digits of the authenticator, and then lets the
 * act that waited for it go on.
 */
export function StepUp({ onProved }: { readonly onProved: () => void }) {
  const shared = useShared();
  const say = useFailureText();
  const [opened, setOpened] = useState(true);
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const prove = async (event: FormEvent) => {
    event.preventDefault();
    // The window stands inside another form for React, not for the page.
    event.stopPropagation();
    setBusy(true);
    try {
      await sendProof(text);
      setOpened(false);
      onProved();
    } catch (error) {
      setFailure(asFailure(error));
    } finally {
      setText('');
      setBusy(false);
    }
  };
  return (
    <>
      <Button size="xs" variant="default" mt="xs" onClick={() => setOpened(true)}>
        {shared.proveAgain}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={shared.proveTitle}
        lockScroll={false}
        closeButtonProps={{ 'aria-label': shared.close, tabIndex: -1 }}
      >
        <form className={styles['form']} onSubmit={(event) => void prove(event)}>
          <p>{shared.proveWhy}</p>
          <PasswordInput
            label={shared.proveField}
            autoComplete="current-password"
            value={text}
            data-autofocus
            error={failure === null ? undefined : say(failure)}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setFailure(null);
            }}
          />
          <div className={styles['buttons']}>
            <Button variant="default" onClick={() => setOpened(false)}>
              {shared.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={text === ''}>
              {shared.proveAndGoOn}
            </Button>
          </div>
        </form>
      </Modal>
    </>
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
