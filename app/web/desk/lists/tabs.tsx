import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormat } from '#kernel/web/use-format.ts';
import { holds } from '../parts/programmes.ts';
import { ScreenTabs } from '../parts/screen-tabs.tsx';
import { meQuery } from '../queries.ts';
import styles from './lists.module.css';
import { reviewsLeftQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** The pages of the lists screen; how many people wait to be told apart stands beside their page. */
export function ListTabs({ month, children }: { month?: string | undefined; children?: ReactNode }) {
  const texts = useTexts();
  const format = useFormat();
  const me = useSuspenseQuery(meQuery).data;
  const controller = holds(me, 'payout-controller');
  const left = useQuery({ ...reviewsLeftQuery, enabled: controller }).data?.left;
  const search = month === undefined ? {} : { month };
  return (
    <ScreenTabs
      label={texts.tabs.label}
      tabs={[
        { to: '/lists', search, name: texts.tabs.lists, exact: true },
        { to: '/lists/compare', search, name: texts.tabs.compare },
        ...(controller
          ? [
              {
                to: '/lists/reviews',
                name: (
                  <>
                    {texts.tabs.reviews}{' '}
                    {left !== undefined && <span className={styles['count']}>{format.count(left)}</span>}
                  </>
                ),
              },
            ]
          : []),
      ]}
    >
      {children}
    </ScreenTabs>
  );
}
