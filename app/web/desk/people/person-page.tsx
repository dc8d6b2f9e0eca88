import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { PageUntil } from '#kernel/web/page-until.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Me } from '../api.ts';
import { type Person, personQuery } from '../parts/people-queries.ts';
import { type Place, placesOf } from '../parts/place.ts';
import { meQuery } from '../queries.ts';
import { Authorities } from './authorities.tsx';
import { Death } from './death.tsx';
import { History } from './history.tsx';
import { Identity } from './identity.tsx';
import styles from './page.module.css';
import { PastVouchers } from './past-vouchers.tsx';
import { Stops } from './stops.tsx';
import { useTexts } from './texts/texts.ts';

/** What every part of the page is given: whose it is, and for which office it is asked. */
export interface Part {
  readonly me: Me;
  readonly place: Place;
  readonly citizenId: string;
  readonly person: Person;
}

/** One citizen: all that was ever due, paid and returned, who may collect, what was written and changed. */
export function PersonPage() {
  const texts = useTexts();
  const format = useFormat();
  const me = useSuspenseQuery(meQuery).data;
  const { id } = useParams({ from: '/frame/people/$id' });
  const search = useSearch({ from: '/frame/people/$id' });
  const places = placesOf(me);
  const place = places.find((each) => each.id === search.office) ?? places[0];
  const person = useQuery({ ...personQuery(place?.id ?? '', id), enabled: place !== undefined });
  if (!place) return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  if (!person.data) return <PageUntil title={texts.title} help={texts.personHelp} query={person} />;
  const part: Part = { me, place, citizenId: person.data.person.id, person: person.data };
  return (
    <Page
      key={id}
      title={person.data.person.fullName}
      help={texts.personHelp}
      busy={person.isFetching}
      beside={
        person.data.diedOn !== null && (
          <Marked as="watch">{texts.diedOn(format.day(person.data.diedOn))}</Marked>
        )
      }
    >
      {person.error && <FailureNotice error={person.error} onRetry={() => void person.refetch()} />}
      <Identity {...part} />
      <PastVouchers {...part} filter={search} />
      <div className={styles['halves']}>
        <Authorities {...part} />
        <Death {...part} />
      </div>
      <div className={styles['halves']}>
        <Stops {...part} />
        <History {...part} />
      </div>
    </Page>
  );
}
