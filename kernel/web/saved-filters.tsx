import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import { CloseIcon, StarIcon } from './icons.tsx';
import styles from './saved-filters.module.css';
import { useShared } from './texts/texts.ts';

interface Saved {
  readonly name: string;
  readonly search: Readonly<Record<string, string>>;
}

interface Props {
  /** Names the screen whose filters these are. */
  readonly screen: string;
  /** The filters as they stand in the address now. */
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly onChoose: (search: Readonly<Record<string, string>>) => void;
}

/** The filters of a screen under a name of the user's own, kept in this browser; what they say stands in the address. */
export function SavedFilters({ screen, search, onChoose }: Props) {
  const shared = useShared();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const [saved, setSaved] = useLocalStorage<readonly Saved[]>({
    key: `tungnha.filters.${screen}`,
    defaultValue: [],
  });
  const without = (gone: string) => saved.filter((each) => each.name !== gone);
  const save = () => {
    const held = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
    setSaved([...without(name.trim()), { name: name.trim(), search: held as Record<string, string> }]);
    setName('');
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<StarIcon />} onClick={() => setOpened(!opened)}>
          {shared.saved}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={shared.saved}>
        {saved.length === 0 && <p className={styles['none']}>{shared.noSaved}</p>}
        <ul className={styles['saved']}>
          {saved.map((each) => (
            <li key={each.name}>
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => {
                  setOpened(false);
                  onChoose(each.search);
                }}
              >
                {each.name}
              </Button>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray.7"
                aria-label={`${shared.remove} ${each.name}`}
                onClick={() => setSaved(without(each.name))}
              >
                <CloseIcon />
              </ActionIcon>
            </li>
          ))}
        </ul>
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') save();
          }}
        >
          <TextInput
            size="xs"
            aria-label={shared.filterName}
            placeholder={shared.filterName}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" disabled={name.trim() === ''}>
            {shared.saveFilter}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
