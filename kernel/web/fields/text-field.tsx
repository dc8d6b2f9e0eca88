import { Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core';

interface Typed {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A line of text. */
export function TextField({ onChange, ...props }: Omit<TextInputProps, keyof Typed> & Typed) {
  return <TextInput {...props} onChange={(event) => onChange(event.currentTarget.value)} />;
}

/** Text of some lines; the field grows with what is written. */
export function LongTextField({ onChange, ...props }: Omit<TextareaProps, keyof Typed> & Typed) {
  return (
    <Textarea autosize minRows={2} {...props} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
