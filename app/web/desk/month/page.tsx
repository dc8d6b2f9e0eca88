import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { NoMonth } from '../parts/no-month.tsx';
import { meQuery, monthsQuery } from '../queries.ts';
import { MonthOfOffice } from './month-of-office.tsx';
import { placesOf } from '../parts/place.ts';
import { useTexts } from './texts/texts.ts';

/**
 * The month at a glance. Which month and which office stand in the address; else the newest month that has begun and the
 * person's own office.
 */
export function MonthPage() {
  const texts = useTexts();
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/month' });
  const places = placesOf(me);
  const office = search.office ?? places[0]?.id;
  const months = useQuery({
    ...monthsQuery,
    placeholderData: keepPreviousData,
    enabled: office !== undefined,
  });
  if (office === undefined) return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  const newest = months.data?.find(({ begun }) => begun) ?? months.data?.[0];
  const month = search.month ?? newest?.month;
  if (!months.data || month === undefined)
    return (
      <Page title={texts.title} help={texts.help}>
        <NoMonth months={months} />
      </Page>
    );
  return <MonthOfOffice places={places} month={month} months={months.data} officeId={office} me={me} />;
}
