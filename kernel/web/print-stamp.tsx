import { createContext, useContext } from 'react';
import { dayAt } from '../words/day.ts';
import { useShared } from './texts/texts.ts';
import { useFormat } from './use-format.ts';
import { usePrinting } from './use-printing.ts';

/** Who prints, and by which clock: a demonstration has its own month. The shell gives it. */
export const Printer = createContext({ name: '', clockAheadMs: 0 });

/** On paper: who printed it when. */
export function PrintStamp() {
  const shared = useShared();
  const format = useFormat();
  const { name, clockAheadMs } = useContext(Printer);
  // Drawn anew when the page is put on paper, so that it does not say when the screen was drawn.
  usePrinting();
  const at = new Date(Date.now() + clockAheadMs);
  return <p className="on-paper-only">{shared.printedAt(format.time(at), format.day(dayAt(at)), name)}</p>;
}
