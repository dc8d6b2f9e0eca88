import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { asFailure, type Failure } from '#kernel/web/failure.ts';
import { WarningIcon } from '#kernel/web/icons.tsx';
import { useFailureText } from '#kernel/web/notice.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useStaffTexts } from '../frame/texts/texts.ts';
import styles from './page.module.css';

interface Props {
  /** Says per field what is missing, before anything is sent; the first such field gets the focus. */
  readonly whyNot: () => Readonly<Record<string, string>>;
  readonly send: () => Promise<void>;
  readonly children: (wrong: Readonly<Record<string, string>>, busy: boolean) => ReactNode;
}

/** A form of one question: checks, sends once, and says in plain words why it was refused. */
export function SignInForm({ whyNot, send, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const found = whyNot();
    setWrong(found);
    setFailure(null);
    const first = Object.keys(found)[0];
    if (first !== undefined) return focusOn(first);
    setBusy(true);
    try {
      await send();
    } catch (error) {
      setFailure(asFailure(error));
      form.current?.querySelector<HTMLInputElement>('input')?.select();
    } finally {
      setBusy(false);
    }
  }

  function focusOn(name: string): void {
    form.current?.querySelector<HTMLInputElement>(`input[name=${name}]`)?.focus();
  }

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)}>
      <div role="alert">{failure && <Refused failure={failure} />}</div>
      {children(wrong, busy)}
    </form>
  );
}

function Refused({ failure }: { failure: Failure }) {
  const shared = useShared();
  const say = useFailureText();
  const { refusals } = useStaffTexts();
  const own = refusals[failure.code as keyof typeof refusals];
  return (
    <p className={styles['failed']}>
      <WarningIcon />
      <span>
        {failure.text === null && own !== undefined ? own : say(failure)}
        {failure.code === 'internal_error' && failure.reference && (
          <>
            {' '}
            {shared.reference}: <code>{failure.reference}</code>
          </>
        )}
      </span>
    </p>
  );
}
