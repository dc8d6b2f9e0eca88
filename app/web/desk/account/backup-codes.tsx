import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { PrintIcon } from '#kernel/web/icons.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import styles from './page.module.css';
import { useTexts } from './texts/texts.ts';

/** The codes that open the account without the phone, the only time they can be seen: they stay until they are said to be kept. */
export function BackupCodes({ codes, onKept }: { readonly codes: readonly string[]; onKept: () => void }) {
  const texts = useTexts();
  const shared = useShared();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <>
      <h3 ref={head} tabIndex={-1}>
        {texts.codes}
      </h3>
      <p className={styles['quiet']}>{texts.codesHint}</p>
      <ul className={styles['codes']} aria-label={texts.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={styles['buttons']}>
        <Button variant="default" leftSection={<PrintIcon />} onClick={() => window.print()}>
          {shared.print}
        </Button>
        <Button onClick={onKept}>{texts.kept}</Button>
      </div>
    </>
  );
}
