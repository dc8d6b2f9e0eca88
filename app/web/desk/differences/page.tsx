import { SegmentedControl } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { ListAndDetail } from '../parts/list-and-detail.tsx';
import { OfficeChoice } from '../parts/office-choice.tsx';
import { placesOf } from '../parts/place.ts';
import { Fresh } from '../parts/fresh.tsx';
import { takersQuery } from '../parts/takers.ts';
import { meQuery } from '../queries.ts';
import { CaseSheet } from './case-sheet.tsx';
import { Cases } from './cases.tsx';
import { CASE_STATES } from './search.ts';
import { SuspenseTable } from './suspense-table.tsx';
import { useTexts } from './texts/texts.ts';

const WATCHERS = [
  'payout-controller',
  'chief-accountant',
  'treasurer',
  'district-manager',
  'provincial-director',
  'auditor',
];

/** Differences with both sides' evidence, what was said of them, and suspense laid against them. */
export function DifferencesPage() {
  const texts = useTexts();
  const navigate = useNavigate({ from: '/differences' });
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/differences' });
  const places = placesOf(me);
  const officeId = search.office ?? places[0]?.id;
  const takers = useQuery({ ...takersQuery(officeId ?? ''), enabled: officeId !== undefined });
  if (officeId === undefined) return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  const state = search.state ?? 'open';
  return (
    <Page
      title={texts.title}
      about={takers.data?.office.name}
      help={texts.help}
      beside={
        <>
          <OfficeChoice
            label={texts.officeLabel}
            places={places}
            officeId={officeId}
            name={takers.data?.office.name}
            onChoose={(office) => void navigate({ search: (now) => ({ ...now, office }) })}
          />
          <SegmentedControl
            size="xs"
            aria-label={texts.stateLabel}
            value={state}
            onChange={(next) => void navigate({ search: (now) => ({ ...now, state: next }) })}
            data={CASE_STATES.map((value) => ({ value, label: texts.states[value] }))}
          />
          <Fresh officeId={officeId} />
        </>
      }
    >
      <ListAndDetail
        wide="detail"
        list={<Cases officeId={officeId} state={state} chosen={search.case} />}
        chosen={search.case}
        detail={search.case !== undefined && <CaseSheet key={search.case} id={search.case} me={me} />}
      />
      {me.grants.some(({ role }) => WATCHERS.includes(role)) && <SuspenseTable officeId={officeId} />}
    </Page>
  );
}
