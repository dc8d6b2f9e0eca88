import { Button } from '@mantine/core';
import { useState } from 'react';
import { PasswordField } from '#kernel/web/fields/password-field.tsx';
import { SecretForm } from '../parts/secret-form.tsx';
import styles from './page.module.css';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly hint: string;
  readonly act: string;
  readonly grave?: boolean;
  readonly send: (password: string) => Promise<void>;
}

/** One act on the second factor, which the server does only for whoever knows the password. */
export function OwnPassword({ hint, act, grave = false, send }: Props) {
  const texts = useTexts();
  const [password, setPassword] = useState('');
  return (
    <>
      <p className={styles['quiet']}>{hint}</p>
      <SecretForm
        refusals={{ wrong_credentials: texts.wrongCurrent }}
        whyNot={(): Record<string, string> => (password === '' ? { own: texts.needCurrent } : {})}
        send={() => send(password)}
      >
        {(wrong, busy) => (
          <>
            <PasswordField
              name="own"
              label={texts.own}
              autoComplete="current-password"
              value={password}
              error={wrong['own']}
              onChange={setPassword}
            />
            <Button type="submit" loading={busy} {...(grave && { color: 'red.9' })}>
              {act}
            </Button>
          </>
        )}
      </SecretForm>
    </>
  );
}
