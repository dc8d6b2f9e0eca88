import { wrap, type Weight } from './ink.ts';
import type { Block, Facts, Line, SignaturesBlock } from './layout.ts';
import { at, PT_PER_MM, type Press } from './press.ts';
import { LEADING } from './table-head.ts';
import { fill, isBlank, templateOf } from './template.ts';

type Plain = Exclude<Block, { kind: 'table' }>;
const UNDERLINE_PT = 5;
type Set = {
  readonly line: Line;
  readonly lines: string[];
  readonly weight: Weight;
  readonly sizePt: number;
};

type Side = { readonly share: number; readonly lines: readonly Line[]; readonly name?: string };

const slotsOf = (block: SignaturesBlock, facts: Facts): Side[] =>
  block.slots
    .filter((slot) => !(slot.optional && isBlank(templateOf(slot.name ?? ''), facts)))
    .map((slot) => ({ ...slot, share: 1 }));

const weightOf = (line: Line): Weight => (line.bold ? 'bold' : line.italic ? 'italic' : 'regular');

/** Lines filled and wrapped to a width, without those that are optional and empty. */
function setLines(press: Press, lines: readonly Line[], facts: Facts, width: number, sizePt: number): Set[] {
  return lines.flatMap((line) => {
    const template = templateOf(line.text);
    if (line.optional && isBlank(template, facts)) return [];
    const weight = weightOf(line);
    const size = line.sizePt ?? sizePt;
    return [
      { line, weight, sizePt: size, lines: wrap(press.face(weight), fill(template, facts), size, width) },
    ];
  });
}

const leadingOf = (set: Set) => set.sizePt * LEADING * 1.08;
const heightOf = (sets: readonly Set[]) =>
  sets.reduce(
    (sum, set) =>
      sum + Math.max(1, set.lines.length) * leadingOf(set) + (set.line.underline ? UNDERLINE_PT : 0),
    0,
  );

function drawLines(
  press: Press,
  sets: readonly Set[],
  x: number,
  y: number,
  width: number,
  align: Line['align'],
): void {
  let top = y;
  for (const set of sets) {
    for (const text of set.lines) {
      const long = press.face(set.weight).widthOf(text) * set.sizePt;
      const side = set.line.align ?? align ?? 'left';
      const start = side === 'left' ? x : side === 'center' ? x + (width - long) / 2 : x + width - long;
      press.text(start, top + set.sizePt * 0.95, text, set.weight, set.sizePt);
      top += leadingOf(set);
      if (set.line.underline) {
        const short = Math.min(long, Math.max(40, long * 0.6));
        const from = start + (long - short) / 2;
        press.path(`${at(from)} ${at(-top - 2)} m ${at(from + short)} ${at(-top - 2)} l S`);
        top += UNDERLINE_PT;
      }
    }
    if (set.lines.length === 0) top += leadingOf(set);
  }
}

/** Draws a block that is kept together; it turns the page when it no longer fits. */
export async function drawBlock(press: Press, block: Plain, facts: Facts, sizePt: number): Promise<void> {
  const width = press.right - press.left;
  const before = block.beforePt ?? 0;
  const room = async (height: number) => {
    press.y += before;
    if (press.y + height > press.bottom && press.y > press.top + before) await press.turn();
  };

  if (block.kind === 'rule') {
    await room(4);
    press.path(
      `${block.dashed ? '[2 2] 0 d ' : ''}${at(press.left)} ${at(-press.y - 2)} m ${at(press.right)} ${at(-press.y - 2)} l S${block.dashed ? ' [] 0 d' : ''}`,
    );
    press.y += 4;
    return;
  }
  if (block.kind === 'text') {
    const sets = setLines(press, [block], facts, width, sizePt);
    if (sets.length === 0) return;
    await room(heightOf(sets));
    drawLines(press, sets, press.left, press.y, width, 'left');
    press.y += heightOf(sets);
    return;
  }
  const parts = block.kind === 'sides' ? block.sides : slotsOf(block, facts);
  const whole = parts.reduce((sum, { share }) => sum + share, 0);
  const gap = 8;
  const sides = parts.map(({ share, lines, name }: Side) => {
    const broad = (width * share) / whole - gap;
    const names = name ? [{ text: name, bold: true }] : [];
    return {
      broad,
      sets: setLines(press, lines, facts, broad, sizePt),
      names: setLines(press, names, facts, broad, sizePt),
    };
  });
  const upper = Math.max(...sides.map(({ sets }) => heightOf(sets)));
  const free = block.kind === 'signatures' ? block.roomMm * PT_PER_MM : 0;
  const lower = Math.max(...sides.map(({ names }) => heightOf(names)));
  await room(upper + free + lower);
  let x = press.left;
  for (const { broad, sets, names } of sides) {
    drawLines(press, sets, x + gap / 2, press.y, broad, 'center');
    drawLines(press, names, x + gap / 2, press.y + upper + free, broad, 'center');
    x += broad + gap;
  }
  press.y += upper + free + lower;
}
