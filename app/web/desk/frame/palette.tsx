import '@mantine/spotlight/styles.css';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { searchKey } from '#kernel/words/text.ts';
import type { Screen } from './screens.ts';
import { useTexts } from './texts/texts.ts';

const [store, spotlight] = createSpotlight();

interface Props {
  readonly screens: readonly Screen[];
  /** Counts the times it was called for: each one opens it. */
  readonly calls: number;
}

/** One field from which everything is reached: screens by name, accents or not. */
export default function Palette({ screens, calls }: Props) {
  const texts = useTexts();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  useEffect(() => {
    if (calls > 0) spotlight.open();
  }, [calls]);
  const found = screens.filter(({ name }) => searchKey(texts.screens[name]).includes(searchKey(query)));
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
      <Spotlight.Search placeholder={texts.palette.placeholder} aria-label={texts.palette.placeholder} />
      <Spotlight.ActionsList>
        {found.map(({ name, to, icon: Icon }) => (
          <Spotlight.Action
            key={name}
            label={texts.screens[name]}
            leftSection={<Icon />}
            onClick={() => void navigate({ to })}
          />
        ))}
        {found.length === 0 && <Spotlight.Empty>{texts.palette.nothing}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
