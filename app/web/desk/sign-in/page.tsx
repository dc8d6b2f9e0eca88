import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Mark } from '#kernel/web/icons.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { LanguageSwitch } from '#kernel/web/shell.tsx';
import { ask } from '../api.ts';
import { tellTabs } from '../frame/tabs.ts';
import { meQuery } from '../queries.ts';
import { useTexts } from './texts/texts.ts';
import { ChangeStep } from './change-step.tsx';
import { CodeStep } from './code-step.tsx';
import { FactorStep } from './factor-step.tsx';
import styles from './page.module.css';
import { PasswordStep } from './password-step.tsx';

type Step = 'password' | 'code' | 'change' | 'factor';

/** The step that somebody is sent here for. */
const STEPS = { password: 'change', 'second-factor': 'factor' } as const;

/** Signing in: name and password, a code where one is set up, a new password where the old works once, a second factor where a role asks for it. */
export function SignInPage() {
  const texts = useTexts();
  const shared = useShared();
  const { next, why } = useSearch({ from: '/sign-in' });
  const queries = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const [step, setStep] = useState<Step>(why === undefined ? 'password' : STEPS[why]);
  // Kept only between the two steps of this page, so that the one-time password is not typed twice.
  const [oneTime, setOneTime] = useState('');
  const titles = {
    password: texts.title,
    code: texts.codeTitle,
    change: texts.changeTitle,
    factor: texts.factorTitle,
  };
  useEffect(() => {
    document.title = `${titles[step]} – ${shared.product}`;
  });

  async function enter(): Promise<void> {
    queries.removeQueries({ queryKey: meQuery.queryKey });
    const me = await queries.fetchQuery(meQuery);
    if (me.mustChangePassword) return setStep('change');
    if (me.owesSecondFactor) return setStep('factor');
    tellTabs(me.id);
    router.history.push(next ?? '/');
  }

  async function startAgain(): Promise<void> {
    await ask('POST /auth/sign-out').catch(() => {});
    queries.clear();
    setOneTime('');
    setStep('password');
    await navigate({ to: '/sign-in', search: next ? { next } : {} });
  }

  return (
    <div className={styles['page']}>
      <header className={styles['top']}>
        <LanguageSwitch />
      </header>
      <main className={styles['card']}>
        <div className={styles['brand']}>
          <Mark size={32} />
          <div>
            <strong>{shared.product}</strong>
            <p>{texts.subtitle}</p>
          </div>
        </div>
        <div className={styles['body']}>
          <h1>{titles[step]}</h1>
          {step === 'password' && (
            <PasswordStep
              onDone={async (answer, password) => {
                setOneTime(password);
                await (answer === 'totp' ? setStep('code') : enter());
              }}
            />
          )}
          {step === 'code' && <CodeStep onDone={enter} />}
          {step === 'change' && <ChangeStep oneTime={oneTime} onDone={enter} />}
          {step === 'factor' && <FactorStep onDone={enter} />}
          {step !== 'password' && (
            <Button variant="subtle" size="xs" onClick={() => void startAgain()}>
              {texts.startAgain}
            </Button>
          )}
        </div>
      </main>
    </div>
  );
}
