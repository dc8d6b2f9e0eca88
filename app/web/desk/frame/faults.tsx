import { Link, useRouter } from '@tanstack/react-router';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { NoticePage } from '#kernel/web/page.tsx';
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
