import { formatDay, formatMonth, isDay, isMonth } from '#kernel/words/day.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { spokenVnd } from '#kernel/words/spoken.ts';
import type { Facts, Value } from './layout.ts';

const two = (digits: string | undefined) => (digits ?? '').padStart(2, '0');

/** Decree 30/2020/NĐ-CP, appendix I: a zero before days under 10 and before months 1 and 2. */
function officialDay(day: string): string {
  const [year, month, date] = day.split('-');
  const plainMonth = Number(month) <= 2 ? two(month) : String(Number(month));
  return `ngày ${two(date)} tháng ${plainMonth} năm ${year}`;
}

const whole = (value: Value): bigint | null =>
  typeof value === 'bigint'
    ? value
    : typeof value === 'number' && Number.isSafeInteger(value)
      ? BigInt(value)
      : null;

type Format = (value: Value) => string | null;

const asAmount: Format = (value) => {
  const amount = whole(value);
  return amount === null ? null : formatVnd(amount);
};

/** The formats a layout may name. Each answers null for a value it cannot print. Kinds: amounts, days, months, counts. */
export const FORMATS: Readonly<Record<string, Format>> = {
  text: (value) => String(value),
  upper: (value) => String(value).toLocaleUpperCase('vi'),
  vnd: asAmount,
  count: asAmount,
  spoken: (value) => {
    const amount = whole(value);
    if (amount === null) return null;
    return amount < 0n ? `Âm ${spokenVnd(-amount).toLowerCase()}` : spokenVnd(amount);
  },
  day: (value) => (typeof value === 'string' && isDay(value) ? formatDay(value) : null),
  officialDay: (value) => (typeof value === 'string' && isDay(value) ? officialDay(value) : null),
  month: (value) => (typeof value === 'string' && isMonth(value) ? formatMonth(value) : null),
};

type Hole = { readonly path: string; readonly keys: readonly string[]; readonly format: string };
export type Template = { readonly source: string; readonly parts: readonly (string | Hole)[] };

const HOLE = /\{([^{}|]*)(?:\|([^{}|]*))?\}/g;
const PATH = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/;

/** Reads `Cộng {n|count} người`. Null when a brace is left over, a path is not one or a format is unknown. */
export function parseTemplate(source: string): Template | null {
  const parts: (string | Hole)[] = [];
  let from = 0;
  for (const found of source.matchAll(HOLE)) {
    const [all, path = '', format = 'text'] = found;
    if (!PATH.test(path) || !Object.hasOwn(FORMATS, format)) return null;
    if (found.index > from) parts.push(source.slice(from, found.index));
    parts.push({ path, keys: path.split('.'), format });
    from = found.index + all.length;
  }
  if (from < source.length) parts.push(source.slice(from));
  return parts.some((part) => typeof part === 'string' && /[{}]/.test(part)) ? null : { source, parts };
}

const parsed = new Map<string, Template>();

/** The parsed template of a text that `whyNotLayout` has passed. */
export function templateOf(source: string): Template {
  let template = parsed.get(source) ?? null;
  if (template) return template;
  template = parseTemplate(source);
  if (!template) throw new Refusal('layout-text-unreadable', { text: source });
  if (parsed.size > 5_000) parsed.clear();
  parsed.set(source, template);
  return template;
}

export function holesOf(template: Template): Hole[] {
  return template.parts.filter((part) => typeof part !== 'string');
}

/** Whether a template is one amount or count and nothing else. */
export function isFigure({ parts: [part, ...more] }: Template): boolean {
  return typeof part === 'object' && more.length === 0 && (part.format === 'vnd' || part.format === 'count');
}

/** The value at a path, or undefined when the data has no such name. */
export function valueAt(facts: Facts, keys: readonly string[]): Value | undefined {
  let at: Value | Facts | undefined = facts;
  for (const key of keys) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at !== null && typeof at === 'object' ? undefined : at;
}

/** The raw value of a template that is exactly one hole; undefined for any other template. */
export function onlyValue(template: Template, facts: Facts): Value | undefined {
  const [part] = template.parts;
  return template.parts.length === 1 && typeof part === 'object' ? valueAt(facts, part.keys) : undefined;
}

/**
 * The text with its values in place. An empty value (null) prints as nothing. Refuses `paper-value-missing` when the
 * data has no such name, `paper-value-unprintable` when the format cannot print the value: a form never lies by a blank.
 */
export function fill(template: Template, facts: Facts): string {
  let text = '';
  for (const part of template.parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const value = valueAt(facts, part.keys);
    if (value === undefined)
      throw new Refusal('paper-value-missing', { path: part.path, text: template.source });
    if (value === null) {
      // Between two words an empty value takes one of its blanks along.
      if (text.endsWith(' ')) text = text.slice(0, -1);
      continue;
    }
    const printed = FORMATS[part.format]?.(value) ?? null;
    if (printed === null)
      throw new Refusal('paper-value-unprintable', {
        path: part.path,
        format: part.format,
        value: String(value),
      });
    text += printed;
  }
  return text.normalize('NFC');
}

/** True when the template names values and all of them are empty. */
export function isBlank(template: Template, facts: Facts): boolean {
  const holes = holesOf(template);
  return (
    holes.length > 0 &&
    holes.every((hole) => {
      const value = valueAt(facts, hole.keys);
      return value === null || value === '';
    })
  );
}
