import { Refusal } from '#kernel/words/refusal.ts';
import {
  EMPTY_LIST,
  missing,
  NOT_AMOUNT,
  NOT_FLAG,
  NOT_LIST,
  NOT_MORE,
  NOT_OBJECT,
  NOT_PAGES,
  NOT_SIZE,
  NOT_SUMMED,
  NOT_TEMPLATE,
  NOT_TEXT,
  NOT_VERSION,
  notOneOf,
  notWithin,
  UNKNOWN,
  type Fault,
  type LayoutFault,
} from './faults.ts';
import type { Layout } from './layout.ts';
import { holesOf, parseTemplate } from './template.ts';

type Tree = Record<string, unknown>;
type Say = (at: string, fault: Fault) => void;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const KEYS = {
  layout: ['layout', 'code', 'title', 'basis', 'confirmed', 'page', 'foot', 'body'],
  page: ['size', 'orientation', 'marginsMm', 'font', 'sizePt'],
  foot: ['left', 'right'],
  line: ['text', 'bold', 'italic', 'align', 'sizePt', 'underline', 'optional'],
  text: ['kind', 'beforePt', 'text', 'bold', 'italic', 'align', 'sizePt', 'underline', 'optional'],
  sides: ['kind', 'beforePt', 'sides'],
  side: ['share', 'lines'],
  signatures: ['kind', 'beforePt', 'slots', 'roomMm'],
  slot: ['lines', 'name', 'optional'],
  rule: ['kind', 'beforePt', 'dashed'],
  qr: ['kind', 'beforePt', 'text', 'sizeMm'],
  table: [
    'kind',
    'rows',
    'columns',
    'groups',
    'tallies',
    'total',
    'distinct',
    'carry',
    'empty',
    'minRowMm',
    'sizePt',
    'headSizePt',
    'lines',
    'beforePt',
  ],
  column: ['label', 'share', 'value', 'align', 'sum', 'bold', 'mark'],
  columnGroup: ['label', 'columns'],
  group: ['by', 'heading', 'subtotal', 'newPage', 'renumber'],
  tally: ['by', 'label'],
  carry: ['forward', 'brought'],
} as const;
const FLAGS = new Set(['bold', 'italic', 'underline', 'optional', 'dashed', 'sum', 'newPage', 'renumber']);
const AMOUNTS = new Set(['sizePt', 'beforePt', 'minRowMm', 'headSizePt', 'roomMm', 'sizeMm', 'share']);
const TEMPLATES = new Set(['text', 'value', 'heading', 'subtotal', 'total', 'name', 'left']);
const WORDS = new Set([
  'title',
  'code',
  'basis',
  'mark',
  'by',
  'distinct',
  'empty',
  'rows',
  'forward',
  'brought',
  'right',
]);
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  align: ['left', 'center', 'right'],
  lines: ['grid', 'rows', 'none'],
  orientation: ['portrait', 'landscape'],
  font: ['tinos', 'be-vietnam-pro'],
};

/** The properties that mean the same wherever they stand, and the names that no part of a layout has. */
function checkProperties(
  tree: unknown,
  at: string,
  known: readonly string[],
  needed: readonly string[],
  say: Say,
): tree is Tree {
  if (!isTree(tree)) {
    say(at, NOT_OBJECT);
    return false;
  }
  const [first, ...others] = needed.filter((name) => tree[name] === undefined);
  if (first !== undefined) say(`${at}.${first}`, missing(others));
  for (const [name, value] of Object.entries(tree)) {
    const here = `${at}.${name}`;
    if (!known.includes(name)) say(here, UNKNOWN);
    else if (FLAGS.has(name) && typeof value !== 'boolean') say(here, NOT_FLAG);
    else if (AMOUNTS.has(name) && !isAmount(value)) say(here, NOT_AMOUNT);
    else if ((WORDS.has(name) || TEMPLATES.has(name) || name === 'label') && !isText(value))
      say(here, NOT_TEXT);
    else if (isText(value) && (TEMPLATES.has(name) || name === 'label') && !parseTemplate(value))
      say(here, NOT_TEMPLATE);
    else if (isText(value) && CHOICES[name] && !CHOICES[name].includes(value))
      say(here, notOneOf(CHOICES[name]));
  }
  return true;
}

function checkPage(page: unknown, say: Say): void {
  if (!checkProperties(page, 'page', KEYS.page, ['size', 'marginsMm', 'font', 'sizePt'], say)) return;
  const { size } = page;
  const roll = isTree(size) ? size['rollMm'] : null;
  if (size !== 'A4' && size !== 'A5' && !(isAmount(roll) && roll >= 40 && roll <= 120))
    say('page.size', NOT_SIZE);
  const margins = page['marginsMm'];
  for (const side of ['top', 'right', 'bottom', 'left'] as const) {
    const margin = isTree(margins) ? margins[side] : undefined;
    if (!isAmount(margin) || margin > 60) say(`page.marginsMm.${side}`, notWithin(0, 60));
  }
  const points = page['sizePt'];
  if (!isAmount(points) || points < 5 || points > 30) say('page.sizePt', notWithin(5, 30));
}

function checkLines(lines: unknown, at: string, say: Say): void {
  if (!Array.isArray(lines)) return say(at, NOT_LIST);
  lines.forEach((line, i) => checkProperties(line, `${at}[${i}]`, KEYS.line, ['text'], say));
}

function checkTable(table: Tree, at: string, say: Say): void {
  const column = (leaf: unknown, here: string) => {
    if (!checkProperties(leaf, here, KEYS.column, ['label', 'share', 'value'], say)) return;
    if (leaf['share'] === 0) say(`${here}.share`, NOT_MORE);
    const template = isText(leaf['value']) ? parseTemplate(leaf['value']) : null;
    const [hole, ...more] = template ? holesOf(template) : [];
    const sums =
      hole && more.length === 0 && template?.parts.length === 1 && ['vnd', 'count'].includes(hole.format);
    if (leaf['sum'] === true && template && !sums) say(`${here}.value`, NOT_SUMMED);
  };
  const columns = listOf(table['columns']);
  if (columns.length === 0) say(`${at}.columns`, EMPTY_LIST);
  columns.forEach((one, i) => {
    const here = `${at}.columns[${i}]`;
    if (!isTree(one) || !('columns' in one)) return column(one, here);
    checkProperties(one, here, KEYS.columnGroup, ['label'], say);
    const under = listOf(one['columns']);
    if (under.length === 0) say(`${here}.columns`, EMPTY_LIST);
    under.forEach((leaf, j) => column(leaf, `${here}.columns[${j}]`));
  });
  const lists = { groups: [KEYS.group, ['by']], tallies: [KEYS.tally, ['by', 'label']] } as const;
  for (const [name, [known, needed]] of Object.entries(lists)) {
    if (table[name] !== undefined && !Array.isArray(table[name])) say(`${at}.${name}`, NOT_LIST);
    listOf(table[name]).forEach((one, i) => checkProperties(one, `${at}.${name}[${i}]`, known, needed, say));
  }
  if (table['carry'] !== undefined)
    checkProperties(table['carry'], `${at}.carry`, KEYS.carry, KEYS.carry, say);
}

function checkBlock(block: unknown, at: string, say: Say): void {
  const kind = isTree(block) ? block['kind'] : undefined;
  if (kind === 'text') checkProperties(block, at, KEYS.text, ['text'], say);
  else if (kind === 'rule') checkProperties(block, at, KEYS.rule, [], say);
  else if (kind === 'qr') checkProperties(block, at, KEYS.qr, ['text', 'sizeMm'], say);
  else if (kind === 'sides' || kind === 'signatures') {
    const inner = kind === 'sides' ? 'sides' : 'slots';
    if (!checkProperties(block, at, KEYS[kind], [inner, ...(kind === 'signatures' ? ['roomMm'] : [])], say))
      return;
    const parts = listOf(block[inner]);
    if (parts.length === 0) say(`${at}.${inner}`, EMPTY_LIST);
    parts.forEach((part, i) => {
      const here = `${at}.${inner}[${i}]`;
      const [known, needed] = kind === 'sides' ? [KEYS.side, ['share', 'lines']] : [KEYS.slot, ['lines']];
      if (checkProperties(part, here, known, needed, say)) checkLines(part['lines'], `${here}.lines`, say);
    });
  } else if (kind === 'table') {
    if (checkProperties(block, at, KEYS.table, ['rows', 'columns', 'empty'], say)) checkTable(block, at, say);
  } else say(`${at}.kind`, notOneOf(['text', 'sides', 'signatures', 'rule', 'qr', 'table']));
}

/** Why a document read from JSON is not a layout: its first fault and the place of it. Null when it is one. */
export function whyNotLayout(json: unknown): LayoutFault | null {
  const faults: LayoutFault[] = [];
  const say: Say = (at, fault) => faults.push({ at: at.replace(/^layout\./, ''), fault });
  const needed = ['layout', 'code', 'title', 'basis', 'confirmed', 'page', 'body'];
  if (!checkProperties(json, 'layout', KEYS.layout, needed, say)) return faults[0] ?? null;
  if (json['layout'] !== 1) say('layout.layout', NOT_VERSION);
  if (typeof json['confirmed'] !== 'boolean') say('layout.confirmed', NOT_FLAG);
  checkPage(json['page'], say);
  const { foot } = json;
  if (foot !== undefined && checkProperties(foot, 'foot', KEYS.foot, [], say) && isText(foot['right']))
    if (/[{}]/.test(foot['right'].replace('{page}', '').replace(/\{pages\}$/, '')))
      say('foot.right', NOT_PAGES);
  if (!Array.isArray(json['body'])) say('body', NOT_LIST);
  listOf(json['body']).forEach((block, i) => checkBlock(block, `body[${i}]`, say));
  return faults[0] ?? null;
}

/** Refuses `layout-refused` with the place and the fault. */
export function refuseLayout(json: unknown): asserts json is Layout {
  const why = whyNotLayout(json);
  if (why) throw new Refusal('layout-refused', { ...why });
}
