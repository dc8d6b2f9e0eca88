import { useMemo } from 'react';
import { type Format, formatIn } from './format.ts';
import { useLanguage } from './language.tsx';

/** Numbers and dates in the user's language. */
export function useFormat(): Format {
  const { language } = useLanguage();
  return useMemo(() => formatIn(language), [language]);
}
