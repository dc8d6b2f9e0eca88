import { Button } from '@mantine/core';
import { useState } from 'react';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { ask } from '../api.ts';
import { Qr } from '../parts/qr.tsx';
import { SecretForm } from '../parts/secret-form.tsx';
import styles from './page.module.css';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly totpUri: string;
  readonly onCancel: () => void;
  readonly onConfirmed: () => Promise<void>;
}

/** The secret for the authenticator, to be scanned or typed, and the first code that shows it arrived there. */
export function ConfirmForm({ totpUri, onCancel, onConfirmed }: Props) {
  const texts = useTexts();
  const shared = useShared();
  const [code, setCode] = useState('');
  const secret = new URL(totpUri).searchParams.get('secret') ?? '';
  return (
    <>
      <p className={styles['quiet']}>{texts.scanHint}</p>
      <div className={styles['scan']}>
        <Qr text={totpUri} label={texts.qr} />
        <p className={styles['quiet']}>{texts.secretHint}</p>
        <code className={styles['secret']}>{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </div>
      <SecretForm
        whyNot={(): Record<string, string> => (/^\d{6}$/.test(code) ? {} : { code: texts.needCode })}
        send={async () => {
          await ask('POST /auth/two-factor/confirm', { body: { code } });
          await onConfirmed();
        }}
      >
        {(wrong, busy) => (
          <>
            <TextField
              name="code"
              label={texts.code}
              autoComplete="one-time-code"
              inputMode="numeric"
              autoFocus
              value={code}
              error={wrong['code']}
              onChange={(text) => setCode(text.replace(/\D/g, '').slice(0, 6))}
            />
            <div className={styles['buttons']}>
              <Button type="submit" loading={busy}>
                {texts.turnOn}
              </Button>
              <Button variant="default" disabled={busy} onClick={onCancel}>
                {shared.cancel}
              </Button>
            </div>
          </>
        )}
      </SecretForm>
    </>
  );
}
