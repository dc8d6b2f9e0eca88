import { calledHand } from '#places/offices/called.ts';
import { textsOf, useLanguage } from '#kernel/web/language.tsx';
import { en } from './en.ts';
import { vi } from './vi.ts';

export const useHandoverTexts = textsOf(vi, en);

/** What a hand is called in the user's language. */
export function useHandName(): (hand: Parameters<typeof calledHand>[1]) => string {
  const { language } = useLanguage();
  return (hand) => calledHand(language, hand);
}

/** A hand and where it is, when its own name does not say so. */
export function useHandPlace(): (
  hand: Parameters<typeof calledHand>[1] & { readonly office: string },
) => string {
  const nameOf = useHandName();
  return (hand) => {
    const name = nameOf(hand);
    return name.includes(hand.office) ? name : `${name}, ${hand.office}`;
  };
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
