import { Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';

interface Typed {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

interface LineProps extends Omit<TextInputProps, keyof Typed>, Typed {
  /** Why what is typed cannot stand, said once the field was left. */
  readonly wrong?: string | false;
}

/** A line of text. */
export function TextField({ onChange, wrong, ...props }: LineProps) {
  const [left, setLeft] = useState(false);
  return (
    <TextInput
      error={left && wrong}
      {...props}
      onBlur={(event) => {
        setLeft(true);
        props.onBlur?.(event);
      }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
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
