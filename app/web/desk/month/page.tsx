import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { Shell } from '#kernel/web/shell.tsx';
import { ask, type Me } from '../api.ts';
import { meQuery, monthsQuery } from '../queries.ts';
import { useStaffTexts, useTexts } from '../texts/texts.ts';
import { MonthHelp } from './help.tsx';
import { MonthOfOffice } from './month-of-office.tsx';
import type { Place } from './place.ts';
import { Waiting } from './waiting.tsx';

/** The month at a glance: which month and which office stand in the address. */
export function MonthPage() {
  const texts = useTexts();
  const shared = useShared();
  const { roles } = useStaffTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const me = useQuery(meQuery);
  const signOut = useMutation({
    mutationFn: () => ask('POST /auth/sign-out'),
    onSuccess: async () => {
      await navigate({ to: '/sign-in', search: {} });
      queries.clear();
    },
  });
  useEffect(() => {
    document.title = `${texts.month.title} – ${shared.product}`;
  });
  if (!me.data) return me.error ? <FailureNotice error={me.error} /> : <Waiting />;
  const capacities = me.data.grants.map((grant) => `${roles[grant.role]}, ${grant.officeName}`);
  return (
    <Shell
      person={{ name: me.data.name, capacity: capacities.join('; ') }}
      help={{ title: texts.month.help.title, body: <MonthHelp /> }}
      onSignOut={() => signOut.mutate()}
    >
      {signOut.error && <FailureNotice error={signOut.error} />}
      <MonthOfPerson me={me.data} />
    </Shell>
  );
}

/** Chooses the month and the office: those of the address, else the newest month that has begun and the person's own office. */
function MonthOfPerson({ me }: { me: Me }) {
  const { month: texts } = useTexts();
  const search = useSearch({ from: '/' });
  const places = placesOf(me);
  const office = search.office ?? places[0]?.id;
  const months = useQuery({
    ...monthsQuery,
    placeholderData: keepPreviousData,
    enabled: office !== undefined,
  });
  if (office === undefined) return <Notice title={texts.noView}>{texts.noViewHint}</Notice>;
  if (months.error && !months.data)
    return <FailureNotice error={months.error} onRetry={() => void months.refetch()} />;
  if (!months.data) return <Waiting />;
  const newest = months.data.find(({ begun }) => begun) ?? months.data[0];
  const month = search.month ?? newest?.month;
  if (month === undefined) return <Notice title={texts.noMonths}>{texts.noMonthsHint}</Notice>;
  return <MonthOfOffice me={me} places={places} month={month} months={months.data} officeId={office} />;
}

/** The offices where the person holds a role that sees payouts, the highest first; the administrator's role sees none. */
function placesOf(me: Me): Place[] {
  const seeing = me.grants.filter((grant) => grant.role !== 'administrator');
  const places = new Map(
    seeing.map((grant) => [
      grant.officeId,
      { id: grant.officeId, name: grant.officeName, path: grant.officePath },
    ]),
  );
  return [...places.values()].sort((a, b) => a.path.length - b.path.length);
}
