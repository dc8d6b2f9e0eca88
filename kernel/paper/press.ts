import type { Writable } from 'node:stream';
import PdfDocument from 'pdfkit';
import type { DocumentData, Layout, PageSetup } from './layout.ts';
import { openFace, type Face, type Weight } from './ink.ts';
import { heard, pour, seal } from './pour.ts';
import { fill, templateOf } from './template.ts';

export const PT_PER_MM = 72 / 25.4;
const SIZES_MM = { A4: [210, 297], A5: [148, 210] } as const;
const BLACK_TEXT = '0 g 0 G 0.4 w';

/** Opens the stream that takes one part of a document, numbered from 1. */
export type OpenPart = (part: number) => Writable;

type Doc = PDFKit.PDFDocument;
type Stamp = { readonly name: string; readonly object: ReturnType<Doc['ref']> };
type Part = {
  readonly number: number;
  readonly doc: Doc;
  readonly out: Writable;
  readonly faces: Map<Weight, Face>;
  readonly stamps: readonly Stamp[];
  pages: number;
};

/**
 * The pages as they are filled. Distances are points from the top left corner of the paper, so that a page is written
 * before its height is known (a roll). A page leaves memory when it is turned.
 */
export type Press = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** The lowest place a body may reach; infinite on a roll. */
  readonly bottom: number;
  /** Where the next thing goes. */
  y: number;
  face(weight: Weight): Face;
  text(x: number, baseline: number, text: string, weight: Weight, sizePt: number): void;
  /** A stroked path in PDF operators. */
  path(operators: string): void;
  turn(): Promise<void>;
  close(): Promise<{ parts: number; pages: number }>;
  /** Gives up: the open stream is destroyed. */
  abandon(): void;
};

export const at = (value: number): string => String(Math.round(value * 100) / 100);

/** The paper in points; a roll has no height. */
function paperOf({ size, orientation, marginsMm }: PageSetup) {
  const [short, long] = typeof size === 'string' ? SIZES_MM[size] : ([size.rollMm, Infinity] as const);
  const upright = orientation !== 'landscape' || typeof size !== 'string';
  const [wide, high] = upright ? [short, long] : [long, short];
  const margin = { top: marginsMm.top * PT_PER_MM, bottom: marginsMm.bottom * PT_PER_MM };
  return { width: wide * PT_PER_MM, height: high * PT_PER_MM, margin };
}

/** Writes what a stamp shows, once it is known. */
function fillStamp({ object }: Stamp, face: Face, text: string, sizePt: number): void {
  Object.assign(object.data as object, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, -sizePt, 200, 2 * sizePt],
    Resources: { Font: { [face.name]: face.ref } },
  });
  object.end(`BT /${face.name} ${sizePt} Tf <${face.encode(text)}> Tj ET` as never);
}

export function openPress(layout: Layout, data: DocumentData, openPart: OpenPart, pagesPerPart = 500): Press {
  const { page } = layout;
  const { width, height, margin } = paperOf(page);
  const info = { Title: layout.title, Producer: 'Từng Nhà', Creator: 'Từng Nhà', CreationDate: data.madeAt };

  let part = begin(1);
  let turned = 0;
  let operators: string[] = [];

  function begin(number: number): Part {
    const out = heard(openPart(number));
    const doc = new PdfDocument({
      autoFirstPage: false,
      compress: true,
      pdfVersion: '1.7',
      lang: 'vi',
      info,
      font: null as never,
    });
    const stamps = ['Pages', 'Part'].map((name) => ({ name, object: doc.ref({}) }));
    return { number, doc, out, faces: new Map(), stamps, pages: 0 };
  }

  const press: Press = {
    left: page.marginsMm.left * PT_PER_MM,
    right: width - page.marginsMm.right * PT_PER_MM,
    top: margin.top,
    bottom: height - margin.bottom,
    y: margin.top,
    face(weight) {
      let face = part.faces.get(weight);
      if (!face) part.faces.set(weight, (face = openFace(part.doc, page.font, weight)));
      return face;
    },
    text(x, baseline, text, weight, sizePt) {
      const face = press.face(weight);
      operators.push(
        `BT /${face.name} ${sizePt} Tf ${at(x)} ${at(-baseline)} Td <${face.encode(text)}> Tj ET`,
      );
    },
    path(path) {
      operators.push(path);
    },
    turn: () => flush(true),
    async close() {
      await flush(false);
      await endPart(false);
      return { parts: part.number, pages: turned };
    },
    abandon() {
      part.out.destroy();
    },
  };

  async function flush(more: boolean): Promise<void> {
    turned++;
    part.pages++;
    const tall = height === Infinity ? press.y + margin.bottom : height;
    drawFoot(tall);
    const { doc } = part;
    doc.addPage({ size: [width, tall], margin: 0 });
    const sheet = doc.page as unknown as {
      write(text: string): void;
      fonts: Record<string, unknown>;
      xobjects: Record<string, unknown>;
    };
    for (const face of part.faces.values()) sheet.fonts[face.name] = face.ref;
    for (const stamp of part.stamps) sheet.xobjects[stamp.name] = stamp.object;
    sheet.write(`1 0 0 -1 0 0 cm ${BLACK_TEXT}\n${operators.join('\n')}`);
    operators = [];
    press.y = margin.top;
    await passOn();
    if (more && part.pages === pagesPerPart) {
      await endPart(true);
      part = begin(part.number + 1);
    }
  }

  /** The number of pages stands in a small object that each page shows and that is written last: no page has to wait for it. */
  function drawFoot(tall: number): void {
    if (!layout.foot || height === Infinity) return;
    const sizePt = Math.min(9, page.sizePt);
    const baseline = tall - Math.max(margin.bottom / 2, 12);
    const face = press.face('italic');
    const place = (x: number, text: string, stamp: string | null) => {
      press.text(x, baseline, text, 'italic', sizePt);
      if (stamp)
        operators.push(`q 1 0 0 1 ${at(x + face.widthOf(text) * sizePt)} ${at(-baseline)} cm /${stamp} Do Q`);
    };
    place(press.left, fill(templateOf(layout.foot.left ?? ''), data.facts), 'Part');
    const source = (layout.foot.right ?? '').replace('{page}', String(part.pages));
    const right = source.replace(/\{pages\}$/, '');
    const room = right === source ? 0 : face.widthOf('000') * sizePt;
    place(press.right - room - face.widthOf(right) * sizePt, right, room > 0 ? 'Pages' : null);
  }

  /** Hands on what the document has made so far, and waits until it is taken: rows at hand would outrun any reader. */
  async function passOn(): Promise<void> {
    const bytes = part.doc.read() as Buffer | null;
    if (bytes) await pour(part.out, bytes);
  }

  async function endPart(more: boolean): Promise<void> {
    const sizePt = Math.min(9, page.sizePt);
    const dash = layout.foot?.left ? ' – ' : '';
    const texts = [String(part.pages), part.number > 1 || more ? `${dash}phần ${part.number}` : ''];
    const face = press.face('italic');
    part.stamps.forEach((stamp, i) => fillStamp(stamp, face, texts[i] ?? '', sizePt));
    part.doc.end();
    await passOn();
    await seal(part.out);
  }

  return press;
}
