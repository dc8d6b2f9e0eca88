import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { asFailure, type Failure } from './failure.ts';
import { WarningIcon } from './icons.tsx';
import { useLanguage } from './language.tsx';
import styles from './notice.module.css';
import { useShared } from './texts/texts.ts';

/** What a failure says to the user, in their language. */
export function useFailureText(): (failure: Failure) => string {
  const { language } = useLanguage();
  const { failures } = useShared();
  return (failure) =>
    failure.text?.[language] ??
    (failure.code in failures ? failures[failure.code as keyof typeof failures] : failures.other);
}

/** A question that was not answered, or an act that cannot be asked again as it is: what happened, what to do, and the reference to quote. */
export function FailureNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const shared = useShared();
  const say = useFailureText();
  const failure = asFailure(error);
  return (
    <div className={styles['notice']} role="alert" data-as="bad">
      <WarningIcon size={20} />
      <div>
        <strong>{onRetry ? shared.failed : shared.refused}</strong>
        <p>{say(failure)}</p>
        {failure.reference && (
          <p className={styles['reference']}>
            {shared.reference}: <code>{failure.reference}</code>. {shared.referenceHint}
          </p>
        )}
        {onRetry && (
          <Button size="xs" variant="default" mt="xs" onClick={onRetry}>
            {failure.code === 'page_replaced' ? shared.loadAnew : shared.tryAgain}
          </Button>
        )}
      </div>
    </div>
  );
}

interface NoticeProps {
  readonly title: string;
  /** Something is wrong, though nobody asked. */
  readonly as?: 'bad';
  /** What one may press or type; not printed. */
  readonly hint?: string;
  readonly children?: ReactNode;
}

/** A plain message in the page's flow: what there is not, and what brings it. */
export function Notice({ title, as, hint, children }: NoticeProps) {
  return (
    <div className={styles['notice']} data-as={as} role={as && 'alert'} data-notice>
      {as && <WarningIcon size={20} />}
      <div>
        <strong>{title}</strong>
        {hint !== undefined && <p className="on-screen-block">{hint}</p>}
        {children !== undefined && <p>{children}</p>}
      </div>
    </div>
  );
}
