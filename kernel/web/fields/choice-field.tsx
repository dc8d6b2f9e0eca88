import { NativeSelect, type NativeSelectProps } from '@mantine/core';

interface Props<Value extends string> extends Omit<NativeSelectProps, 'value' | 'onChange' | 'data'> {
  readonly value: Value;
  readonly values: readonly Value[];
  readonly names: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}

/** One of a few named values. */
export function ChoiceField<Value extends string>({ values, names, onChange, ...props }: Props<Value>) {
  return (
    <NativeSelect
      {...props}
      data={values.map((value) => ({ value, label: names[value] }))}
      onChange={(event) => onChange(event.currentTarget.value as Value)}
    />
  );
}
