/** @jsxImportSource preact */
import { currentLanguage, type Language, setLanguage } from '../language.ts';

const NAMES: readonly (readonly [Language, string])[] = [
  ['vi', 'Tiếng Việt'],
  ['en', 'English'],
];

export const LanguageChoice = () => (
  <div class="tabs" role="group" aria-label="Ngôn ngữ · Language">
    {NAMES.map(([language, name]) => (
      <button
        type="button"
        key={language}
        lang={language}
        aria-pressed={currentLanguage() === language}
        onClick={() => void setLanguage(language)}
      >
        {name}
      </button>
    ))}
  </div>
);
