import { useLanguage } from '#kernel/web/language.tsx';
import { en } from '#modules/payouts/texts/en.ts';
import type { Facts } from '#modules/payouts/texts/facts.ts';
import { vi } from '#modules/payouts/texts/vi.ts';

/** Why something cannot be done, in words, and what to do next: the same sentence the server's refusal would say. */
export function useReasonText(): (why: { readonly code: string; readonly facts: Facts }) => string {
  const { language } = useLanguage();
  const texts: Readonly<Record<string, (facts: Facts) => string>> = language === 'vi' ? vi : en;
  return ({ code, facts }) => texts[code]?.(facts) ?? code;
}
