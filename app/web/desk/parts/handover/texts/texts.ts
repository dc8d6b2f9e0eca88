import { textsOf } from '#kernel/web/language.tsx';
import { en } from './en.ts';
import { vi } from './vi.ts';

export const useHandoverTexts = textsOf(vi, en);

interface Hand {
  readonly kind: string;
  readonly name: string;
  readonly office: string;
}

/** What a hand is called: an office's own by its kind in the user's language, a person's as it was named. */
export function useHandName(): (hand: Hand) => string {
  const names: Readonly<Record<string, (office: string) => string>> = useHandoverTexts().handNames;
  return ({ kind, name, office }) => names[kind]?.(office) ?? name;
}

/** Words for a kind of handover, of a hand, of a difference; a kind that has none says itself. */
export function useKindNames() {
  const texts = useHandoverTexts();
  const name = (words: object) => (kind: string) => (words as Readonly<Record<string, string>>)[kind] ?? kind;
  return {
    handover: name(texts.kinds),
    hand: name(texts.hands),
    difference: name(texts.caseKinds),
    reason: name(texts.reasons),
  };
}
