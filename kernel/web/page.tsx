import { Button, Drawer } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useBack } from './back.ts';
import { HelpIcon, PrintIcon } from './icons.tsx';
import styles from './page.module.css';
import { PrintStamp } from './print-stamp.tsx';
import { useShared } from './texts/texts.ts';

/** A screen in plain words: what it is for, then what each part of it says and does. */
export interface Help {
  readonly title: string;
  readonly parts: readonly { readonly head: string; readonly body: string }[];
}

interface Props {
  readonly title: string;
  /** On paper and in the window's name after the title: what the choices beside it say on screen. */
  readonly about?: string | undefined;
  readonly help: Help;
  /** Beside the title: a state, how fresh the figures are. */
  readonly beside?: ReactNode;
  /** At the end of the title's line: what this page can do. Not printed. */
  readonly actions?: ReactNode;
  /** The page is asking again; what stands there is of before. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** A screen that has nothing for this person or not yet: why, and what would bring it. */
export function NoticePage({ title, children }: { title: string; children: ReactNode }) {
  const heading = useTitled(title);
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1 id="heading" tabIndex={-1} ref={heading}>
          {title}
        </h1>
      </header>
      <div className={styles['why']}>{children}</div>
    </div>
  );
}

/** Names the window after the screen, and gives its heading the focus, so that it is heard. */
function useTitled(title: string) {
  const { product } = useShared();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – ${product}`;
  }, [title, product]);
  useEffect(() => {
    // A screen whose first field takes the focus keeps it; what was pressed to come here is gone with its own screen.
    const at = document.activeElement;
    if (at === null || at === document.body || at.id === 'heading') heading.current?.focus();
  }, []);
  return heading;
}

/**
 * The frame of one screen: its heading (which gets the focus when the screen is opened, so that it is heard), its actions, help by
 * F1, print, and on paper who printed it when.
 */
export function Page({ title, about, help, beside, actions, busy = false, children }: Props) {
  const shared = useShared();
  const full = about === undefined ? title : `${title} ${about}`;
  const [helping, setHelping] = useState(false);
  const heading = useTitled(full);
  useBack({ back: () => setHelping(false) }, helping);
  useHotkeys([['F1', () => setHelping(true)]], []);
  return (
    <div className={styles['page']} aria-busy={busy}>
      <header className={styles['head']}>
        <h1 id="heading" tabIndex={-1} ref={heading}>
          {title}
          {about !== undefined && <span className={styles['about']}> {about}</span>}
        </h1>
        {beside !== undefined && <span className={styles['beside']}>{beside}</span>}
        <span className={styles['actions']}>
          {actions}
          <Button size="xs" variant="default" leftSection={<PrintIcon />} onClick={() => window.print()}>
            {shared.print}
          </Button>
          <Button size="xs" variant="default" leftSection={<HelpIcon />} onClick={() => setHelping(true)}>
            {shared.help}
          </Button>
        </span>
      </header>
      <PrintStamp />
      {children}
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
        {help.parts.map((part) => (
          <section key={part.head}>
            <h3>{part.head}</h3>
            <p>{part.body}</p>
          </section>
        ))}
      </Drawer>
    </div>
  );
}
