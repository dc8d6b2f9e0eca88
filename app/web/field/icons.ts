import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Android asks for PNG. `share`: how much of the edge the mark takes; a maskable icon may be cut to a circle of 0.8. */
const ICONS = [
  { name: 'icon-192.png', edge: 192, share: 1 },
  { name: 'icon-512.png', edge: 512, share: 1 },
  { name: 'icon-maskable-512.png', edge: 512, share: 0.72 },
] as const;

/** Samples along each edge of a pixel. */
const FINE = 4;

/** Draws the icons of the home screen from the mark, at each build. */
export function icons(mark: string): Plugin {
  return {
    name: 'icons',
    apply: 'build',
    generateBundle() {
      const drawing = readMark(readFileSync(mark, 'utf8'));
      for (const { name, edge, share } of ICONS)
        this.emitFile({ type: 'asset', fileName: name, source: drawIcon(drawing, edge, share) });
    },
  };
}

type Point = readonly [number, number];
type Colour = readonly [number, number, number];

interface Shape {
  readonly colour: Colour;
  /** Whether a point of the drawing's own measure lies on it. */
  covers(x: number, y: number): boolean;
}

interface Drawing {
  readonly edge: number;
  readonly ground: Colour;
  readonly shapes: readonly Shape[];
}

/** As much of SVG as the mark is made of: a rounded ground, and paths of straight lines, filled or stroked. */
export function readMark(svg: string): Drawing {
  const edge = Number(/viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1]);
  const shapes = [...svg.matchAll(/<(rect|path) ([^>]+)>/g)].map(([, tag, text = '']) => {
    const of = Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, k, v]) => [k, v ?? '']));
    if (tag === 'rect') return { colour: colourOf(of['fill']), covers: rounded(edge, Number(of['rx'] ?? 0)) };
    const points = readPath(of['d'] ?? '');
    if (of['fill'] !== 'none') return { colour: colourOf(of['fill']), covers: filled(points) };
    return { colour: colourOf(of['stroke']), covers: stroked(points, Number(of['stroke-width']) / 2) };
  });
  const [ground] = shapes;
  if (!ground || !edge) throw new Error('the mark has no ground');
  return { edge, ground: ground.colour, shapes };
}

function colourOf(text = ''): Colour {
  const [, hex = ''] = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text) ?? [];
  const each = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
  if (each.length !== 3) throw new Error(`no colour: ${text}`);
  return each.map((part) => Number.parseInt(part, 16)) as unknown as Colour;
}

/** A closed path of M, L, H and V, large for places and small for steps. */
function readPath(text: string): Point[] {
  const words = text.match(/[a-z]|-?[\d.]+/gi) ?? [];
  const points: Point[] = [];
  let [command, x, y] = ['M', 0, 0];
  for (let at = 0; at < words.length;) {
    const word = words[at] as string;
    if (/[a-z]/i.test(word)) {
      if (!/[mlhvz]/i.test(word)) throw new Error(`a path knows no ${word} here`);
      command = word;
      at++;
      continue;
    }
    const small = command === command.toLowerCase();
    const next = () => Number(words[at++]);
    if (!/v/i.test(command)) x = next() + (small ? x : 0);
    if (!/h/i.test(command)) y = next() + (small ? y : 0);
    points.push([x, y]);
  }
  return points;
}

const sidesOf = (points: readonly Point[]) =>
  points.map((from, i) => [from, points[(i + 1) % points.length] as Point] as const);

function rounded(edge: number, radius: number): Shape['covers'] {
  return (x, y) => {
    if (x < 0 || y < 0 || x > edge || y > edge) return false;
    const inner = (at: number) => Math.min(Math.max(at, radius), edge - radius);
    return Math.hypot(x - inner(x), y - inner(y)) <= radius;
  };
}

function filled(points: readonly Point[]): Shape['covers'] {
  const sides = sidesOf(points);
  return (x, y) => {
    let inside = false;
    for (const [[ax, ay], [bx, by]] of sides)
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    return inside;
  };
}

function stroked(points: readonly Point[], half: number): Shape['covers'] {
  const sides = sidesOf(points);
  return (x, y) =>
    sides.some(([[ax, ay], [bx, by]]) => {
      const [dx, dy] = [bx - ax, by - ay];
      const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
      const t = Math.min(1, Math.max(0, along));
      return Math.hypot(x - ax - t * dx, y - ay - t * dy) <= half;
    });
}

/** The PNG: with its round corners when the mark fills it, else on a ground that reaches every edge. */
export function drawIcon({ edge: own, ground, shapes }: Drawing, edge: number, share: number): Buffer {
  const scale = own / (edge * share);
  const shift = (edge * (1 - share)) / 2;
  const under = share < 1 ? ground : null;
  const colourAt = (x: number, y: number): Colour | null => {
    const [ax, ay] = [(x - shift) * scale, (y - shift) * scale];
    for (let i = shapes.length - 1; i >= 0; i--) {
      const shape = shapes[i] as Shape;
      if (shape.covers(ax, ay)) return shape.colour;
    }
    return under;
  };
  const cornersOf = (y: number) => Array.from({ length: edge + 1 }, (_, x) => colourAt(x, y));
  const rows = Buffer.alloc(edge * (1 + edge * 4));
  let above = cornersOf(0);
  for (let y = 0; y < edge; y++) {
    const below = cornersOf(y + 1);
    for (let x = 0; x < edge; x++) {
      const one = above[x] as Colour | null;
      // Nothing in the mark is finer than a pixel: where its corners agree, all of it does.
      const even = one === above[x + 1] && one === below[x] && one === below[x + 1];
      const colour = even ? one && [...one, 255] : mixed(colourAt, x, y);
      if (colour) rows.set(colour, y * (1 + edge * 4) + 1 + x * 4);
    }
    above = below;
  }
  return pngOf(edge, rows);
}

/** The colour of a pixel that an edge runs through. */
function mixed(colourAt: (x: number, y: number) => Colour | null, x: number, y: number): number[] {
  const hits: Colour[] = [];
  for (let i = 0; i < FINE * FINE; i++) {
    const hit = colourAt(x + ((i % FINE) + 0.5) / FINE, y + (Math.floor(i / FINE) + 0.5) / FINE);
    if (hit) hits.push(hit);
  }
  const mean = (c: 0 | 1 | 2) =>
    Math.round(hits.reduce((sum, hit) => sum + hit[c], 0) / Math.max(1, hits.length));
  return [mean(0), mean(1), mean(2), Math.round((hits.length / (FINE * FINE)) * 255)];
}

function pngOf(edge: number, rows: Buffer): Buffer {
  const chunk = (kind: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(kind, 'ascii'), content]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(edge, 0);
  head.writeUInt32BE(edge, 4);
  // Eight bits, red green blue and opacity.
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
