import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

export type Language = 'vi' | 'en';

/** The shape of a catalog: what the English one must hold, given the Vietnamese one. A missing text does not compile. */
export type SameTexts<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...facts: infer F) => string
      ? (...facts: F) => string
      : SameTexts<T[K]>;
};

const KEPT_AS = 'tungnha.language';

interface Chosen {
  readonly language: Language;
  choose(language: Language): void;
}

const Context = createContext<Chosen>({ language: 'vi', choose: () => {} });

/** Vietnamese until the user chooses otherwise; the choice stays with the browser. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(readChoice);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const chosen = useMemo<Chosen>(
    () => ({
      language,
      choose: (next) => {
        setLanguage(next);
        // A browser that keeps nothing still changes the language of this page.
        try {
          localStorage.setItem(KEPT_AS, next);
        } catch {}
      },
    }),
    [language],
  );
  return <Context value={chosen}>{children}</Context>;
}

export function useLanguage(): Chosen {
  return useContext(Context);
}

/** Makes the hook that gives a catalog in the user's language. */
export function textsOf<T>(vi: T, en: SameTexts<T>): () => SameTexts<T> {
  const catalogs = { vi: vi as SameTexts<T>, en };
  return () => catalogs[useLanguage().language];
}

function readChoice(): Language {
  try {
    return localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}
