import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type Day, formatDay } from '#kernel/words/day.ts';
import { useShared } from '../texts/texts.ts';
import { type Birth, readBirth, readDay, strokes, writeBirth } from './day-text.ts';

interface TypedProps<T> extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly value: T | null;
  readonly onChange: (value: T | null) => void;
}

/** A day typed as dd/mm/yyyy: quicker than a calendar, and what people say aloud. */
export function DayField(props: TypedProps<Day>) {
  const shared = useShared();
  return <TypedField {...props} read={readDay} write={formatDay} shape={strokes} wrong={shared.needDay} />;
}

/** A birth typed as a day or as a year alone. */
export function BirthField(props: TypedProps<Birth>) {
  const shared = useShared();
  return (
    <TypedField {...props} read={readBirth} write={writeBirth} shape={(t) => t} wrong={shared.needBirth} />
  );
}

interface Props<T> extends TypedProps<T> {
  readonly read: (text: string) => T | null;
  readonly write: (value: T) => string;
  readonly shape: (text: string) => string;
  readonly wrong: string;
}

function TypedField<T>({ value, onChange, read, write, shape, wrong, ...props }: Props<T>) {
  const shared = useShared();
  const [text, setText] = useState(value === null ? '' : write(value));
  const [left, setLeft] = useState(false);
  const known = value === null ? null : write(value);
  useEffect(() => {
    // Another value was given from outside; what is being typed and not yet a value stays.
    if (known !== null)
      setText((now) => (read(now) !== null && write(read(now) as T) === known ? now : known));
  }, [known, read, write]);
  const missing = text === '' ? props.required : read(text) === null;
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      placeholder={shared.dayShape}
      error={left && missing ? wrong : undefined}
      {...props}
      value={text}
      onBlur={(event) => {
        setLeft(true);
        props.onBlur?.(event);
      }}
      onChange={({ currentTarget }) => {
        const next = shape(currentTarget.value);
        setText(next);
        onChange(read(next));
      }}
    />
  );
}
