import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PasswordField } from '#kernel/web/fields/password-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { ask } from '../api.ts';
import { aboutQuery } from '../queries.ts';
import { useStaffTexts } from '../frame/texts/texts.ts';
import { useTexts } from './texts/texts.ts';
import { SecretForm } from '../parts/secret-form.tsx';
import styles from './page.module.css';

interface Props {
  readonly onDone: (next: 'done' | 'totp', password: string) => Promise<void>;
}

export function PasswordStep({ onDone }: Props) {
  const texts = useTexts();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  return (
    <>
      <SecretForm
        whyNot={() => ({
          ...(username.trim() === '' && { username: texts.needUsername }),
          ...(password === '' && { password: texts.needPassword }),
        })}
        send={async () => {
          const body = { username: username.trim(), password };
          const { next } = await ask('POST /auth/sign-in/username', { body });
          await onDone(next, password);
        }}
      >
        {(wrong, busy) => (
          <>
            <TextField
              name="username"
              label={texts.username}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              value={username}
              error={wrong['username']}
              onChange={setUsername}
            />
            <PasswordField
              name="password"
              label={texts.password}
              autoComplete="current-password"
              value={password}
              error={wrong['password']}
              onChange={setPassword}
            />
            <Button type="submit" loading={busy}>
              {texts.submit}
            </Button>
          </>
        )}
      </SecretForm>
      <p className={styles['quiet']}>{texts.forgot}</p>
      <Demonstration
        onChoose={(account) => {
          setUsername(account.username);
          setPassword(account.password);
        }}
      />
    </>
  );
}

/** The accounts of a demonstration, only where the server says that it is one. */
function Demonstration({
  onChoose,
}: {
  onChoose: (account: { username: string; password: string }) => void;
}) {
  const texts = useTexts();
  const { roles } = useStaffTexts();
  const { data } = useQuery(aboutQuery);
  const demonstration = data?.demonstration;
  if (!demonstration) return null;
  const { password } = demonstration;
  return (
    <div className={styles['quiet']}>
      <p>{texts.demonstration}</p>
      <div className={styles['accounts']}>
        {demonstration.accounts.map(({ username, role }) => (
          <Button
            key={username}
            size="compact-xs"
            variant="default"
            onClick={() => onChoose({ username, password })}
          >
            {roles[role as keyof typeof roles] ?? username}
          </Button>
        ))}
      </div>
    </div>
  );
}
