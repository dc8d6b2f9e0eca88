import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ask } from '../api.ts';
import { useTexts } from './texts/texts.ts';
import { SecretForm } from '../parts/secret-form.tsx';
import styles from './page.module.css';

/** The second factor: six digits from the phone, or a backup code where the phone is not at hand. */
export function CodeStep({ onDone }: { onDone: () => Promise<void> }) {
  const texts = useTexts();
  const [backup, setBackup] = useState(false);
  const [code, setCode] = useState('');
  const isCode = backup ? code.trim() !== '' : /^\d{6}$/.test(code);
  return (
    <>
      <p className={styles['quiet']}>{backup ? texts.backupHint : texts.codeHint}</p>
      <SecretForm
        key={String(backup)}
        whyNot={(): Record<string, string> =>
          isCode ? {} : { code: backup ? texts.needBackup : texts.needCode }
        }
        send={async () => {
          const body = { code: code.trim() };
          await (backup
            ? ask('POST /auth/two-factor/verify-backup-code', { body })
            : ask('POST /auth/two-factor/verify-totp', { body }));
          await onDone();
        }}
      >
        {(wrong, busy) => (
          <>
            <TextInput
              name="code"
              label={backup ? texts.backup : texts.code}
              autoComplete="one-time-code"
              inputMode={backup ? 'text' : 'numeric'}
              autoFocus
              value={code}
              error={wrong['code']}
              onChange={(event) =>
                setCode(
                  backup
                    ? event.currentTarget.value
                    : event.currentTarget.value.replace(/\D/g, '').slice(0, 6),
                )
              }
            />
            <Button type="submit" loading={busy}>
              {texts.confirm}
            </Button>
          </>
        )}
      </SecretForm>
      <Button
        variant="subtle"
        size="xs"
        onClick={() => {
          setBackup(!backup);
          setCode('');
        }}
      >
        {backup ? texts.useCode : texts.useBackup}
      </Button>
    </>
  );
}
