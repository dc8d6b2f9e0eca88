import { Button } from '@mantine/core';
import { useState } from 'react';
import { PasswordField } from '#kernel/web/fields/password-field.tsx';
import { ask } from '../api.ts';
import { useTexts } from './texts/texts.ts';
import { SecretForm } from '../parts/secret-form.tsx';
import styles from './page.module.css';

/** A one-time password is replaced before anything else. It is asked for again when the page has been reloaded. */
export function ChangeStep({ oneTime, onDone }: { oneTime: string; onDone: () => Promise<void> }) {
  const texts = useTexts();
  const [current, setCurrent] = useState(oneTime);
  const [fresh, setFresh] = useState('');
  const [again, setAgain] = useState('');
  return (
    <>
      <p className={styles['quiet']}>{texts.changeHint}</p>
      <SecretForm
        whyNot={() => ({
          ...(current === '' && { current: texts.needPassword }),
          ...(fresh === '' && { fresh: texts.needFresh }),
          ...(fresh !== '' && fresh !== again && { again: texts.notSame }),
        })}
        send={async () => {
          await ask('POST /staff/me/password', { body: { currentPassword: current, newPassword: fresh } });
          await onDone();
        }}
      >
        {(wrong, busy) => (
          <>
            {oneTime === '' && (
              <PasswordField
                name="current"
                label={texts.current}
                autoComplete="current-password"
                value={current}
                error={wrong['current']}
                onChange={setCurrent}
              />
            )}
            <PasswordField
              name="fresh"
              label={texts.fresh}
              description={texts.rule}
              autoComplete="new-password"
              autoFocus
              value={fresh}
              error={wrong['fresh']}
              onChange={setFresh}
            />
            <PasswordField
              name="again"
              label={texts.again}
              autoComplete="new-password"
              value={again}
              error={wrong['again']}
              onChange={setAgain}
            />
            <Button type="submit" loading={busy}>
              {texts.change}
            </Button>
          </>
        )}
      </SecretForm>
    </>
  );
}
