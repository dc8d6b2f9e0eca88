import type { UseQueryResult } from '@tanstack/react-query';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { Waiting } from '#kernel/web/waiting.tsx';
import { useParts } from './texts/texts.ts';

/** What stands on a page while it has no month to be about: the months are on their way, they failed, or there is none yet. */
export function NoMonth({
  months,
}: {
  months: Pick<UseQueryResult<unknown[]>, 'data' | 'error' | 'refetch'>;
}) {
  const texts = useParts();
  if (months.data?.length === 0) return <Notice title={texts.noMonth}>{texts.noMonthHint}</Notice>;
  if (months.error) return <FailureNotice error={months.error} onRetry={() => void months.refetch()} />;
  return <Waiting />;
}
