import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useState } from 'react';
import { useShared } from '../texts/texts.ts';

interface Props extends Omit<PasswordInputProps, 'value' | 'onChange'> {
  readonly value: string;
  readonly onChange: (password: string) => void;
}

/** A secret that is typed hidden, and may be looked at. */
export function PasswordField({ onChange, ...props }: Props) {
  const shared = useShared();
  const [shown, setShown] = useState(false);
  return (
    <PasswordInput
      visible={shown}
      onVisibilityChange={setShown}
      visibilityToggleButtonProps={{ 'aria-label': shown ? shared.hideTyped : shared.showTyped }}
      {...props}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
