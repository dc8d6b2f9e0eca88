import { useLanguage } from '#kernel/web/language.tsx';
import { regimes } from '#modules/payouts/programmes/data/regimes.ts';

const ENGLISH = new Map(regimes.map(({ nameVi, nameEn }) => [nameVi, nameEn]));

/** The kind of benefit as a list names it: in English where it is one that is known, else in the funder's own words. */
export function useRegimeName(): (text: string) => string {
  const { language } = useLanguage();
  return (text) => (language === 'en' ? (ENGLISH.get(text) ?? text) : text);
}
