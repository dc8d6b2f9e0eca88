import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { addressOf } from '#kernel/web/ask.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { useLive } from '#kernel/web/live.ts';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { Page } from '#kernel/web/page.tsx';
import { PageUntil } from '#kernel/web/page-until.tsx';
import { useReached } from '#kernel/web/reach.ts';
import type { Me } from '../api.ts';
import { AUDITORS } from '../parts/roles.ts';
import { aboutQuery, overviewQuery } from '../queries.ts';
import { useTexts } from './texts/texts.ts';
import { Communes } from './communes.tsx';
import { Freshness, POLL_SECONDS } from '#kernel/web/freshness.tsx';
import { Headline } from './headline.tsx';
import { Holdings } from './holdings.tsx';
import { Hours } from './hours.tsx';
import { MonthBar, type MonthFigure } from './month-bar.tsx';
import { Offices } from './offices.tsx';
import type { Place } from '../parts/place.ts';
import { useReload } from '../parts/use-reload.ts';
import styles from './page.module.css';
import { Programmes } from './programmes.tsx';

interface Props {
  readonly places: readonly Place[];
  readonly month: string;
  readonly months: readonly MonthFigure[];
  readonly officeId: string;
  readonly me: Me;
}

/** With a stream, now and then all the same, since a stream can fall silent. */
const POLL_LIVE_SECONDS = 60;

export function MonthOfOffice({ places, month, months, officeId, me }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const reached = useReached();
  const live = useLive(addressOf('/payouts/changes', { query: { officeId } }), useReload());
  const overview = useQuery({
    ...overviewQuery(month, officeId),
    placeholderData: keepPreviousData,
    refetchInterval: 1000 * (live === 'live' ? POLL_LIVE_SECONDS : POLL_SECONDS),
  });
  const { data } = overview;
  const { data: about } = useQuery(aboutQuery);
  useFocusOnOffice(data?.office.id);
  if (!data) return <PageUntil title={texts.title} help={texts.help} query={overview} />;
  const failed = overview.error !== null && reached;
  const fileOf = texts.heading(format.month(data.month), data.office.code);
  return (
    <Page
      title={texts.heading(format.month(data.month), data.office.name)}
      help={texts.help}
      busy={overview.isPlaceholderData}
      beside={
        <Freshness
          live={live}
          reached={reached}
          at={overview.dataUpdatedAt}
          clockAheadMs={about?.demonstration?.clockAheadMs}
        />
      }
    >
      <MonthBar data={data} places={places} months={months} month={month} />
      {failed && <FailureNotice error={overview.error} onRetry={() => void overview.refetch()} />}
      {data.total.dueCount === 0 && (
        <Notice title={texts.heading(format.month(data.month), data.office.name)}>{texts.nothingDue}</Notice>
      )}
      <Headline
        month={data.month}
        total={data.total}
        followed={me.grants.some(({ role }) => AUDITORS.includes(role)) ? data.office.id : null}
      />
      <Programmes data={data} fileOf={fileOf} />
      <div className={styles['columns']}>
        <Offices data={data} month={month} fileOf={fileOf} />
        <Holdings data={data} fileOf={fileOf} />
      </div>
      <div className={styles['halves']}>
        <Communes data={data} fileOf={fileOf} />
        <Hours data={data} fileOf={fileOf} />
      </div>
    </Page>
  );
}

/** Another office is another page to someone who hears it: its heading gets the focus, but not at the first sight. */
function useFocusOnOffice(officeId: string | undefined): void {
  const seen = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (seen.current !== undefined && officeId !== undefined && seen.current !== officeId)
      document.getElementById('heading')?.focus();
    seen.current = officeId ?? seen.current;
  }, [officeId]);
}
