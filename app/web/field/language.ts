import { vi } from './texts/vi.ts';

export type Language = 'vi' | 'en';

const KEPT = 'tungnha-field-language';
const listeners = new Set<() => void>();
let language: Language = localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi';

export const currentLanguage = (): Language => language;

const loading: (() => Promise<void>)[] = [];

/** A catalog in the payer's language. English is fetched when it is chosen, so that the first load carries one language. */
export function inBoth<T>(vietnamese: T, english: () => Promise<T>): () => T {
  let own: T | null = null;
  loading.push(async () => {
    own ??= await english();
  });
  return () => (language === 'en' ? (own ?? vietnamese) : vietnamese);
}

/** The shell's texts. */
export const texts = inBoth(vi, async () => (await import('./texts/en.ts')).en);

/** Waits for the texts of the language that was chosen before. */
export async function loadLanguage(): Promise<void> {
  if (language === 'en') await Promise.all(loading.map((load) => load()));
}

/** Draws everything anew in a language, once its texts are here. */
export async function setLanguage(next: Language): Promise<void> {
  language = next;
  localStorage.setItem(KEPT, next);
  await loadLanguage();
  document.documentElement.lang = next;
  for (const each of listeners) each();
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The server's own words in the payer's language. */
export const said = (text: { vi: string; en: string } | null): string | null => text?.[language] ?? null;
