import { readFileSync } from 'node:fs';
import { whyNotLayout, refuseLayout, type LayoutFault } from '#kernel/paper/check.ts';
import { whyNotFits } from '#kernel/paper/fit.ts';
import type { Layout } from '#kernel/paper/layout.ts';
import { exampleOf } from './examples.ts';
import type { FormCode } from './shapes.ts';

export type { FormCode, FormData, Forms } from './shapes.ts';

export const FORM_CODES = [
  'c72a',
  'c72b',
  'c73',
  'c73-80mm',
  'c74',
  '13-hsb',
  'cash-minutes',
  'day-close',
] as const satisfies readonly FormCode[];

const read = new Map<FormCode, Layout>();

/** The layout that the product brings for a form, used until an office stores its own with a date. */
export function layoutOf(code: FormCode): Layout {
  let layout = read.get(code);
  if (!layout) {
    const json: unknown = JSON.parse(readFileSync(new URL(`layouts/${code}.json`, import.meta.url), 'utf8'));
    refuseLayout(json);
    read.set(code, (layout = json));
  }
  return layout;
}

/** Why a document read from JSON cannot replace the layout of a form: its first fault and the place of it, or null. */
export function whyNotReplace(code: FormCode, json: unknown): LayoutFault | null {
  const why = whyNotLayout(json);
  if (why) return why;
  const layout = json as Layout;
  if (layout.code !== code) return { at: 'code', fault: `must be ${code}` };
  return whyNotFits(layout, exampleOf(code));
}
