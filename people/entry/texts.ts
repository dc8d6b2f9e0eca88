import { formatDay } from '#kernel/words/day.ts';
import { englishDay } from '#kernel/words/english-day.ts';

type Facts = Readonly<Record<string, unknown>>;
const said = (facts: Facts, name: string) => String(facts[name] ?? '');

/** Why a rule of entry is refused. */
export const entryVi = {
  entry_rule_past: (f: Facts) =>
    `Chỉ đặt được từ hôm nay (${formatDay(said(f, 'today'))}) trở đi: những phiên đã qua được xét theo quy định cũ.`,
  invalid_entry_limit: (f: Facts) => `Chỉ đặt được từ ${said(f, 'from')} đến ${said(f, 'to')}.`,
};

export const entryEn: typeof entryVi = {
  entry_rule_past: (f) =>
    `It can be set from today (${englishDay(said(f, 'today'))}) on: sessions of the past were judged by the rule before.`,
  invalid_entry_limit: (f) => `It can be set from ${said(f, 'from')} to ${said(f, 'to')}.`,
};
