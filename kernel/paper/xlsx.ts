import { writeXlsx } from 'hucre/xlsx';
import { Refusal } from '#kernel/words/refusal.ts';
import { refuseLayout } from './check.ts';
import type { DocumentData, Facts, Layout, Line } from './layout.ts';
import { rowsNamed } from './rows.ts';
import { openSheet, type Sheet } from './sheet.ts';
import { sheetTable } from './sheet-table.ts';
import { fill, isBlank, templateOf } from './template.ts';

const INCHES_PER_MM = 1 / 25.4;

/**
 * The same layout as a workbook of one sheet: title lines, merged heads that stay in sight and repeat in print, amounts
 * as numbers, days as text. Text that a spreadsheet would run is neutralised. The sheet is held in memory: refuses
 * `paper-sheet-too-long` past `maxRows`, besides the refusals of `writePdf`.
 */
export async function renderXlsx(layout: Layout, data: DocumentData, maxRows = 100_000): Promise<Uint8Array> {
  refuseLayout(layout);
  const sheet = openSheet(
    layout,
    () => {
      throw new Refusal('paper-sheet-too-long', { maxRows });
    },
    maxRows,
  );
  const totals: Record<string, Facts> = {};
  const facts: Facts = { ...data.facts, total: totals };
  for (const block of layout.body) {
    if (block.kind === 'table')
      totals[block.rows] = await sheetTable(sheet, block, rowsNamed(data, block.rows));
    else if (block.kind === 'text') writeLines(sheet, [{ lines: [block], share: 1 }], facts);
    else if (block.kind === 'sides') writeLines(sheet, block.sides, facts);
    else if (block.kind === 'signatures') {
      const slots = block.slots.filter(
        (slot) => !(slot.optional && isBlank(templateOf(slot.name ?? ''), facts)),
      );
      sheet.skip(1);
      writeLines(
        sheet,
        slots.map(({ lines }) => ({ lines, share: 1, align: 'center' as const })),
        facts,
      );
      sheet.skip(4);
      writeLines(
        sheet,
        slots.map(({ name }) => ({
          lines: name ? [{ text: name, bold: true }] : [],
          share: 1,
          align: 'center' as const,
        })),
        facts,
      );
    }
  }
  const { orientation, marginsMm, size } = layout.page;
  return writeXlsx({
    properties: { title: layout.title, creator: 'Từng Nhà', created: data.madeAt, modified: data.madeAt },
    defaultFont: { name: 'Times New Roman', size: 11 },
    sheets: [
      {
        ...sheet.close(),
        name: layout.code.toUpperCase(),
        pageSetup: {
          paperSize: size === 'A5' ? 'a5' : 'a4',
          orientation: orientation ?? 'portrait',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          margins: {
            top: marginsMm.top * INCHES_PER_MM,
            right: marginsMm.right * INCHES_PER_MM,
            bottom: marginsMm.bottom * INCHES_PER_MM,
            left: marginsMm.left * INCHES_PER_MM,
          },
          ...(sheet.printTitles() ? { printTitlesRow: sheet.printTitles() as string } : {}),
        },
        ...(layout.foot ? { headerFooter: { oddFooter: footOf(layout.foot.right ?? '') } } : {}),
      },
    ],
  });
}

/** The foot of the printed sheet, in the codes of a spreadsheet's footer. */
const footOf = (right: string) =>
  `&R${right.replaceAll('&', '&&').replace('{page}', '&P').replace('{pages}', '&N')}`;

type Side = { readonly share: number; readonly lines: readonly Line[]; readonly align?: 'center' };

/** Sides become runs of merged columns in proportion to their shares. */
function writeLines(sheet: Sheet, sides: readonly Side[], facts: Facts): void {
  const kept = sides.map((side) => ({
    ...side,
    lines: side.lines.filter((line) => !(line.optional && isBlank(templateOf(line.text), facts))),
  }));
  const whole = kept.reduce((sum, { share }) => sum + share, 0);
  const deep = Math.max(0, ...kept.map(({ lines }) => lines.length));
  for (let i = 0; i < deep; i++) {
    let from = 0;
    let share = 0;
    for (const side of kept) {
      share += side.share;
      const to = Math.max(from, Math.round((sheet.width * share) / whole) - 1);
      const line = side.lines[i];
      if (line)
        sheet.span(from, to, fill(templateOf(line.text), facts), {
          bold: line.bold === true,
          italic: line.italic === true,
          sizePt: line.sizePt ?? 11,
          align: line.align ?? side.align ?? (kept.length > 1 ? 'center' : 'left'),
          boxed: false,
        });
      from = to + 1;
    }
    sheet.next();
  }
}
