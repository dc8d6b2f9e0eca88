import { createContext, useContext } from 'react';

/** The name that stands on paper as who printed it; the shell gives it. */
export const PrintedBy = createContext('');

export function usePrintedBy(): string {
  return useContext(PrintedBy);
}
