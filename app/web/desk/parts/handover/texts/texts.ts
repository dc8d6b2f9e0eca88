import { textsOf } from '#kernel/web/language.tsx';
import { en } from './en.ts';
import { vi } from './vi.ts';

export const useHandoverTexts = textsOf(vi, en);

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
