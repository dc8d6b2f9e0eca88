import { wrap, type Weight } from './ink.ts';
import type { Block, Facts, Line, SignaturesBlock } from './layout.ts';
import { at, PT_PER_MM, type Press } from './press.ts';
import { LEADING } from './table-cell.ts';
import { qrOperators } from './qr.ts';
import { fill, holesOf, isBlank, templateOf, valueAt } from './template.ts';

export type Plain = Exclude<Block, { kind: 'table' }>;
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
    for (const [i, text] of set.lines.entries()) {
      const long = press.face(set.weight).widthOf(text) * set.sizePt;
      const side = set.line.align ?? align ?? 'left';
      const start = side === 'left' ? x : side === 'center' ? x + (width - long) / 2 : x + width - long;
      press.text(start, top + set.sizePt * 0.95, text, set.weight, set.sizePt);
      top += leadingOf(set);
      if (set.line.underline && i === set.lines.length - 1) {
        const short = Math.min(long, Math.max(40, long * 0.6));
        const from = start + (long - short) / 2;
        press.path(`${at(from)} ${at(-top - 2)} m ${at(from + short)} ${at(-top - 2)} l S`);
        top += UNDERLINE_PT;
      }
    }
    if (set.lines.length === 0) top += leadingOf(set);
  }
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '';

/** A block measured and ready to be drawn at the press's place. */
type Ready = { readonly before: number; readonly height: number; draw(): void };

/**
 * Draws blocks that follow each other. A block is never cut; those up to a place to sign stay on one page with it, so
 * that no signature stands on a page alone, without the figures it answers for.
 */
export async function drawBlocks(
  press: Press,
  blocks: readonly Plain[],
  facts: Facts,
  sizePt: number,
): Promise<void> {
  const room = press.bottom - press.top;
  const signed = blocks.findLastIndex(({ kind }) => kind === 'signatures') + 1;
  const ready = blocks.map((block) => prepared(press, block, facts, sizePt));
  const together = ready.slice(0, signed).reduce((sum, { before, height }) => sum + before + height, 0);
  if (together <= room && press.y + together > press.bottom) await press.turn();
  for (const { before, height, draw } of ready) {
    if (press.y + before + height > press.bottom && press.y > press.top) await press.turn();
    press.y += before;
    draw();
    press.y += height;
  }
}

function prepared(press: Press, block: Plain, facts: Facts, sizePt: number): Ready {
  const width = press.right - press.left;
  const before = block.beforePt ?? 0;
  if (block.kind === 'rule') {
    const draw = () => {
      const line = `${at(press.left)} ${at(-press.y - 2)} m ${at(press.right)} ${at(-press.y - 2)} l S`;
      press.path(block.dashed ? `[2 2] 0 d ${line} [] 0 d` : line);
    };
    return { before, height: 4, draw };
  }
  if (block.kind === 'text') {
    const sets = setLines(press, [block], facts, width, sizePt);
    const draw = () => drawLines(press, sets, press.left, press.y, width, 'left');
    return { before: sets.length > 0 ? before : 0, height: heightOf(sets), draw };
  }
  if (block.kind === 'qr') {
    const template = templateOf(block.text);
    if (holesOf(template).some(({ keys }) => isEmpty(valueAt(facts, keys))))
      return { before: 0, height: 0, draw: () => {} };
    const size = block.sizeMm * PT_PER_MM;
    const draw = () =>
      press.path(qrOperators(fill(template, facts), press.left + (width - size) / 2, press.y, size));
    return { before, height: size, draw };
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
  const upper = Math.max(0, ...sides.map(({ sets }) => heightOf(sets)));
  const free = block.kind === 'signatures' ? block.roomMm * PT_PER_MM : 0;
  const lower = Math.max(0, ...sides.map(({ names }) => heightOf(names)));
  const draw = () => {
    let x = press.left;
    for (const { broad, sets, names } of sides) {
      drawLines(press, sets, x + gap / 2, press.y, broad, 'center');
      drawLines(press, names, x + gap / 2, press.y + upper + free, broad, 'center');
      x += broad + gap;
    }
  };
  return { before, height: upper + free + lower, draw };
}
