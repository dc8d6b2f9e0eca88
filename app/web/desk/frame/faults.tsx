import { Link, useRouter } from '@tanstack/react-router';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
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

export function NotFound() {
  const texts = useTexts();
  return (
    <main className={styles['alone']}>
      <Notice title={texts.notFound.title}>
        <Link to="/" search={{}}>
          {texts.notFound.back}
        </Link>
      </Notice>
    </main>
  );
}
