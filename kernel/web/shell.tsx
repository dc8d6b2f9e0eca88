import { Button, Drawer, Menu, SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { BrokenIcon, HelpIcon, Mark, PersonIcon } from './icons.tsx';
import { type Language, useLanguage } from './language.tsx';
import { useReached } from './reach.ts';
import styles from './shell.module.css';
import { useShared } from './texts/texts.ts';

interface Props {
  /** Who is signed in, and in which capacity. */
  readonly person: { readonly name: string; readonly capacity: string };
  readonly help: { readonly title: string; readonly body: ReactNode };
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

/** The frame of every screen: who and where one is, help, language, the truth about the connection. */
export function Shell({ person, help, onSignOut, children }: Props) {
  const shared = useShared();
  const reached = useReached();
  const [helping, setHelping] = useState(false);
  return (
    <>
      <a className={styles['skip']} href="#content">
        {shared.skip}
      </a>
      <header className={styles['bar']}>
        <span className={styles['brand']}>
          <Mark />
          {shared.product}
        </span>
        <span className={styles['end']}>
          <LanguageSwitch />
          <Button
            size="xs"
            variant="subtle"
            className={styles['plain'] ?? ''}
            leftSection={<HelpIcon />}
            onClick={() => setHelping(true)}
          >
            {shared.help}
          </Button>
          <Menu position="bottom-end" width={240}>
            <Menu.Target>
              <Button
                size="xs"
                variant="subtle"
                className={styles['plain'] ?? ''}
                leftSection={<PersonIcon />}
                aria-label={`${shared.account}: ${person.name}`}
              >
                <span className={styles['name']}>{person.name}</span>
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{person.capacity}</Menu.Label>
              <Menu.Item onClick={onSignOut}>{shared.signOut}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      </header>
      <div role="status" className="on-screen-only">
        {!reached && (
          <p className={styles['lost']}>
            <BrokenIcon /> {shared.unreachable}
          </p>
        )}
      </div>
      <main id="content" tabIndex={-1} className={styles['content']}>
        {children}
      </main>
      <Drawer
        opened={helping}
        onClose={() => setHelping(false)}
        position="right"
        // Locking would need a style element that the page's policy refuses.
        lockScroll={false}
        title={help.title}
        closeButtonProps={{ 'aria-label': shared.close }}
        classNames={{ title: styles['help-title'] ?? '', body: styles['help'] ?? '' }}
      >
        {help.body}
      </Drawer>
    </>
  );
}

/** Chooses between the two languages; each is named in itself. */
export function LanguageSwitch() {
  const shared = useShared();
  const { language, choose } = useLanguage();
  return (
    <SegmentedControl
      size="xs"
      aria-label={shared.language}
      value={language}
      onChange={(value) => choose(value as Language)}
      data={[
        { value: 'vi', label: <span lang="vi">Tiếng Việt</span> },
        { value: 'en', label: <span lang="en">English</span> },
      ]}
    />
  );
}
