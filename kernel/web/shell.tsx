import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { BrokenIcon, Mark, MenuIcon, PersonIcon, SearchIcon, SidebarIcon } from './icons.tsx';
import { useLanguage } from './language.tsx';
import { Printer } from './print-stamp.tsx';
import { useReached } from './reach.ts';
import styles from './shell.module.css';
import { useShared } from './texts/texts.ts';
import { useFocusKept } from './use-focus-kept.ts';
import { useMenu } from './use-menu.ts';

interface Props {
  /** Who is signed in, and in which capacity. */
  readonly person: { readonly name: string; readonly capacity: string };
  /** The clock that the figures live by less this machine's. */
  readonly clockAheadMs: number;
  /** The links to the screens, grouped. */
  readonly navigation: ReactNode;
  /** Always in sight in the bar: what the person holds. */
  readonly holding?: ReactNode;
  /** The person's own screen, first in their menu. */
  readonly account: { readonly name: string; readonly onOpen: () => void };
  readonly onSearch: () => void;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

/** The frame of every screen: where one can go, who one is, search, language, the truth about the connection. */
export function Shell({
  person,
  clockAheadMs,
  navigation,
  holding,
  account,
  onSearch,
  onSignOut,
  children,
}: Props) {
  const shared = useShared();
  const reached = useReached();
  useFocusKept();
  const printer = useMemo(() => ({ name: person.name, clockAheadMs }), [person.name, clockAheadMs]);
  const menu = useMenu();
  return (
    <Printer value={printer}>
      <a className={styles['skip']} href="#content">
        {shared.skip}
      </a>
      <header className={styles['bar']}>
        <ActionIcon
          ref={menu.button}
          variant="transparent"
          className={styles['plain'] ?? ''}
          aria-label={shared.menu}
          title={shared.menu}
          aria-expanded={menu.shown}
          aria-controls="navigation"
          onClick={menu.toggle}
        >
          {menu.small ? <MenuIcon /> : <SidebarIcon />}
        </ActionIcon>
        <span className={styles['brand']}>
          <Mark />
          <span className={styles['name']}>{shared.product}</span>
        </span>
        <Button
          size="xs"
          variant="subtle"
          className={`${styles['plain']} ${styles['search']}`}
          leftSection={<SearchIcon />}
          rightSection={<kbd className={styles['key']}>Ctrl K</kbd>}
          onClick={onSearch}
        >
          <span className={styles['name']}>{shared.goTo}</span>
        </Button>
        <span className={styles['end']}>
          {holding}
          <LanguageSwitch />
          <Menu position="bottom-end" width={260}>
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
              <Menu.Item onClick={account.onOpen}>{account.name}</Menu.Item>
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
      <div className={styles['frame']} data-menu={menu.state}>
        <nav
          id="navigation"
          ref={menu.navigation}
          className={styles['navigation']}
          aria-label={shared.menu}
          onClick={menu.onChosen}
        >
          {navigation}
        </nav>
        <main id="content" tabIndex={-1} className={styles['content']}>
          {children}
        </main>
      </div>
    </Printer>
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
      onChange={(value) => choose(value)}
      data={[
        { value: 'vi', label: <span lang="vi">Tiếng Việt</span> },
        { value: 'en', label: <span lang="en">English</span> },
      ]}
    />
  );
}
