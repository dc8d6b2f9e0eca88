import { ActionIcon, NativeSelect } from '@mantine/core';
import { LeftIcon, RightIcon } from '#kernel/web/icons.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { addMonths, type Month } from '#kernel/words/day.ts';
import styles from './parts.module.css';
import { useParts } from './texts/texts.ts';

interface Props {
  readonly value: Month;
  /** Newest first. */
  readonly months: readonly Month[];
  readonly onChange: (month: Month) => void;
}

/** A month with the one before and the one after a key away. */
export function MonthChoice({ value, months, onChange }: Props) {
  const texts = useParts();
  const format = useFormat();
  const known = months.includes(value) ? months : [value, ...months];
  const step = (by: number) => {
    const to = addMonths(value, by);
    return months.includes(to) ? to : null;
  };
  const arrow = (by: number, label: string) => {
    const to = step(by);
    return (
      <ActionIcon
        variant="default"
        size="input-xs"
        aria-label={label}
        title={label}
        disabled={to === null}
        onClick={() => to !== null && onChange(to)}
      >
        {by < 0 ? <LeftIcon /> : <RightIcon />}
      </ActionIcon>
    );
  };
  return (
    <span className={styles['month']}>
      {arrow(-1, texts.earlier)}
      <NativeSelect
        size="xs"
        aria-label={texts.month}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {known.map((month) => (
          <option key={month} value={month}>
            {texts.monthOption(format.month(month))}
          </option>
        ))}
      </NativeSelect>
      {arrow(1, texts.later)}
    </span>
  );
}
