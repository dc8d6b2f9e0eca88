import { ActionIcon, Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { LeftIcon, RightIcon } from '#kernel/web/icons.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { addDays, type Day } from '#kernel/words/day.ts';
import { Fresh } from '../parts/fresh.tsx';
import { OfficeChoice } from '../parts/office-choice.tsx';
import { placesOf } from '../parts/place.ts';
import { meQuery } from '../queries.ts';
import { Offices } from './offices.tsx';
import styles from './page.module.css';
import { Planner } from './planner.tsx';
import { dayQuery, plansQuery } from './queries.ts';
import { Settings } from './settings.tsx';
import { useTexts } from './texts/texts.ts';

/** Who is visited that day, by whom, in which order: an office's rounds on a map and in lists. */
export function RoundsPage() {
  const texts = useTexts();
  const format = useFormat();
  const navigate = useNavigate({ from: '/rounds' });
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/rounds' });
  const places = placesOf(me);
  const officeId = search.office ?? places[0]?.id ?? '';
  const day = useQuery({ ...dayQuery(officeId, search.day), enabled: officeId !== '' });
  const on = search.day ?? day.data?.day;
  const plans = useQuery({ ...plansQuery(officeId, on ?? ''), enabled: on !== undefined });
  const go = (to: Day) => void navigate({ search: (now) => ({ ...now, day: to }) });
  if (officeId === '') return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  const failed = [day, plans].find(({ isLoadingError }) => isLoadingError)?.error;
  return (
    <Page
      title={on === undefined ? texts.title : texts.titleOn(format.weekday(on))}
      about={day.data?.office.name}
      help={texts.help}
      busy={day.isFetching}
      beside={
        <>
          <OfficeChoice
            label={texts.office}
            places={places}
            officeId={officeId}
            name={day.data?.office.name}
            onChoose={(office) => void navigate({ search: (now) => ({ ...now, office }) })}
          />
          {on !== undefined && <DayChoice day={on} today={day.data?.today ?? on} onChoose={go} />}
          <Fresh officeId={officeId} of="rounds" />
        </>
      }
    >
      {failed ? (
        <FailureNotice
          error={failed}
          onRetry={() => {
            void day.refetch();
            void plans.refetch();
          }}
        />
      ) : day.data && plans.data && on !== undefined ? (
        <div className={styles['stack']}>
          <Planner key={`${officeId} ${on}`} officeId={officeId} data={day.data} plans={plans.data} />
          <Offices officeId={places[0]?.id ?? officeId} chosen={officeId} day={on} />
          <Settings data={day.data} />
        </div>
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

/** A day with its neighbours a key away. */
function DayChoice({ day, today, onChoose }: { day: Day; today: Day; onChoose: (day: Day) => void }) {
  const texts = useTexts();
  return (
    <span className={styles['day']}>
      <ActionIcon
        variant="default"
        size="input-xs"
        aria-label={texts.dayBefore}
        title={texts.dayBefore}
        onClick={() => onChoose(addDays(day, -1))}
      >
        <LeftIcon />
      </ActionIcon>
      <DayField
        key={day}
        size="xs"
        w={104}
        aria-label={texts.day}
        value={day}
        onChange={(to) => to !== null && to !== day && onChoose(to)}
      />
      <ActionIcon
        variant="default"
        size="input-xs"
        aria-label={texts.dayAfter}
        title={texts.dayAfter}
        onClick={() => onChoose(addDays(day, 1))}
      >
        <RightIcon />
      </ActionIcon>
      {day !== today && (
        <Button size="xs" variant="subtle" onClick={() => onChoose(today)}>
          {texts.today}
        </Button>
      )}
    </span>
  );
}
