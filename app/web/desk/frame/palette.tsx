import '@mantine/spotlight/styles.css';
import { createSpotlight, Spotlight, useSpotlight } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useBack } from '#kernel/web/back.ts';
import { PersonIcon } from '#kernel/web/icons.tsx';
import { searchKey } from '#kernel/words/text.ts';
import type { Me } from '../api.ts';
import { useBirthText } from '../parts/birth-text.ts';
import styles from './palette.module.css';
import { searchQuery } from '../parts/people-queries.ts';
import { placesOf } from '../parts/place.ts';
import type { Goal } from './screens.ts';
import { useTexts } from './texts/texts.ts';

const [store, spotlight] = createSpotlight();

interface Props {
  readonly me: Me;
  readonly screens: readonly Goal[];
  /** Counts the times it was called for: each one opens it. */
  readonly calls: number;
}

/** People are asked for once the typing pauses, and from as many letters as a name has. */
const PAUSE_MS = 250;
const LETTERS_MIN = 3;
const PEOPLE_MAX = 8;
/** Sentence case, as everywhere. */
const group = { actionsGroup: styles['group'] ?? '' };

/** One field from which everything is reached: screens by name and people by name or number, accents or not. */
export function Palette({ me, screens, calls }: Props) {
  const texts = useTexts();
  const birthText = useBirthText();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const { opened } = useSpotlight(store);
  useBack({ back: spotlight.close }, opened);
  useEffect(() => {
    if (calls > 0) spotlight.open();
  }, [calls]);
  const [place] = placesOf(me);
  const [paused] = useDebouncedValue(query.trim(), PAUSE_MS);
  const asks = place !== undefined && paused.length >= LETTERS_MIN;
  const people = useQuery({
    ...searchQuery({ officeId: place?.id ?? '', q: paused, limit: PEOPLE_MAX + 1 }),
    enabled: asks,
    retry: false,
  });
  const found = screens.filter(({ name }) => searchKey(texts.screens[name]).includes(searchKey(query)));
  const all = asks && paused === query.trim() ? (people.data ?? []) : [];
  const hits = all.slice(0, PEOPLE_MAX);
  const openPerson = (id: string) => void navigate({ to: '/people/$id', params: { id } });
  /** People come after the typing, when the list has chosen nothing: Enter then opens the first of them. */
  const onKeyDown = ({ key }: { key: string }) => {
    const [first] = hits;
    if (key !== 'Enter' || !first || found.length > 0 || store.getState().selected > 0) return;
    openPerson(first.id);
    spotlight.close();
  };
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      clearQueryOnClose
      shortcut={null}
      // Locking would need a style element that the page's policy refuses.
      lockScroll={false}
    >
      <Spotlight.Search
        placeholder={texts.palette.placeholder}
        aria-label={texts.palette.placeholder}
        onKeyDown={onKeyDown}
      />
      <Spotlight.ActionsList>
        {found.length > 0 && (
          <Spotlight.ActionsGroup label={texts.palette.screens} classNames={group}>
            {found.map(({ name, to, icon: Icon }) => (
              <Spotlight.Action
                key={name}
                label={texts.screens[name]}
                leftSection={<Icon />}
                onClick={() => void navigate({ to })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {hits.length > 0 && (
          <Spotlight.ActionsGroup label={texts.palette.people} classNames={group}>
            {hits.map((hit) => (
              <Spotlight.Action
                key={hit.id}
                label={hit.fullName}
                description={[birthText(hit.birth), hit.cccdMasked, hit.commune].filter(Boolean).join(' · ')}
                leftSection={<PersonIcon />}
                onClick={() => openPerson(hit.id)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.length + hits.length === 0 && (
          <Spotlight.Empty>
            {asks && people.isFetching ? texts.palette.looking : texts.palette.nothing}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
      <p className={styles['keys']}>
        {all.length > hits.length && <>{texts.palette.more} </>}
        {texts.palette.keys}
      </p>
    </Spotlight.Root>
  );
}
