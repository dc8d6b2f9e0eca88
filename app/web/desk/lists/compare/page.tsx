import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { MonthChoice } from '../../parts/month-choice.tsx';
import { NoMonth } from '../../parts/no-month.tsx';
import { officeWith } from '../../parts/programmes.ts';
import { meQuery, monthsQuery } from '../../queries.ts';
import { comparisonQuery, LIST_READERS } from '../queries.ts';
import { ListTabs } from '../tabs.tsx';
import { useTexts } from '../texts/texts.ts';
import { ComparedPeople } from './people.tsx';
import { Sums } from './sums.tsx';

/** A month's lists beside those of the month before: totals by programme and commune, then person by person. */
export function ComparePage() {
  const texts = useTexts();
  const format = useFormat();
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/lists/compare' });
  const navigate = useNavigate({ from: '/lists/compare' });
  const may = officeWith(me, LIST_READERS) !== undefined;
  const months = useQuery({ ...monthsQuery, enabled: may });
  const month = search.month ?? months.data?.find(({ begun }) => begun)?.month ?? months.data?.[0]?.month;
  const compared = useQuery({
    ...comparisonQuery(month ?? ''),
    enabled: may && month !== undefined,
    placeholderData: keepPreviousData,
  });
  if (!may) return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  const title =
    month === undefined
      ? texts.tabs.compare
      : texts.compare.title(format.month(month), compared.data ? format.month(compared.data.before) : '…');
  return (
    <Page title={title} help={texts.help} busy={compared.isPlaceholderData}>
      <ListTabs month={month}>
        {month !== undefined && (
          <MonthChoice
            value={month}
            months={(months.data ?? []).map((each) => each.month)}
            onChange={(to) => void navigate({ search: { month: to } })}
          />
        )}
      </ListTabs>
      {compared.isLoadingError ? (
        <FailureNotice error={compared.error} onRetry={() => void compared.refetch()} />
      ) : !compared.data || month === undefined ? (
        <NoMonth months={months} />
      ) : (
        <>
          <Sums comparison={compared.data} month={month} />
          <ComparedPeople month={month} comparison={compared.data} />
        </>
      )}
    </Page>
  );
}
