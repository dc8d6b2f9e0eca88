import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { asFailure } from '#kernel/web/failure.ts';
import { whyNotFetched } from '#kernel/web/fetch-code.ts';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { NoticePage } from '#kernel/web/page.tsx';
import { lookForServer, onReachedAgain } from '#kernel/web/reach.ts';
import styles from './faults.module.css';
import { useTexts } from './texts/texts.ts';

/** A page that could not be loaded at all. */
export function LoadFailed({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <main className={styles['alone']}>
      <FailureNotice error={error} onRetry={() => void router.invalidate()} />
    </main>
  );
}

/**
 * A screen that failed, in the place where it would stand. Code that did not come is fetched by loading the page anew, once the server
 * answers: what a browser failed to fetch it does not fetch again.
 */
export function ScreenFailed({ error, reset }: { error: unknown; reset?: () => void }) {
  const texts = useTexts();
  const [told, setTold] = useState<unknown>(error);
  useEffect(() => void whyNotFetched(error).then(setTold), [error]);
  const code = asFailure(told).code;
  useEffect(() => {
    if (code === 'unreachable') return onReachedAgain(() => globalThis.location.reload());
  }, [code]);
  const again = async () => {
    if (code !== 'unreachable' && code !== 'page_replaced') return reset?.();
    if (await lookForServer()) globalThis.location.reload();
  };
  return (
    <NoticePage title={texts.notOpened}>
      <FailureNotice error={told} onRetry={() => void again()} />
    </NoticePage>
  );
}

/** An address that no screen has. */
export function NotFound() {
  const texts = useTexts();
  return (
    <NoticePage title={texts.notFound.title}>
      <p>{texts.notFound.hint}</p>
      <Link to="/" search={{}}>
        {texts.notFound.back}
      </Link>
    </NoticePage>
  );
}
