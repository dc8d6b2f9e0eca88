import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../language.tsx';
import { useShared } from '../texts/texts.ts';
import { useFormat } from '../use-format.ts';

interface Props extends Omit<NumberInputProps, 'value' | 'onChange' | 'min' | 'max'> {
  readonly from: number;
  readonly to: number;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A whole number within its bounds; what is not one is no value, and the field says so once it was left. */
export function WholeField({ from, to, value, onChange, ...props }: Props) {
  const shared = useShared();
  const format = useFormat();
  const { language } = useLanguage();
  const [typed, setTyped] = useState<number | string>(value ?? '');
  const [left, setLeft] = useState(false);
  return (
    <NumberInput
      hideControls
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      thousandSeparator={language === 'vi' ? '.' : ','}
      decimalSeparator={language === 'vi' ? ',' : '.'}
      error={left && value === null ? shared.needWhole(format.count(from), format.count(to)) : undefined}
      {...props}
      value={typed}
      onBlur={(event) => {
        setLeft(true);
        props.onBlur?.(event);
      }}
      onChange={(next) => {
        setTyped(next);
        onChange(typeof next === 'number' && next >= from && next <= to ? next : null);
      }}
    />
  );
}
