import { Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core';
import type { KeyboardEvent } from 'react';

interface Typed {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A line of text. */
export function TextField({ onChange, ...props }: Omit<TextInputProps, keyof Typed> & Typed) {
  return <TextInput {...props} onChange={(event) => onChange(event.currentTarget.value)} />;
}

/** Text of some lines; the field grows with what is written. Enter begins a line, with Ctrl or Cmd it sends the form. */
export function LongTextField({ onChange, ...props }: Omit<TextareaProps, keyof Typed> & Typed) {
  return (
    <Textarea
      autosize
      minRows={2}
      aria-keyshortcuts="Control+Enter Meta+Enter"
      onKeyDown={sendForm}
      {...props}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** As Enter does in a line of text: by the form's own button, so that nothing is sent while that is switched off. */
function sendForm(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.form?.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
}
