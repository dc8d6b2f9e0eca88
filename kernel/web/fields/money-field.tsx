import { TextInput, type TextInputProps } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import { useShared } from '../texts/texts.ts';
import { useFormat } from '../use-format.ts';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly value: bigint | null;
  readonly onChange: (amountVnd: bigint | null) => void;
}

/** An amount in whole dong, grouped while it is typed; the caret stays behind the same digit. */
export function MoneyField({ value, onChange, ...props }: Props) {
  const shared = useShared();
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const digitsAfter = useRef<number | null>(null);
  const [left, setLeft] = useState(false);
  const text = value === null ? '' : format.vnd(value);
  useLayoutEffect(() => {
    if (digitsAfter.current === null) return;
    const at = placeBefore(text, digitsAfter.current);
    input.current?.setSelectionRange(at, at);
    digitsAfter.current = null;
  }, [text]);
  return (
    <TextInput
      ref={input}
      inputMode="numeric"
      autoComplete="off"
      styles={{ input: { textAlign: 'end' } }}
      rightSection={format.currency}
      rightSectionWidth="3.2rem"
      rightSectionPointerEvents="none"
      value={text}
      error={left && props.required && value === null ? shared.needAmount : undefined}
      {...props}
      onBlur={(event) => {
        setLeft(true);
        props.onBlur?.(event);
      }}
      onChange={({ currentTarget }) => {
        const caret = currentTarget.selectionStart ?? currentTarget.value.length;
        digitsAfter.current = currentTarget.value.slice(caret).replace(/\D/g, '').length;
        const digits = currentTarget.value.replace(/\D/g, '').slice(0, 15);
        onChange(digits === '' ? null : BigInt(digits));
      }}
    />
  );
}

/** The place in a grouped number that has so many digits behind it. */
function placeBefore(text: string, digits: number): number {
  let at = text.length;
  for (let left = digits; at > 0 && left > 0; at--) if (/\d/.test(text[at - 1] ?? '')) left--;
  return at;
}
