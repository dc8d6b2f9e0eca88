import { type UseQueryResult, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { Waiting } from '#kernel/web/waiting.tsx';
import { meQuery } from '../queries.ts';
import { holds } from './programmes.ts';
import { useParts } from './texts/texts.ts';

/** What stands on a page while it has no month to be about: the months are on their way, they failed, or there is none yet. */
export function NoMonth({
  months,
}: {
  months: Pick<UseQueryResult<unknown[]>, 'data' | 'error' | 'refetch'>;
}) {
  const texts = useParts();
  const me = useSuspenseQuery(meQuery).data;
  if (months.data?.length === 0)
    return (
      <Notice title={texts.noMonth}>
        {texts.noMonthHint}{' '}
        {holds(me, 'payout-controller') && <Link to="/lists/new">{texts.takeInFirst}</Link>}
      </Notice>
    );
  if (months.error) return <FailureNotice error={months.error} onRetry={() => void months.refetch()} />;
  return <Waiting />;
}
