import { NativeSelect } from '@mantine/core';
import { useParts } from './texts/texts.ts';

interface Props {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Undefined stands for all. */
  readonly onChange: (value: string | undefined) => void;
}

/** One filter above a list: all, or one of its values. */
export function FilterSelect({ label, value, options, onChange }: Props) {
  const texts = useParts();
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={value ?? ''}
      data={[{ value: '', label: `${label}: ${texts.all.toLowerCase()}` }, ...options]}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
