import { NativeSelect } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { addressOf } from '#kernel/web/ask.ts';
import { Freshness, POLL_SECONDS } from '#kernel/web/freshness.tsx';
import { useLive } from '#kernel/web/live.ts';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { Page } from '#kernel/web/page.tsx';
import { useReached } from '#kernel/web/reach.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { NoMonth } from '../parts/no-month.tsx';
import { placesOf, type Place } from '../parts/place.ts';
import { useReload } from '../parts/use-reload.ts';
import { aboutQuery, meQuery, monthsQuery, overviewQuery } from '../queries.ts';
import { Holding } from './holding.tsx';
import styles from './page.module.css';
import { Progress } from './progress.tsx';
import { workQuery } from './queries.ts';
import { ScreenLinks } from './screen-links.tsx';
import { SettingUp } from './setting-up.tsx';
import { useTexts } from './texts/texts.ts';
import { Troubles } from './troubles.tsx';
import { WorkList } from './work-list.tsx';

/** With a stream, now and then all the same, since a stream can fall silent. */
const POLL_LIVE_SECONDS = 60;

/** What each person finds first: what waits for them, what is late, what does not match. */
export function HomePage() {
  const texts = useTexts();
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/' });
  const places = placesOf(me);
  const setsUp = me.grants.some(
    ({ role, officePath }) => role === 'administrator' && !officePath.includes('/'),
  );
  const place = places.find(({ id }) => id === search.office) ?? places[0];
  if (!place)
    return (
      <Page title={texts.title} help={texts.help}>
        {setsUp && <Troubles />}
        {setsUp && <SettingUp />}
        <Notice title={texts.noMoney}>{texts.noMoneyHint}</Notice>
        <ScreenLinks me={me} />
      </Page>
    );
  return <Day place={place} places={places} setsUp={setsUp} />;
}

interface DayProps {
  readonly place: Place;
  readonly places: readonly Place[];
  readonly setsUp: boolean;
}

function Day({ place, places, setsUp }: DayProps) {
  const texts = useTexts();
  const format = useFormat();
  const navigate = useNavigate({ from: '/' });
  const me = useSuspenseQuery(meQuery).data;
  const reached = useReached();
  const about = useQuery(aboutQuery);
  const live = useLive(addressOf('/payouts/changes', { query: { officeId: place.id } }), useReload());
  const refetchInterval = 1000 * (live === 'live' ? POLL_LIVE_SECONDS : POLL_SECONDS);
  const work = useQuery({ ...workQuery(place.id), refetchInterval });
  const months = useQuery(monthsQuery);
  const month = months.data?.find(({ begun }) => begun)?.month;
  const overview = useQuery({ ...overviewQuery(month ?? '', place.id), enabled: month !== undefined });
  const roles = me.grants.filter(({ officeId }) => officeId === place.id).map(({ role }) => role);
  return (
    <Page
      title={overview.data ? texts.titleOn(format.weekday(overview.data.today)) : texts.title}
      help={texts.help}
      beside={
        <Freshness
          live={live}
          reached={reached}
          at={work.dataUpdatedAt}
          clockAheadMs={about.data?.demonstration?.clockAheadMs}
        />
      }
      actions={
        places.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={texts.office}
            value={place.id}
            data={places.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => void navigate({ search: { office: event.currentTarget.value } })}
          />
        )
      }
    >
      <div className={styles['columns']}>
        <div className={styles['main']}>
          {setsUp && <Troubles />}
          {setsUp && <SettingUp />}
          <WorkList work={work} officeId={place.id} />
          <ScreenLinks me={me} />
        </div>
        <div className={styles['side']}>
          <Holding place={place} roles={roles} />
          {overview.data ? (
            <Progress data={overview.data} />
          ) : overview.error ? (
            <FailureNotice error={overview.error} onRetry={() => void overview.refetch()} />
          ) : (
            <NoMonth months={months} />
          )}
        </div>
      </div>
    </Page>
  );
}
