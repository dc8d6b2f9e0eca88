import { Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { Page } from '#kernel/web/page.tsx';
import { Waiting } from '#kernel/web/waiting.tsx';
import { Fresh } from '../parts/fresh.tsx';
import { ListAndDetail } from '../parts/list-and-detail.tsx';
import { OfficeChoice } from '../parts/office-choice.tsx';
import { placesOf } from '../parts/place.ts';
import { meQuery } from '../queries.ts';
import { Alarms } from './alarms.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';
import { PhoneSheet } from './phone-sheet.tsx';
import { Phones } from './phones.tsx';
import { holds, KEEPERS, phonePlaces, phonesQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** Where no stream of changes is open to the role, the page asks by itself. */
const ASK_AGAIN_MS = 10_000;

/** The phones of one's offices: what they are, what they hold back, what is wrong with them. */
export function PhonesPage() {
  const texts = useTexts();
  const navigate = useNavigate({ from: '/phones' });
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/phones' });
  const [enrolling, setEnrolling] = useState(false);
  const places = phonePlaces(me);
  const officeId = search.office ?? places[0]?.id ?? '';
  const live = placesOf(me).length > 0;
  const phones = useQuery({
    ...phonesQuery(officeId),
    enabled: officeId !== '',
    ...(!live && { refetchInterval: ASK_AGAIN_MS }),
  });
  if (officeId === '') return <Notice title={texts.noView}>{texts.noViewHint}</Notice>;
  const keeper = holds(me, KEEPERS);
  const chosen = phones.data?.find(({ id }) => id === search.phone);
  const name = places.find(({ id }) => id === officeId)?.name;
  return (
    <Page
      title={texts.title}
      about={name}
      help={texts.help}
      beside={
        <>
          <OfficeChoice
            label={texts.office}
            places={places}
            officeId={officeId}
            onChoose={(office) => void navigate({ search: { office } })}
          />
          {live && <Fresh officeId={officeId} />}
        </>
      }
      actions={
        keeper && (
          <Button size="xs" onClick={() => setEnrolling(true)}>
            {texts.enrol}
          </Button>
        )
      }
    >
      <Alarms officeId={officeId} keeper={keeper} live={live} />
      {!phones.data ? (
        phones.error ? (
          <FailureNotice error={phones.error} onRetry={() => void phones.refetch()} />
        ) : (
          <Waiting />
        )
      ) : (
        <ListAndDetail
          wide="list"
          list={<Phones phones={phones.data} chosen={chosen?.id} />}
          chosen={chosen?.id}
          detail={chosen && <PhoneSheet key={chosen.id} phone={chosen} officeId={officeId} me={me} />}
        />
      )}
      {enrolling && <EnrolDialog officeId={officeId} onClose={() => setEnrolling(false)} />}
    </Page>
  );
}
