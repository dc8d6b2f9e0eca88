import type { Read } from '#kernel/db/types.ts';
import type { Kind } from '#kernel/paper/worker.ts';
import { dayAt } from '#kernel/words/day.ts';
import { type FormCode, type FormContent, printForm } from './forms.ts';
import { readLayout } from './store.ts';

/** Prints a form by the layout in force on the day it is made. Answers its files: more than 500 pages are several. */
export async function printInForce<C extends FormCode>(
  read: Read,
  kind: Kind,
  code: C,
  content: FormContent<C>,
): Promise<Buffer[]> {
  const { layout } = await readLayout(read, code, dayAt(content.madeAt));
  return printForm(kind, code, content, layout);
}
