import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Marked } from '#kernel/web/marked.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import styles from './page.module.css';
import type { Settlement } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly data: Settlement;
  readonly settled: boolean;
  readonly month: string;
  readonly programme: string;
  /** Begins the return of what nobody collected; null for who may not return it. */
  readonly onGiveBack: (() => void) | null;
}

const CHECKS = ['vouchers_open', 'list_unmatched', 'cash_unmatched', 'not_funded'] as const;

/** The four conditions of a settlement: met, or not met with the way to settle it. */
export function Blocks({ data, settled, month, programme, onGiveBack }: Props) {
  const texts = useTexts();
  const way = {
    vouchers_open: (
      <Link to="/settlement" resetScroll={false} search={{ month, programme, state: 'open' }}>
        {texts.solve.vouchers_open}
      </Link>
    ),
    list_unmatched: <a href="#lists">{texts.solve.list_unmatched}</a>,
    cash_unmatched: <a href="#unmatched">{texts.solve.cash_unmatched}</a>,
    not_funded: (
      <Link to="/cash" search={{ tab: 'funding', month }}>
        {texts.solve.not_funded}
      </Link>
    ),
  };
  return (
    <Sheet title={texts.step1}>
      <ul className={styles['blocks']}>
        {CHECKS.map((check) => {
          const blocked = data.blocks.includes(check) && !settled;
          return (
            <li key={check} data-block={check} data-blocked={blocked}>
              <Marked as={blocked ? 'bad' : 'good'}>
                {blocked ? texts.blocks[check] : texts.clear[check]}
              </Marked>
              {blocked && way[check]}
              {blocked && check === 'vouchers_open' && onGiveBack && (
                <Button size="compact-xs" variant="light" onClick={onGiveBack}>
                  {texts.giveBack}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
