import { useState } from 'react';

/** The texts of a form by name, and what binds a field to one of them. */
export function useFields<Name extends string>(names: Readonly<Record<Name, string>>) {
  const [fields, setFields] = useState(names);
  const field = (name: Name) => ({
    value: fields[name],
    onChange: (text: string) => setFields((now) => ({ ...now, [name]: text })),
  });
  return { fields, field };
}
