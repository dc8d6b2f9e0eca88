import { useEffect, useState } from 'react';
import { ENROLMENT_MINUTES, enrolmentText } from '#kernel/devices/enrolment.ts';
import { Callout } from '#kernel/web/callout.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { Qr } from '../parts/qr.tsx';
import styles from './page.module.css';
import { useTexts } from './texts/texts.ts';

/** The code of a phone to be enrolled, as a QR and to be typed, with the time it has left; `answered` once its phone is here. */
export function Code({ code, answered }: { readonly code: string; readonly answered: string | null }) {
  const texts = useTexts();
  const left = useSecondsLeft();
  if (answered !== null)
    return (
      <div className={styles['code']} role="status">
        <Marked as="good">{texts.answered(answered)}</Marked>
      </div>
    );
  if (left <= 0)
    return (
      <div className={styles['code']} role="status">
        <Marked as="bad">{texts.codeOver}</Marked>
      </div>
    );
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return (
    <div className={styles['code']}>
      <Qr text={enrolmentText(location.origin, code)} label={texts.qr} />
      <code className={styles['typed']}>{code}</code>
      <p className={styles['quiet']}>{texts.codeHint}</p>
      <Callout role="timer">{texts.codeLeft(clock)}</Callout>
    </div>
  );
}

/** Counted from when the code was shown; the server holds it to the same time. */
function useSecondsLeft(): number {
  const [until] = useState(() => performance.now() + ENROLMENT_MINUTES * 60_000);
  const [left, setLeft] = useState(ENROLMENT_MINUTES * 60);
  useEffect(() => {
    const timer = setInterval(
      () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000))),
      1000,
    );
    return () => clearInterval(timer);
  }, [until]);
  return left;
}
