import { readFileSync } from 'node:fs';
import { whyNotLayout, refuseLayout } from '#kernel/paper/check.ts';
import { type LayoutFault, notForm } from '#kernel/paper/faults.ts';
import { whyNotFits } from '#kernel/paper/fit.ts';
import type { DocumentData, Layout } from '#kernel/paper/layout.ts';
import type { OpenPart } from '#kernel/paper/pdf.ts';
import { renderInWorker, writeInWorker, type Kind, type Outcome } from '#kernel/paper/worker.ts';
import { searchKey } from '#kernel/words/text.ts';
import { exampleOf } from './examples.ts';
import { FORM_CODES, type FormCode, type FormContent } from './shapes.ts';

export { FORM_CODES, type FormCode, type FormContent, type Forms } from './shapes.ts';

/** Read when the program begins: one that was laid over a running one must not print on layouts it does not know. */
const BROUGHT = new Map(FORM_CODES.map((code) => [code, readBrought(code)]));

function readBrought(code: FormCode): Layout {
  const json: unknown = JSON.parse(readFileSync(new URL(`layouts/${code}.json`, import.meta.url), 'utf8'));
  refuseLayout(json);
  return json;
}

/** The layout that the product brings for a form, used until an office stores its own with a date. */
export const layoutOf = (code: FormCode): Layout => BROUGHT.get(code) as Layout;

/** Why a document read from JSON cannot replace the layout of a form: its first fault and the place of it, or null. */
export function whyNotReplace(code: FormCode, json: unknown): LayoutFault | null {
  const why = whyNotLayout(json);
  if (why) return why;
  const layout = json as Layout;
  if (layout.code !== code) return { at: 'code', fault: notForm(code) };
  return whyNotFits(layout, exampleOf(code));
}

/**
 * Prints a form off the main thread and answers the files: a PDF of more than 500 pages is several. `layout` is the one in
 * force on the day of the paper. Refuses as the paper engine does: `layout-refused`, `paper-value-missing` and the like.
 */
export function printForm<C extends FormCode>(
  kind: Kind,
  code: C,
  content: FormContent<C>,
  layout: Layout = layoutOf(code),
): Promise<Buffer[]> {
  return renderInWorker(kind, layout, treeOf(content));
}

/** A form filled with invented data, as a layout prints it: how it is looked at before anybody is paid by it. */
export async function printExample(code: FormCode, layout: Layout, madeAt: Date): Promise<Buffer> {
  const content = { ...exampleOf(code), madeAt } as unknown as FormContent<FormCode>;
  const [pdf] = await printForm('pdf', code, content, layout);
  return pdf as Buffer;
}

/** The same into streams, for lists too long to hold. */
export function writeForm<C extends FormCode>(
  kind: Kind,
  code: C,
  content: FormContent<C>,
  openPart: OpenPart,
  layout: Layout = layoutOf(code),
): Promise<Outcome> {
  return writeInWorker(kind, layout, treeOf(content), openPart);
}

/** What a paper is called as a file: by its number where one is prescribed, else by its own name in plain letters. */
export function paperFileName(code: FormCode, ...of: readonly (string | undefined)[]): string {
  const name = /\d/.test(code) ? code : searchKey(layoutOf(code).title).replaceAll(' ', '-');
  return [name, ...of].filter((part) => part !== undefined).join('-');
}

/** The paper engine reads any tree of values; the types of the forms are such trees, which a generic cannot show. */
const treeOf = <C extends FormCode>(content: FormContent<C>) => content as unknown as DocumentData;
