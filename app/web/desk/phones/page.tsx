import { Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { Page } from '#kernel/web/page.tsx';
import { Waiting } from '#kernel/web/waiting.tsx';
import type { Me } from '../api.ts';
import { Fresh } from '../parts/fresh.tsx';
import { ListAndDetail } from '../parts/list-and-detail.tsx';
import { OfficeChoice } from '../parts/office-choice.tsx';
import { placesOf } from '../parts/place.ts';
import { meQuery } from '../queries.ts';
import { Alarms } from './alarms.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';
import { PhoneSheet } from './phone-sheet.tsx';
import { Phones } from './phones.tsx';
import { holds, KEEPERS, phonePlaces, phoneQuery, usePhones } from './queries.ts';
import { useTexts } from './texts/texts.ts';

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
  if (officeId === '') return <Notice title={texts.noView}>{texts.noViewHint}</Notice>;
  const keeper = holds(me, KEEPERS);
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
      <PhonesOf officeId={officeId} live={live} asked={search.phone} me={me} />
      {enrolling && <EnrolDialog officeId={officeId} onClose={() => setEnrolling(false)} />}
    </Page>
  );
}

interface PhonesOfProps {
  readonly officeId: string;
  readonly live: boolean;
  readonly asked: string | undefined;
  readonly me: Me;
}

/** The list of an office's phones, and the one that is looked at: also where the list has not come as far as it. */
function PhonesOf({ officeId, live, asked, me }: PhonesOfProps) {
  const phones = usePhones(officeId, live);
  const listed = phones.rows.find(({ id }) => id === asked);
  const alone = useQuery({
    ...phoneQuery(officeId, { deviceId: asked ?? '' }),
    enabled: asked !== undefined && listed === undefined && !phones.loading,
  });
  if (phones.error) return <FailureNotice error={phones.error} onRetry={phones.retry} />;
  if (phones.loading) return <Waiting />;
  const chosen = listed ?? (asked === undefined ? undefined : (alone.data ?? undefined));
  return (
    <ListAndDetail
      wide="list"
      list={<Phones phones={phones} chosen={chosen?.id} />}
      chosen={chosen?.id}
      detail={chosen && <PhoneSheet key={chosen.id} phone={chosen} officeId={officeId} me={me} />}
    />
  );
}
