import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { SearchIcon } from '#kernel/web/icons.tsx';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const REST_MS = 300;

/** A filter that is typed: it is asked for when the typing rests, and follows the address when that changes. */
export function TypedFilter({ label, value, onChange }: Props) {
  const [text, setText] = useState(value);
  const say = useDebouncedCallback(onChange, REST_MS);
  useEffect(() => setText(value), [value]);
  return (
    <TextInput
      size="xs"
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<SearchIcon size={14} />}
      value={text}
      maxLength={100}
      onKeyDown={(event) => {
        // A scanner ends with Enter, which must not send the form around the filter.
        if (event.key === 'Enter') event.preventDefault();
      }}
      onChange={(event) => {
        setText(event.currentTarget.value);
        say(event.currentTarget.value.trim());
      }}
    />
  );
}
