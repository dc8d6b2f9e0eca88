import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { PasswordField } from '#kernel/web/fields/password-field.tsx';
import { useBack } from '#kernel/web/back.ts';
import { ask, type Me } from '../api.ts';
import { SecretForm } from '../parts/secret-form.tsx';
import { meQuery } from '../queries.ts';
import { CodeStep } from '../sign-in/code-step.tsx';
import { useTexts as useSignInTexts } from '../sign-in/texts/texts.ts';
import { sayEnded } from './ended.ts';
import styles from './session-end.module.css';
import { tellTabs } from './tabs.ts';
import { useTexts } from './texts/texts.ts';

/** The session ended: the same person proves who they are over the screen, on which nothing that was typed is lost. */
export function SignInAgain({ me }: { readonly me: Me }) {
  const texts = useTexts();
  const queries = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const [step, setStep] = useState<'password' | 'code'>('password');
  // Nobody goes on without signing in or out.
  useBack({ back: () => {} });

  async function goOn(): Promise<void> {
    const now = await ask('GET /staff/me');
    queries.setQueryData(meQuery.queryKey, now);
    sayEnded(false);
    tellTabs(now.id);
    // A password or a second factor may be owed since.
    await router.invalidate();
    await queries.invalidateQueries();
  }

  async function leave(): Promise<void> {
    await navigate({ to: '/sign-in', search: {} });
    queries.clear();
    sayEnded(false);
  }

  return (
    <Modal
      opened
      onClose={() => {}}
      title={texts.endedTitle}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      lockScroll={false}
      zIndex={400}
      classNames={{ overlay: styles['cover'] ?? '' }}
    >
      <div className={styles['form']}>
        <p>{texts.endedWhy(me.name)}</p>
        {step === 'password' ? (
          <OwnPassword
            username={me.username}
            onDone={(next) => (next === 'totp' ? Promise.resolve(setStep('code')) : goOn())}
          />
        ) : (
          <CodeStep onDone={goOn} />
        )}
        <Button variant="subtle" size="xs" onClick={() => void leave()}>
          {texts.endedOther}
        </Button>
      </div>
    </Modal>
  );
}

interface OwnProps {
  readonly username: string;
  readonly onDone: (next: 'done' | 'totp') => Promise<void>;
}

function OwnPassword({ username, onDone }: OwnProps) {
  const texts = useSignInTexts();
  const { endedGoOn, endedWrong } = useTexts();
  const [password, setPassword] = useState('');
  return (
    <SecretForm
      refusals={{ wrong_credentials: endedWrong }}
      whyNot={(): Record<string, string> => (password === '' ? { password: texts.needPassword } : {})}
      send={async () => {
        const { next } = await ask('POST /auth/sign-in/username', { body: { username, password } });
        await onDone(next);
      }}
    >
      {(wrong, busy) => (
        <>
          <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
          <PasswordField
            name="password"
            label={texts.password}
            autoComplete="current-password"
            data-autofocus
            value={password}
            error={wrong['password']}
            onChange={setPassword}
          />
          <Button type="submit" loading={busy}>
            {endedGoOn}
          </Button>
        </>
      )}
    </SecretForm>
  );
}
