import { posix } from 'node:path';
import { Refusal } from '#kernel/words/refusal.ts';
import type { SheetLimits } from './limits.ts';
import { attribute, elementCutter, itemText, tags, withoutSections } from './xlsx-xml.ts';
import type { ZipEntry } from './zip.ts';
import { textOfPart, wholePart } from './zip-text.ts';

/** What the rows of all sheets of a workbook need. */
export interface Book {
  sheets: { name: string; hidden: boolean; entry: ZipEntry }[];
  shared: string[];
  /** For each cell format, whether it shows a date. */
  dates: boolean[];
  /** Days to add to a serial number: workbooks of the 1904 date system count later. */
  shiftDays: number;
}

/** Reads the parts of a workbook (ECMA-376 part 1, 18) other than its sheets' rows. */
export async function readBook(
  bytes: Buffer,
  entries: readonly ZipEntry[],
  limits: SheetLimits,
): Promise<Book> {
  const workbook = entries.find(({ name }) => /(^|\/)workbook\.xml$/i.test(name));
  if (!workbook) {
    const kind = entries.some(({ name }) => name === 'word/document.xml') ? 'DOCX' : 'ZIP';
    throw new Refusal('file_not_a_sheet', { kind });
  }
  const folder = posix.dirname(workbook.name);
  const part = (target: string): ZipEntry | undefined => {
    const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
    return entries.find(({ name }) => name.toLowerCase() === path.toLowerCase());
  };
  const text = async (entry: ZipEntry | undefined): Promise<string> => {
    if (!entry) return '';
    // These parts are held whole: they are small in every honest file.
    if (entry.inflatedBytes > limits.sharedBytes) throw tooBig(entry, limits);
    return withoutSections(await wholePart(bytes, entry));
  };
  const xml = await text(workbook);
  const related = new Map(
    tags(await text(part('_rels/workbook.xml.rels')), 'Relationship').map((tag) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target') ?? '',
    ]),
  );
  const sheets = tags(xml, 'sheet').flatMap((tag, i) => {
    const id = /\s\w+:id\s*=\s*["']([^"']*)["']/.exec(tag)?.[1];
    const entry = part(related.get(id) ?? `worksheets/sheet${i + 1}.xml`);
    const hidden = /hidden/i.test(attribute(tag, 'state') ?? '');
    return entry && !/chartsheets|dialogsheets/.test(entry.name)
      ? [{ name: attribute(tag, 'name') ?? '', hidden, entry }]
      : [];
  });
  return {
    sheets,
    shared: await sharedTexts(
      bytes,
      entries.find(({ name }) => /(^|\/)sharedStrings\.xml$/i.test(name)),
      limits,
    ),
    dates: dateFormats(await text(part('styles.xml'))),
    shiftDays: /date1904\s*=\s*["'](1|true)/.test(xml) ? 1_462 : 0,
  };
}

async function sharedTexts(
  bytes: Buffer,
  entry: ZipEntry | undefined,
  limits: SheetLimits,
): Promise<string[]> {
  if (!entry) return [];
  if (entry.inflatedBytes > limits.sharedBytes) throw tooBig(entry, limits);
  const items = elementCutter('si', limits.cellLength * 64, () => tooBig(entry, limits));
  const texts: string[] = [];
  for await (const piece of textOfPart(bytes, entry))
    for (const item of items.feed(piece)) texts.push(itemText(withoutSections(item), items.prefix()));
  return texts;
}

/** Built-in date formats (18.8.30) and custom ones whose code has a day, month or year outside quotes and brackets. */
function dateFormats(styles: string): boolean[] {
  const custom = new Map(
    tags(styles, 'numFmt').map((tag) => [
      Number(attribute(tag, 'numFmtId')),
      attribute(tag, 'formatCode') ?? '',
    ]),
  );
  const formats = /<(?:\w+:)?cellXfs[\s>].*?<\/(?:\w+:)?cellXfs>/s.exec(styles)?.[0] ?? '';
  return tags(formats, 'xf').map((tag) => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0);
    const code = custom.get(id);
    if (code === undefined)
      return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
    return /[dy]/i.test(bare) && !/general/i.test(bare);
  });
}

function tooBig({ name, inflatedBytes }: ZipEntry, limits: SheetLimits): Refusal {
  return new Refusal('file_too_big', { part: name, bytes: inflatedBytes, limitBytes: limits.sharedBytes });
}
