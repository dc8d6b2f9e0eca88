import { Button } from '@mantine/core';
import { useState } from 'react';
import { PasswordField } from '#kernel/web/fields/password-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { ask } from '../api.ts';
import { SecretForm } from '../parts/secret-form.tsx';
import styles from './page.module.css';
import { useTexts } from './texts/texts.ts';

const EMPTY = { current: '', fresh: '', again: '' };

/** Replaces the person's password; the server ends their sessions elsewhere. */
export function PasswordForm({ username }: { readonly username: string }) {
  const texts = useTexts();
  const [typed, setTyped] = useState(EMPTY);
  const field = (name: keyof typeof EMPTY) => ({
    name,
    value: typed[name],
    onChange: (value: string) => setTyped((before) => ({ ...before, [name]: value })),
  });
  return (
    <div className={styles['part']}>
      <p className={styles['quiet']}>{texts.passwordHint}</p>
      <SecretForm
        refusals={{ wrong_credentials: texts.wrongCurrent }}
        whyNot={() => ({
          ...(typed.current === '' && { current: texts.needCurrent }),
          ...(typed.fresh === '' && { fresh: texts.needFresh }),
          ...(typed.fresh !== typed.again && { again: texts.notSame }),
        })}
        send={async () => {
          await ask('POST /staff/me/password', {
            body: { currentPassword: typed.current, newPassword: typed.fresh },
          });
          setTyped(EMPTY);
          toast(texts.changed);
        }}
      >
        {(wrong, busy) => (
          <>
            {/* A browser that keeps passwords learns whose this one is. */}
            <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
            <PasswordField
              {...field('current')}
              label={texts.current}
              autoComplete="current-password"
              error={wrong['current']}
            />
            <PasswordField
              {...field('fresh')}
              label={texts.fresh}
              description={texts.rule}
              autoComplete="new-password"
              error={wrong['fresh']}
            />
            <PasswordField
              {...field('again')}
              label={texts.again}
              autoComplete="new-password"
              error={wrong['again']}
            />
            <Button type="submit" loading={busy}>
              {texts.change}
            </Button>
          </>
        )}
      </SecretForm>
    </div>
  );
}
