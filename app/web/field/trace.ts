import type { Enrolled } from './store/shapes.ts';

const TRACE = 'tungnha-field-trace';

export interface Trace {
  readonly name: string;
  readonly person: string;
  readonly lastSeq: number;
  readonly unsent: number;
}

/** Leaves a trace where browsers do not clean up with the database, so that wiped storage is told and not taken for a new phone. */
export function leaveTrace(enrolled: Enrolled | null, lastSeq: number, unsent: number): void {
  if (!enrolled) return;
  const trace: Trace = { name: enrolled.name, person: enrolled.person, lastSeq, unsent };
  try {
    localStorage.setItem(TRACE, JSON.stringify(trace));
  } catch {
    // A full or forbidden storage loses only the trace.
  }
}

export function readTrace(): Trace | null {
  try {
    return JSON.parse(localStorage.getItem(TRACE) ?? 'null') as Trace | null;
  } catch {
    return null;
  }
}

export const forgetTrace = () => localStorage.removeItem(TRACE);
