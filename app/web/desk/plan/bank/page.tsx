import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { NoMonth } from '../../parts/no-month.tsx';
import { BANKERS, batchesQuery, usePlanPlace } from '../queries.ts';
import { PlanTabs } from '../tabs.tsx';
import { useTexts } from '../texts/texts.ts';
import { BatchesMade } from './batches.tsx';
import { WaitingForBank } from './waiting.tsx';

/** Vouchers paid into accounts: made into batches for the bank, and its answers taken in. */
export function BankPage() {
  const texts = useTexts();
  const search = useSearch({ from: '/frame/plan/bank' });
  const place = usePlanPlace(search, BANKERS);
  const { month } = place;
  const batches = useQuery({ ...batchesQuery(month ?? ''), enabled: month !== undefined });
  if (place.own === undefined)
    return <NoticePage title={texts.bank.noView}>{texts.bank.noViewHint}</NoticePage>;
  return (
    <Page title={texts.bank.title} help={texts.help}>
      <PlanTabs place={place} search={search} withOffice={false} />
      {batches.isLoadingError ? (
        <FailureNotice error={batches.error} onRetry={() => void batches.refetch()} />
      ) : month === undefined || !batches.data ? (
        <NoMonth months={place.asked} />
      ) : (
        <>
          <WaitingForBank month={month} data={batches.data} />
          <BatchesMade month={month} data={batches.data} />
        </>
      )}
    </Page>
  );
}
