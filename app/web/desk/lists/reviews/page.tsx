import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { holds } from '../../parts/programmes.ts';
import { meQuery } from '../../queries.ts';
import { reviewQuery, reviewsLeftQuery, reviewsQuery } from '../queries.ts';
import { ListTabs } from '../tabs.tsx';
import { useTexts } from '../texts/texts.ts';
import { Pair } from './pair.tsx';
import { Ruled } from './ruled.tsx';
import styles from './reviews.module.css';

/** People of a list who may be somebody known already: one pair after the other until none is left. */
export function ReviewsPage() {
  const texts = useTexts();
  const format = useFormat();
  const queries = useQueryClient();
  const me = useSuspenseQuery(meQuery).data;
  const controller = holds(me, 'payout-controller');
  const waiting = useQuery({ ...reviewsQuery, enabled: controller });
  const left = useQuery({ ...reviewsLeftQuery, enabled: controller });
  /** Put off by the user: they come again when all others are ruled on. */
  const [later, setLater] = useState<readonly string[]>([]);
  const items = waiting.data?.items ?? [];
  const order = [
    ...items.filter(({ id }) => !later.includes(id)),
    ...later.flatMap((id) => items.filter((each) => each.id === id)),
  ];
  const [current, next] = order;
  const pair = useQuery({ ...reviewQuery(current?.id ?? ''), enabled: current !== undefined });
  useEffect(() => {
    if (next) void queries.prefetchQuery(reviewQuery(next.id));
  }, [next, queries]);
  if (!controller) return <NoticePage title={texts.noView}>{texts.noIntake}</NoticePage>;
  const failed = [waiting, pair].find(({ isLoadingError }) => isLoadingError)?.error;
  return (
    <Page title={texts.reviews.title} help={texts.reviews.help}>
      <ListTabs />
      <p role="status" className={styles['count']}>
        {left.data && texts.reviews.left(format.count(left.data.left), format.count(left.data.ruledToday))}
        {later.length > 0 && ` ${texts.reviews.putOff(format.count(later.length))}`}
      </p>
      {failed ? (
        <FailureNotice
          error={failed}
          onRetry={() => {
            void waiting.refetch();
            if (current) void pair.refetch();
          }}
        />
      ) : !waiting.data ? (
        <Waiting />
      ) : current === undefined ? (
        <Notice title={texts.reviews.none}>{texts.reviews.noneHint}</Notice>
      ) : !pair.data ? (
        <Waiting />
      ) : (
        <Pair
          key={pair.data.id}
          review={pair.data}
          onLater={() => setLater((now) => [...now.filter((id) => id !== current.id), current.id])}
          mayPutOff={order.length > 1}
        />
      )}
      <Ruled />
    </Page>
  );
}
