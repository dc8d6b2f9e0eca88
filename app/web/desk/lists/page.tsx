import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { ButtonLink } from '../parts/button-link.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { MonthChoice } from '../parts/month-choice.tsx';
import { holds, officeWith } from '../parts/programmes.ts';
import { meQuery, monthsQuery, overviewQuery } from '../queries.ts';
import { LIST_READERS, listsQuery } from './queries.ts';
import { ListTabs } from './tabs.tsx';
import { useTexts } from './texts/texts.ts';
import { ByProgramme } from './by-programme.tsx';
import { TakenIn } from './taken-in.tsx';

/** The month's lists by programme: what came, who took it in, whether its money is there. */
export function ListsPage() {
  const texts = useTexts();
  const format = useFormat();
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/lists' });
  const navigate = useNavigate({ from: '/lists' });
  const office = officeWith(me, LIST_READERS);
  const months = useQuery({ ...monthsQuery, enabled: office !== undefined });
  const month = search.month ?? months.data?.find(({ begun }) => begun)?.month ?? months.data?.[0]?.month;
  const lists = useQuery({
    ...listsQuery(month ?? ''),
    enabled: month !== undefined,
    placeholderData: keepPreviousData,
  });
  const overview = useQuery({
    ...overviewQuery(month ?? '', office?.officeId ?? ''),
    enabled: month !== undefined && office !== undefined,
  });
  if (office === undefined) return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  const controller = holds(me, 'payout-controller');
  const takeIn = controller && (
    <ButtonLink size="xs" to="/lists/new" search={month === undefined ? {} : { month }}>
      {texts.takeIn}
    </ButtonLink>
  );
  const failed = [months, lists].find(({ isLoadingError }) => isLoadingError)?.error;
  return (
    <Page title={texts.title} help={texts.help} busy={lists.isPlaceholderData} actions={takeIn}>
      <ListTabs month={month}>
        {month !== undefined && (
          <MonthChoice
            value={month}
            months={(months.data ?? []).map((each) => each.month)}
            onChange={(to) => void navigate({ search: { month: to } })}
          />
        )}
      </ListTabs>
      {failed ? (
        <FailureNotice
          error={failed}
          onRetry={() => {
            void months.refetch();
            if (month !== undefined) void lists.refetch();
          }}
        />
      ) : month === undefined && months.data ? (
        <Notice title={texts.noLists}>{texts.noListsHint}</Notice>
      ) : !lists.data || month === undefined ? (
        <Waiting />
      ) : (
        <>
          {overview.data && (
            <ByProgramme month={month} overview={overview.data} lists={lists.data} mayTakeIn={controller} />
          )}
          <TakenIn
            lists={lists.data}

            caption={texts.takenIn(format.month(month))}
          />
        </>
      )}
    </Page>
  );
}
