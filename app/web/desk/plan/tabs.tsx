import { NativeSelect } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MonthChoice } from '../parts/month-choice.tsx';
import { holds, officeWith } from '../parts/programmes.ts';
import { ScreenTabs } from '../parts/screen-tabs.tsx';
import { meQuery } from '../queries.ts';
import { planQuery, PLANNERS, type usePlanPlace } from './queries.ts';
import type { PlanSearch } from './search.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly place: ReturnType<typeof usePlanPlace>;
  readonly search: PlanSearch;
  /** Pages that concern the whole province have no choice of office. */
  readonly withOffice?: boolean;
  readonly children?: ReactNode;
}

/** The pages of the plan, with the month and the office they are about. */
export function PlanTabs({ place, search, withOffice = true, children }: Props) {
  const texts = useTexts();
  const navigate = useNavigate();
  const me = useSuspenseQuery(meQuery).data;
  const planner = officeWith(me, PLANNERS) !== undefined;
  const controller = holds(me, 'payout-controller');
  const { own, month, months } = place;
  const whole = useQuery({
    ...planQuery(own?.officeId ?? '', month ?? '', undefined),
    enabled: withOffice && own !== undefined && month !== undefined,
  });
  const branches = (whole.data?.offices ?? []).filter(
    ({ id, kind }) => id === own?.officeId || kind === 'district',
  );
  const kept = { ...(month !== undefined && { month }), ...(search.office && { office: search.office }) };
  const go = (change: Partial<PlanSearch>) =>
    void navigate({ to: '.', search: (now: PlanSearch) => ({ ...now, ...change }) });
  return (
    <ScreenTabs
      label={texts.tabs.label}
      tabs={[
        ...(planner
          ? [
              { to: '/plan', search: kept, name: texts.tabs.calendar, exact: true },
              { to: '/plan/people', search: kept, name: texts.tabs.people },
            ]
          : []),
        ...(controller
          ? [
              { to: '/plan/vouchers', search: kept, name: texts.tabs.vouchers },
              { to: '/plan/bank', search: kept, name: texts.tabs.bank },
            ]
          : []),
      ]}
    >
      {children}
      {withOffice && branches.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label={texts.office}
          value={place.officeId ?? ''}
          data={branches.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => go({ office: event.currentTarget.value })}
        />
      )}
      {month !== undefined && (
        <MonthChoice value={month} months={months} onChange={(to) => go({ month: to })} />
      )}
    </ScreenTabs>
  );
}
