import { SegmentedControl } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Notice } from '#kernel/web/notice.tsx';
import { Page } from '#kernel/web/page.tsx';
import { Fresh } from '../parts/fresh.tsx';
import { ListAndDetail } from '../parts/list-and-detail.tsx';
import { OfficeChoice } from '../parts/office-choice.tsx';
import { placesOf } from '../parts/place.ts';
import { meQuery } from '../queries.ts';
import { ExceptionSheet } from './exception-sheet.tsx';
import { Exceptions } from './exceptions.tsx';
import { EXCEPTION_STATES } from './search.ts';
import { useTexts } from './texts/texts.ts';

/** What phones did that did not simply apply, with both sides' evidence, and the rulings. */
export function ExceptionsPage() {
  const texts = useTexts();
  const navigate = useNavigate({ from: '/exceptions' });
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/exceptions' });
  const places = placesOf(me);
  const officeId = search.office ?? places[0]?.id ?? '';
  const state = search.state ?? 'open';
  if (officeId === '') return <Notice title={texts.noView}>{texts.noViewHint}</Notice>;
  return (
    <Page
      title={texts.title}
      about={places.find(({ id }) => id === officeId)?.name}
      help={texts.help}
      beside={
        <>
          <OfficeChoice
            label={texts.office}
            places={places}
            officeId={officeId}
            onChoose={(office) => void navigate({ search: { office, state } })}
          />
          <SegmentedControl
            size="xs"
            aria-label={texts.stateLabel}
            value={state}
            onChange={(next) => void navigate({ search: { office: officeId, state: next } })}
            data={EXCEPTION_STATES.map((value) => ({ value, label: texts.states[value] }))}
          />
          <Fresh officeId={officeId} />
        </>
      }
    >
      <ListAndDetail
        wide="detail"
        list={<Exceptions officeId={officeId} state={state} phone={search.phone} chosen={search.exception} />}
        chosen={search.exception}
        detail={
          search.exception !== undefined && (
            <ExceptionSheet key={search.exception} id={search.exception} officeId={officeId} me={me} />
          )
        }
      />
    </Page>
  );
}
