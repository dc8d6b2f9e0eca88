import { en } from './texts/en.ts';
import { type Texts, vi } from './texts/vi.ts';

export type Language = 'vi' | 'en';

const KEPT = 'tungnha-field-language';
const listeners = new Set<() => void>();
let language: Language = localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi';

export const currentLanguage = (): Language => language;

/** The texts in the payer's language. A change of it draws everything anew. */
export const texts = (): Texts => (language === 'vi' ? vi : en);

export function setLanguage(next: Language): void {
  language = next;
  localStorage.setItem(KEPT, next);
  document.documentElement.lang = next;
  for (const each of listeners) each();
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The server's own words in the payer's language. */
export const said = (text: { vi: string; en: string } | null): string | null => text?.[language] ?? null;
