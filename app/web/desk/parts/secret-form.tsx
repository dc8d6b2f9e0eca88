import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { asFailure, type Failure } from '#kernel/web/failure.ts';
import { WarningIcon } from '#kernel/web/icons.tsx';
import { useFailureText } from '#kernel/web/notice.tsx';
import { StepUp } from '#kernel/web/step-up.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useStaffTexts } from '../frame/texts/texts.ts';
import styles from './secret-form.module.css';

interface Props {
  /** Says per field what is missing, before anything is sent; the first such field gets the focus. */
  readonly whyNot: () => Readonly<Record<string, string>>;
  readonly send: () => Promise<void>;
  /** What this form says to a refusal in words of its own, by code. */
  readonly refusals?: Readonly<Record<string, string>>;
  readonly children: (wrong: Readonly<Record<string, string>>, busy: boolean) => ReactNode;
}

/**
 * A form of one question that holds a secret: checks, sends once and never again by itself, and says in plain words why it was
 * refused.
 */
export function SecretForm({ whyNot, send, refusals = {}, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(): Promise<void> {
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
      form.current?.querySelector<HTMLInputElement>('input:not([hidden])')?.select();
    } finally {
      setBusy(false);
    }
  }

  function focusOn(name: string): void {
    form.current?.querySelector<HTMLInputElement>(`input[name=${name}]`)?.focus();
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void submit();
  }

  return (
    <form ref={form} className={styles['form']} noValidate onSubmit={onSubmit}>
      {failure?.code === 'step_up_required' ? (
        <StepUp onProved={() => void submit()} />
      ) : (
        <div role="alert">{failure && <Refused failure={failure} refusals={refusals} />}</div>
      )}
      {children(wrong, busy)}
    </form>
  );
}

interface RefusedProps {
  readonly failure: Failure;
  readonly refusals: Readonly<Record<string, string>>;
}

function Refused({ failure, refusals }: RefusedProps) {
  const shared = useShared();
  const say = useFailureText();
  const staff = useStaffTexts().refusals;
  const known = failure.text === null ? staff[failure.code as keyof typeof staff] : undefined;
  return (
    <p className={styles['failed']}>
      <WarningIcon />
      <span>
        {refusals[failure.code] ?? known ?? say(failure)}
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
