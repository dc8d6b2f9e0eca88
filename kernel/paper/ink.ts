import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export type Weight = 'regular' | 'bold' | 'italic';
export type Family = 'tinos' | 'be-vietnam-pro';

const files: Record<Family, Record<Weight, string>> = {
  tinos: {
    regular: '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
    bold: '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf',
    italic: '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf',
  },
  'be-vietnam-pro': {
    regular: '@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf',
    bold: '@expo-google-fonts/be-vietnam-pro/700Bold/BeVietnamPro_700Bold.ttf',
    italic: '@expo-google-fonts/be-vietnam-pro/400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf',
  },
};

/** What pdfkit keeps of an embedded font; the fast path below fills the same tables that pdfkit embeds at the end. */
type Embedded = {
  readonly id: string;
  readonly scale: number;
  readonly font: {
    glyphForCodePoint(code: number): { id: number; advanceWidth: number };
    readonly layout: unknown;
  };
  readonly subset: { includeGlyph(id: number): number };
  readonly widths: number[];
  readonly unicode: number[][];
  ref(): unknown;
};

// A parsed font is shared by all documents of the thread; each document has its own subset of it.
const parsedFonts = new Map<string, unknown>();

/**
 * One weight of one family in one document. Text is stored NFC, where every Vietnamese letter is one glyph of the
 * cmap, so a letter is encoded by one table look-up: shaping through fontkit costs some twenty times more and gives the same glyphs.
 */
export type Face = {
  readonly name: string;
  readonly ref: unknown;
  /** Advance of a UTF-16 unit at size 1. */
  widthOf(text: string): number;
  /** The text as a hexadecimal string of glyph numbers. */
  encode(text: string): string;
};

export function openFace(doc: PDFKit.PDFDocument, family: Family, weight: Weight): Face {
  const file = files[family][weight];
  const known = parsedFonts.get(file) ?? readFileSync(createRequire(import.meta.url).resolve(file));
  doc.font(known as Buffer);
  const embedded = (doc as unknown as { _font: Embedded })['_font'];
  parsedFonts.set(file, embedded.font);

  const advance: number[] = [];
  const codes: string[] = [];
  const learn = (code: number): void => {
    const glyph = embedded.font.glyphForCodePoint(code);
    const gid = embedded.subset.includeGlyph(glyph.id);
    embedded.widths[gid] ??= glyph.advanceWidth * embedded.scale;
    embedded.unicode[gid] ??= [code];
    advance[code] = (glyph.advanceWidth * embedded.scale) / 1000;
    codes[code] = gid.toString(16).padStart(4, '0');
  };

  return {
    name: embedded.id,
    ref: embedded.ref(),
    widthOf(text) {
      let width = 0;
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (advance[code] === undefined) learn(code);
        width += advance[code] as number;
      }
      return width;
    },
    encode(text) {
      let hex = '';
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (codes[code] === undefined) learn(code);
        hex += codes[code];
      }
      return hex;
    },
  };
}

/** The text cut into lines no wider than `width` at size `sizePt`; a single word that is wider is cut between letters. */
export function wrap(face: Face, text: string, sizePt: number, width: number): string[] {
  const limit = width / sizePt;
  if (text === '') return [];
  if (!text.includes('\n') && face.widthOf(text) <= limit) return [text];
  return text.split('\n').flatMap((paragraph) => wrapParagraph(face, paragraph, limit));
}

function wrapParagraph(face: Face, text: string, limit: number): string[] {
  const lines: string[] = [];
  const blank = face.widthOf(' ');
  let line = '';
  let used = 0;
  for (const word of text.split(' ').flatMap((long) => cutWord(face, long, limit))) {
    const width = face.widthOf(word);
    if (line !== '' && used + blank + width > limit) {
      lines.push(line);
      line = word;
      used = width;
    } else {
      used += (line === '' ? 0 : blank) + width;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function cutWord(face: Face, word: string, limit: number): string[] {
  if (face.widthOf(word) <= limit) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && face.widthOf(piece + letter) > limit) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}
